using System.Globalization;

namespace DaneCore.Stress.Soak;

/// <summary>Rows as text, in the form of a Markdown table.</summary>
internal static class SoakTable
{
    private const double Mebi = 1 << 20;

    /// <summary>The head.</summary>
    public const string Head =
        """
        | lookups | lookups/s | processor ms per lookup | heap MiB | working set MiB | handles | threads | from memory | secure | insecure | bogus | indeterminate | cancelled | wrong |
        |---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
        """;

    /// <summary>One row.</summary>
    public static string Line(SoakRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {row.Lookups} | {row.Length / row.Elapsed.TotalSeconds:0} | {row.Processor.TotalMilliseconds / row.Length:0.000} | {row.Vitals.Heap / Mebi:0.0} | {row.Vitals.WorkingSet / Mebi:0} | {row.Vitals.Handles} | {row.Vitals.Threads} | {100.0 * row.FromMemory / row.Length:0} % | {row.Outcomes[SoakOutcome.Secure]} | {row.Outcomes[SoakOutcome.Insecure]} | {row.Outcomes[SoakOutcome.Bogus]} | {row.Outcomes[SoakOutcome.Indeterminate]} | {row.Outcomes[SoakOutcome.Cancelled]} | {row.Wrong} |");
}
