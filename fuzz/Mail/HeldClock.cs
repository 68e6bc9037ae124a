namespace DaneCore.Fuzz.Mail;

/// <summary>A clock that stands still until it is told that nothing more will come: then every wait is over at once.</summary>
internal sealed class HeldClock(DateTimeOffset now) : TimeProvider
{
    private readonly List<Wait> _running = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => 0;

    /// <summary>Ends every wait that is under way; false when there was none.</summary>
    public bool EndAll()
    {
        Wait[] running;
        lock (_running)
        {
            running = [.. _running.Where(wait => wait.Due != Timeout.InfiniteTimeSpan)];
            _running.RemoveAll(running.Contains);
        }

        foreach (Wait wait in running)
        {
            wait.End();
        }

        return running.Length > 0;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Wait wait = new(this, callback, state, dueTime);
        lock (_running)
        {
            _running.Add(wait);
        }

        return wait;
    }

    private sealed class Wait(HeldClock clock, TimerCallback callback, object? state, TimeSpan due) : ITimer
    {
        public TimeSpan Due { get; private set; } = due;

        public void End() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (clock._running)
            {
                clock._running.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
