using System.Globalization;
using DaneCore.Lab.Internet;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>The sample internet for a person: a row per domain, and how many came to what.</summary>
internal static class DemoText
{
    /// <summary>Below this a table would leave the reasons a column too narrow to read; then each domain has a paragraph.</summary>
    private const int LeastTableWidth = 110;

    public static void Write(TextReport report, IReadOnlyList<(SampleDomain Sample, DomainReport Found)> domains, int odd, TimeSpan elapsed)
    {
        if (report.Width >= LeastTableWidth)
        {
            report.Table(["Domain", "Verdict", "Code", "What it shows, and why it came out so"], domains.Select(RowOf));
        }
        else
        {
            foreach ((SampleDomain sample, DomainReport found) in domains)
            {
                report.Line($"{sample.Name}: {VerdictOf(sample, found)} {found.Code}", ToneOf(sample, found));
                report.Line($"  {sample.Says}");
                report.Line($"  {found.Reason}", Tone.Faint);
            }
        }

        IEnumerable<string> counts = domains.GroupBy(domain => domain.Found.VerdictText, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Count()} {group.Key}");
        report.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{domains.Count} domains in {elapsed.TotalSeconds:0.0} s without any network: {string.Join(", ", counts)}."));
        report.Line(
            odd == 0
                ? "Every verdict is the one its domain was made for."
                : $"{odd} came out otherwise than made for: a defect of danecore, please report it.",
            odd == 0 ? Tone.Good : Tone.Bad);
    }

    /// <summary>True when verdict and code are those the domain was made for.</summary>
    public static bool IsAsExpected(SampleDomain sample, DomainReport found) =>
        found.VerdictText == sample.ExpectedVerdict && found.Code == sample.ExpectedCode;

    private static (Tone Tone, IReadOnlyList<string> Cells) RowOf((SampleDomain Sample, DomainReport Found) domain) => (
        ToneOf(domain.Sample, domain.Found),
        [domain.Sample.Name, VerdictOf(domain.Sample, domain.Found), domain.Found.Code ?? "", $"{domain.Sample.Says}\n{domain.Found.Reason}"]);

    private static Tone ToneOf(SampleDomain sample, DomainReport found) =>
        IsAsExpected(sample, found) ? CheckText.ToneOf(found.Verdict) : Tone.Bad;

    private static string VerdictOf(SampleDomain sample, DomainReport found) =>
        IsAsExpected(sample, found) ? found.VerdictText : $"{found.VerdictText} (expected {sample.ExpectedVerdict} {sample.ExpectedCode ?? "without code"})";
}
