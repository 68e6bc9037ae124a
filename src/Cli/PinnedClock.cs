namespace DaneCore.Cli;

/// <summary>Dates stand still, timers run: what <c>--at</c> judges by.</summary>
internal sealed class PinnedClock(DateTimeOffset instant) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => instant;
}
