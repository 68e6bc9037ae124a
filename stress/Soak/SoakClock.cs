namespace DaneCore.Stress.Soak;

/// <summary>
/// The time of the run moves as lookups are done, many times as fast as the machine's, so that entries run out. What waits for something
/// waits by the machine's clock: a time-out must not come because others were quick.
/// </summary>
internal sealed class SoakClock(DateTimeOffset start) : TimeProvider
{
    private long _moved;

    /// <summary>How far it has moved.</summary>
    public TimeSpan Moved => TimeSpan.FromTicks(Volatile.Read(ref _moved));

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start + Moved;

    /// <summary>Whatever is measured takes the machine's time and what the clock was moved meanwhile.</summary>
    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Volatile.Read(ref _moved);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan time) => Interlocked.Add(ref _moved, time.Ticks);
}
