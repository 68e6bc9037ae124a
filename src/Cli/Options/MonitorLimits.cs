namespace DaneCore.Cli.Options;

/// <summary>
/// From when on the end of a certificate or signature is a matter for somebody. Days alone would call every zone that is signed on the fly, with
/// signatures of two days, always late: so a fifth or a tenth of the length in all counts where that is less.
/// </summary>
internal sealed record MonitorLimits(double WarnDays, double CriticalDays)
{
    private const int WarnPart = 5;
    private const int CriticalPart = 10;

    public static MonitorLimits Default { get; } = new(14, 3);

    /// <summary>Less left than this many days is a warning, for something valid this long in all.</summary>
    public double WarnBelow(TimeSpan? lifetime) => Math.Min(WarnDays, (lifetime?.TotalDays ?? double.MaxValue) / WarnPart);

    /// <summary>The same for critical.</summary>
    public double CriticalBelow(TimeSpan? lifetime) => Math.Min(CriticalDays, (lifetime?.TotalDays ?? double.MaxValue) / CriticalPart);
}
