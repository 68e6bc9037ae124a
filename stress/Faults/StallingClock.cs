namespace DaneCore.Stress.Faults;

/// <summary>A clock on which nothing passes, until it is told that everybody has waited long enough: then every wait that runs ends, and those to come too.</summary>
internal sealed class StallingClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Wait> _running = [];
    private bool _isStalled;

    public override DateTimeOffset GetUtcNow() => now;

    public void Stall()
    {
        Wait[] running;
        lock (_lock)
        {
            _isStalled = true;
            running = [.. _running];
            _running.Clear();
        }

        foreach (Wait wait in running)
        {
            wait.End();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Wait wait = new(this, callback, state);
        wait.Change(dueTime, period);
        return wait;
    }

    private void Begin(Wait wait)
    {
        bool isOver;
        lock (_lock)
        {
            isOver = _isStalled;
            if (!isOver)
            {
                _running.Add(wait);
            }
        }

        if (isOver)
        {
            ThreadPool.QueueUserWorkItem(_ => wait.End());
        }
    }

    private void Forget(Wait wait)
    {
        lock (_lock)
        {
            _running.Remove(wait);
        }
    }

    private sealed class Wait(StallingClock clock, TimerCallback callback, object? state) : ITimer
    {
        private int _isOver;

        public void End()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                clock.Forget(this);
            }
            else
            {
                clock.Begin(this);
            }

            return true;
        }

        public void Dispose()
        {
            Interlocked.Exchange(ref _isOver, 1);
            clock.Forget(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
