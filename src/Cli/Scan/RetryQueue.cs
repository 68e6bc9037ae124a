namespace DaneCore.Cli.Scan;

/// <summary>
/// Domains about which something could not be found out, each until it is its turn again. Bounded: once full, nothing new is begun before room is made, since then the
/// trouble is not the domains'.
/// </summary>
internal sealed class RetryQueue(int capacity, TimeSpan delay, int retries, TimeProvider clock)
{
    private readonly PriorityQueue<ScanSubject, (long Due, long Number)> _waiting = new();

    public int Count => _waiting.Count;

    public bool IsFull => _waiting.Count >= capacity;

    /// <summary>Puts a domain aside for another try; false when it has had all of them.</summary>
    public bool TryAdd(ScanSubject subject)
    {
        if (subject.Tries > retries)
        {
            return false;
        }

        // Each further wait is twice the one before: servers that are down are back in minutes, not seconds.
        TimeSpan wait = delay * (1L << Math.Min(subject.Tries - 1, 16));
        long due = clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency);
        _waiting.Enqueue(subject, (due, subject.Number));
        return true;
    }

    /// <summary>The domain whose turn it is; null when it is nobody's yet.</summary>
    public ScanSubject? TakeDue() => Wait is { } wait && wait <= TimeSpan.Zero ? _waiting.Dequeue() : null;

    /// <summary>How long until it is somebody's turn; null when nobody waits.</summary>
    public TimeSpan? Wait => _waiting.TryPeek(out _, out (long Due, long Number) first)
        ? clock.GetElapsedTime(clock.GetTimestamp(), first.Due)
        : null;
}
