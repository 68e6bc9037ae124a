namespace DaneCore.Stress.Faults;

/// <summary>A date that can be set, and timers that take no notice of it, as those of a system do.</summary>
internal sealed class JumpingClock(DateTimeOffset begin, Action? onRead = null) : TimeProvider
{
    private long _ticks = begin.UtcTicks;

    /// <summary>Sets the date on, or back.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow()
    {
        onRead?.Invoke();
        return new DateTimeOffset(Interlocked.Read(ref _ticks), TimeSpan.Zero);
    }
}
