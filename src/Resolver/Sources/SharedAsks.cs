namespace DaneCore.Resolver.Sources;

/// <summary>
/// Does a thing once while several wait for it. Who gives up leaves the others waiting; only when nobody is left does it stop.
/// Keeps nothing: a result is gone with the last who waited for it.
/// </summary>
internal sealed class SharedAsks<TKey, TResult>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Flight> _flights = [];

    public async ValueTask<TResult> AskAsync(TKey key, Func<CancellationToken, ValueTask<TResult>> ask, CancellationToken stop)
    {
        Flight flight = Join(key, ask);
        try
        {
            return await flight.Result.Value.WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            Leave(key, flight);
        }
    }

    private Flight Join(TKey key, Func<CancellationToken, ValueTask<TResult>> ask)
    {
        lock (_lock)
        {
            if (!_flights.TryGetValue(key, out Flight? flight))
            {
                flight = new Flight(ask);
                _flights.Add(key, flight);
            }

            flight.Waiting++;
            return flight;
        }
    }

    private void Leave(TKey key, Flight flight)
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

        public Flight(Func<CancellationToken, ValueTask<TResult>> ask) => Result = new(() => ask(_stop.Token).AsTask());

        /// <summary>Begins when first looked at, outside any lock.</summary>
        public Lazy<Task<TResult>> Result { get; }

        public int Waiting { get; set; }

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }
}
