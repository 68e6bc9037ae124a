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
        Flight flight = Join(key, out bool isFirst);
        try
        {
            if (isFirst)
            {
                // Outside the lock, and in nothing that could not bear to be come back to: asking may end, or be given up, before this returns.
                flight.Begin(ask);
            }

            return await flight.Result.WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            Leave(key, flight);
        }
    }

    private Flight Join(TKey key, out bool isFirst)
    {
        lock (_lock)
        {
            isFirst = !_flights.TryGetValue(key, out Flight? flight);
            if (flight is null)
            {
                flight = new Flight();
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
        private readonly TaskCompletionSource<TResult> _result = new();

        public Task<TResult> Result => _result.Task;

        public int Waiting { get; set; }

        public void Begin(Func<CancellationToken, ValueTask<TResult>> ask) => _ = RunAsync(ask, _stop.Token);

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
        }

        private async Task RunAsync(Func<CancellationToken, ValueTask<TResult>> ask, CancellationToken stop)
        {
            try
            {
                _result.TrySetResult(await ask(stop).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                _result.TrySetCanceled(stop);
            }
#pragma warning disable CA1031 // Whatever it is, it is for those who wait.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                _result.TrySetException(fault);
            }
        }
    }
}
