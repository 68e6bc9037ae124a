namespace DaneCore.Support;

/// <summary>A clock with hooks where a wait begins.</summary>
internal sealed class HookedClock(TimeProvider inner, AwaitHooks hooks) : TimeProvider
{
    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        hooks.Pass(() => inner.CreateTimer(callback, state, dueTime, period));
}
