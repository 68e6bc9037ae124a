namespace DaneCore.Smtp.Session;

/// <summary>The time that a delivery has over all, running from when this was made.</summary>
internal sealed class TimeBudget(TimeSpan limit, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    public TimeSpan Limit => limit;

    /// <summary>What is left; never less than zero.</summary>
    public TimeSpan Left => limit - clock.GetElapsedTime(_start) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public bool IsUp => Left == TimeSpan.Zero;

    /// <summary>A patience, as far as the time goes.</summary>
    public TimeSpan Within(TimeSpan patience) => Left < patience ? Left : patience;
}
