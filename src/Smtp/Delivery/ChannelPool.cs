namespace DaneCore.Smtp.Delivery;

/// <summary>
/// Connections put aside for mail to come, each until its idle time is over. Gives one out only to mail that the same
/// authentication would have been asked for: an authenticated connection must not carry mail of a domain whose own records
/// or names were never held against it. Safe under parallel use. Every connection is left in good order.
/// </summary>
internal sealed class ChannelPool : IAsyncDisposable
{
    // Ours: enough for a busy sender; beyond it connections are left instead.
    private const int MaxResting = 32;

    private readonly TimeSpan _idle;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly List<MailChannel> _resting = [];
    private readonly ITimer _timer;
    private Task _sweeping = Task.CompletedTask;
    private bool _isClosed;

    public ChannelPool(TimeSpan idle, TimeProvider clock)
    {
        _idle = idle;
        _clock = clock;
        _timer = clock.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A connection fit for this key, taken out; null when there is none.</summary>
    public async ValueTask<MailChannel?> TakeAsync(ChannelKey wanted, CancellationToken stop)
    {
        while (Remove(wanted) is { } channel)
        {
            bool isThere = false;
            try
            {
                isThere = !IsStale(channel) && await channel.ResetAsync(stop).ConfigureAwait(false);
            }
            finally
            {
                if (!isThere)
                {
                    await channel.LeaveAsync(stop).ConfigureAwait(false);
                }
            }

            if (isThere)
            {
                return channel;
            }
        }

        return null;
    }

    /// <summary>Puts a connection aside; false when there is no place for it, and it is for the caller to leave.</summary>
    public bool TryPut(MailChannel channel)
    {
        channel.RestsSince = _clock.GetTimestamp();
        lock (_lock)
        {
            if (_isClosed || _resting.Count == MaxResting)
            {
                return false;
            }

            if (_resting.Count == 0)
            {
                _timer.Change(_idle, Timeout.InfiniteTimeSpan);
            }

            _resting.Add(channel);
            return true;
        }
    }

    /// <summary>Leaves every connection; none is put aside any more. Cancelled, it closes them without waiting.</summary>
    public async ValueTask CloseAsync(CancellationToken stop)
    {
        MailChannel[] left;
        Task sweeping;
        lock (_lock)
        {
            _isClosed = true;
            left = [.. _resting];
            _resting.Clear();
            sweeping = _sweeping;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await LeaveAllAsync(left, stop).ConfigureAwait(false);
        await sweeping.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => CloseAsync(CancellationToken.None);

    private MailChannel? Remove(ChannelKey wanted)
    {
        lock (_lock)
        {
            int found = _resting.FindIndex(channel => channel.Key.Serves(wanted));
            if (found < 0)
            {
                return null;
            }

            MailChannel channel = _resting[found];
            _resting.RemoveAt(found);
            return channel;
        }
    }

    private void Sweep()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            // One instant for all: the clock goes on, and what becomes stale meanwhile would be forgotten, or its timer set to the past.
            long now = _clock.GetTimestamp();
            MailChannel[] stale = [.. _resting.Where(channel => RestOf(channel, now) >= _idle)];
            _resting.RemoveAll(channel => RestOf(channel, now) >= _idle);
            if (_resting.Count > 0)
            {
                _timer.Change(_idle - _resting.Max(channel => RestOf(channel, now)), Timeout.InfiniteTimeSpan);
            }

            _sweeping = Task.WhenAll(_sweeping, LeaveAllAsync(stale, CancellationToken.None));
        }
    }

    private static Task LeaveAllAsync(MailChannel[] channels, CancellationToken stop) =>
        Task.WhenAll(channels.Select(channel => channel.LeaveAsync(stop).AsTask()));

    private bool IsStale(MailChannel channel) => RestOf(channel, _clock.GetTimestamp()) >= _idle;

    private TimeSpan RestOf(MailChannel channel, long now) => _clock.GetElapsedTime(channel.RestsSince, now);
}
