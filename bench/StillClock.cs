namespace DaneCore.Bench;

/// <summary>A clock that stands still, at the time of signatures made for tests.</summary>
internal sealed class StillClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
