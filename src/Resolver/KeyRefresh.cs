using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Logging;

namespace DaneCore.Resolver;

/// <summary>
/// Fetches the keys of zones in use again, in the background, shortly before they run out, so that no lookup waits for them. A
/// zone is fetched once at a time, and a few zones at once; what is over that is fetched by the lookup that needs it. Nothing
/// fails because of it: what goes wrong is logged, and what is kept stays until its end.
/// </summary>
internal sealed class KeyRefresh(Func<DomainName, CancellationToken, Task> fetch, ILogger logger) : IAsyncDisposable
{
    // A resolver that serves a mail server has a handful of hot zones; the root and a few top-level domains among them.
    private const int MostAtOnce = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<DomainName, Task> _underWay = [];
    private readonly CancellationTokenSource _stop = new();
    private bool _isClosed;

    /// <summary>Done when everything that is under way now is.</summary>
    public Task UnderWay
    {
        get
        {
            lock (_lock)
            {
                return Task.WhenAll(_underWay.Values);
            }
        }
    }

    public void Begin(IEnumerable<DomainName> zones)
    {
        foreach (DomainName zone in zones)
        {
            lock (_lock)
            {
                if (!_isClosed && _underWay.Count < MostAtOnce && !_underWay.ContainsKey(zone))
                {
                    _underWay.Add(zone, Task.Run(() => FetchAsync(zone, _stop.Token)));
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await UnderWay.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task FetchAsync(DomainName zone, CancellationToken stop)
    {
        try
        {
            await fetch(zone, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            logger.KeysNotRefreshed(zone, "the resolver is closed");
        }
        finally
        {
            lock (_lock)
            {
                _underWay.Remove(zone);
            }
        }
    }
}
