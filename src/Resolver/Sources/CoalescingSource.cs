using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// Asks a question once while several lookups wait for it. Who gives up leaves the others waiting; only when nobody is
/// left does the asking stop. Keeps nothing: a reply is gone with the last who waited for it.
/// </summary>
internal sealed class CoalescingSource(ISource inner) : ISource
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(Question Question, int Place), Flight> _flights = [];

    public int Places => inner.Places;

    public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        (Question Question, int Place) key = (question, place % inner.Places);
        Flight flight = Join(key);
        try
        {
            return await flight.Reply.Value.WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            Leave(key, flight);
        }
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private Flight Join((Question Question, int Place) key)
    {
        lock (_lock)
        {
            if (!_flights.TryGetValue(key, out Flight? flight))
            {
                flight = new Flight(stop => inner.AskAsync(key.Question, key.Place, stop).AsTask());
                _flights.Add(key, flight);
            }

            flight.Waiting++;
            return flight;
        }
    }

    private void Leave((Question Question, int Place) key, Flight flight)
    {
        lock (_lock)
        {
            flight.Waiting--;
            if (flight.Waiting > 0)
            {
                return;
            }

            _flights.Remove(key);
        }

        flight.Dispose();
    }

    private sealed class Flight : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public Flight(Func<CancellationToken, Task<SourceReply>> ask) => Reply = new(() => ask(_stop.Token));

        /// <summary>Begins to ask when first looked at, outside any lock.</summary>
        public Lazy<Task<SourceReply>> Reply { get; }

        public int Waiting { get; set; }

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }
}
