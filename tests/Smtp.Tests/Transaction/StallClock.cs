namespace DaneCore.Smtp.Tests.Transaction;

/// <summary>
/// A clock on which nothing passes until it is told that time stands between the client and an answer: then each wait of
/// just this length ends at once, those to come as well. A wait of another length never ends.
/// </summary>
internal sealed class StallClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Patience> _running = [];
    private TimeSpan? _stalled;

    /// <summary>Ends the waits of this length.</summary>
    public void Stall(TimeSpan length)
    {
        Patience[] running;
        lock (_lock)
        {
            _stalled = length;
            running = [.. _running.Where(one => one.Length == length)];
        }

        foreach (Patience one in running)
        {
            one.End();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Patience patience = new(dueTime, callback, state);
        bool isStalled;
        lock (_lock)
        {
            _running.Add(patience);
            isStalled = _stalled == dueTime;
        }

        if (isStalled)
        {
            ThreadPool.QueueUserWorkItem(_ => patience.End());
        }

        return patience;
    }

    private sealed class Patience(TimeSpan length, TimerCallback callback, object? state) : ITimer
    {
        private int _isOver;

        public TimeSpan Length => length;

        public void End()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => Interlocked.Exchange(ref _isOver, 1);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
