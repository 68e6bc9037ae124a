using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Sources;

namespace DaneCore.Resolver;

/// <summary>
/// Looks at the keys of followed zones when that is due, beside the lookups, through the resolver's own source. One look at a time; no
/// lookup waits for it, and closing the resolver waits until it is done, so that a process of one lookup follows a key roll too.
/// </summary>
internal sealed class AnchorUpkeep(ISource source, ResolverOptions options)
{
    private readonly Lock _lock = new();
    private Task _underWay = Task.CompletedTask;

    /// <summary>Done when the look that is under way is.</summary>
    public Task UnderWay
    {
        get
        {
            lock (_lock)
            {
                return _underWay;
            }
        }
    }

    public void BeginIfDue()
    {
        if (options.AnchorTracker is { IsDue: true } tracker)
        {
            Begin(tracker);
        }
    }

    // Apart from the question whether it is due, which every lookup asks: what the task holds on to is allocated at the start of the method.
    private void Begin(AnchorTracker tracker)
    {
        lock (_lock)
        {
            if (_underWay.IsCompleted)
            {
                _underWay = Task.Run(() => LookAsync(tracker));
            }
        }
    }

    private async Task LookAsync(AnchorTracker tracker)
    {
        foreach (AnchorRefresh refresh in await tracker.RefreshAsync(source, options.Timeout).ConfigureAwait(false))
        {
            foreach (string change in refresh.Changes)
            {
                options.Logger.AnchorsChanged(refresh.Zone, change);
            }

            if (refresh.Why is { } why)
            {
                options.Logger.AnchorsNotSeen(refresh.Zone, why);
            }

            if (refresh.NotKept is { } notKept)
            {
                options.Logger.AnchorsNotKept(notKept);
            }
        }
    }
}
