namespace DaneCore.Cli.Output;

/// <summary>Checked domains for a person: one by one, and where there are several how many came to what.</summary>
internal static class CheckListText
{
    public static void Write(TextReport report, IReadOnlyList<CheckedDomain> domains, bool isList, bool explains)
    {
        foreach (CheckedDomain domain in domains)
        {
            CheckText.Write(report, domain.Report, explains);
            if (isList)
            {
                report.Line();
            }
        }

        if (isList)
        {
            IEnumerable<string> counts = domains.GroupBy(domain => domain.Report.VerdictText, StringComparer.Ordinal)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Count()} {group.Key}");
            report.Line($"{domains.Count} {(domains.Count == 1 ? "domain" : "domains")}: {string.Join(", ", counts)}.");
        }
    }
}
