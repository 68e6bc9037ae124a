using System.Globalization;
using System.Text;
using DaneCore.Cli.Options;
using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>
/// One line as plug-ins of Nagios and its kin write it: the state, why, and numbers behind a bar. Of several domains the worst state, and those that are
/// not well by name.
/// </summary>
internal static class NagiosLine
{
    /// <summary>Writes the line, and says with what to end.</summary>
    public static MonitorState Write(Terminal terminal, IReadOnlyList<CheckedDomain> domains, MonitorLimits limits)
    {
        (CheckedDomain Domain, MonitorState State, string Why)[] judged =
        [
            .. domains.Select(domain => (domain, MonitorRule.Judge(domain.Report, limits))).Select(each => (each.domain, each.Item2.State, each.Item2.Why)),
        ];
        MonitorState worst = judged.Select(each => each.State).MaxBy(MonitorRule.Weight);
        IEnumerable<string> numbers = judged.SelectMany(each => Numbers(each.Domain, limits, domains.Count > 1 ? NameText.Of(each.Domain.Report.Domain) + " " : ""));
        terminal.Out.WriteLine($"DANE {Word(worst)} - {Text(domains.Count > 1 ? Several(judged) : One(judged[0]))} | {string.Join(' ', numbers)}");
        return worst;
    }

    private static string One((CheckedDomain Domain, MonitorState State, string Why) judged) =>
        $"{NameText.Of(judged.Domain.Report.Domain)}: {judged.Domain.Report.VerdictText}: {judged.Why}";

    private static string Several((CheckedDomain Domain, MonitorState State, string Why)[] judged)
    {
        StringBuilder text = new();
        IEnumerable<string> counts = judged.GroupBy(each => each.State).OrderByDescending(group => MonitorRule.Weight(group.Key))
            .Select(group => $"{group.Count()} {Word(group.Key)}");
        text.Append(CultureInfo.InvariantCulture, $"{judged.Length} domains: {string.Join(", ", counts)}");
        foreach ((CheckedDomain Domain, MonitorState State, string Why) each in judged.Where(each => each.State != MonitorState.Ok)
            .OrderByDescending(each => MonitorRule.Weight(each.State)))
        {
            text.Append("; ").Append(One(each));
        }

        return text.ToString();
    }

    private static IEnumerable<string> Numbers(CheckedDomain domain, MonitorLimits limits, string prefix)
    {
        DomainReport report = domain.Report;
        if (report.FirstCertificateEnd is { } end)
        {
            yield return Days(prefix + "cert_days", end.NotAfter - report.At, end.Lifetime, limits);
        }

        if (report.FirstSignatureEnd is { } span)
        {
            yield return Days(prefix + "rrsig_days", span.Until - report.At, span.Lifetime, limits);
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"{Label(prefix + "time")}={domain.Elapsed.TotalSeconds:0.###}s;;;0");
    }

    // A limit with a colon behind it is broken from below.
    private static string Days(string label, TimeSpan left, TimeSpan? lifetime, MonitorLimits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Label(label)}={left.TotalDays:0.##};{limits.WarnBelow(lifetime):0.##}:;{limits.CriticalBelow(lifetime):0.##}:");

    private static string Label(string label)
    {
        string safe = TerminalText.Of(label).Replace('\'', '_').Replace('=', '_').Replace('|', '_');
        return safe.Contains(' ', StringComparison.Ordinal) ? $"'{safe}'" : safe;
    }

    // The bar begins the numbers, and a line break a second line.
    private static string Text(string text) => TerminalText.Of(text).Replace('|', '/');

    private static string Word(MonitorState state) => state switch
    {
        MonitorState.Ok => "OK",
        MonitorState.Warning => "WARNING",
        MonitorState.Critical => "CRITICAL",
        _ => "UNKNOWN",
    };
}
