using System.Globalization;
using System.Text;
using DaneCore.Interop.Tests.Table.Making;
using DaneCore.Resolver.Validation;

namespace DaneCore.Interop.Tests.Table;

/// <summary>The table as it is printed: what was asked, of whom, what had been done to the zone, and who says what.</summary>
internal static class TableText
{
    public static string Of(IReadOnlyDictionary<string, string> versions, IReadOnlyList<TableResult> results, DifferenceList explained)
    {
        string[] peers = [.. results[0].Peers.Keys];
        StringBuilder text = new();
        text.AppendLine("# One table");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Versions: {string.Join(", ", versions.Select(version => $"{version.Key} {version.Value}"))}.");
        text.AppendLine("Where a peer differs from us, its verdict is followed by the section that decides; `differences.md` says why. A dash is no verdict.");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| question | signed by, served by | what is special | expected | ours | {string.Join(" | ", peers)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|---|---|---|---|{string.Concat(peers.Select(_ => "---|"))}");
        foreach (TableResult result in results)
        {
            ZonePlan zone = result.Row.Zone;
            IEnumerable<string> said = peers.Select(peer => Cell(result, peer, explained));
            string ours = result.IsAsExpected ? result.Verdict : $"**{result.Verdict}: {result.Ours.Code} {result.Ours.Why}**";
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{result.Row.Question}` | {Hands(zone)} | {Special(zone)} | {result.Row.Expected} | {ours} | {string.Join(" | ", said)} |");
        }

        text.AppendLine();
        text.Append(Summary(results, explained));
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The counts at the end.</summary>
    public static string Summary(IReadOnlyList<TableResult> results, DifferenceList explained)
    {
        Difference[] differences = [.. results.SelectMany(result => result.Differences)];
        string byPeer = string.Join(", ", results[0].Peers.Keys.Select(peer => string.Create(
            CultureInfo.InvariantCulture, $"{peer} {differences.Count(difference => difference.Peer == peer)}")));
        string silent = string.Join(", ", results[0].Peers.Keys.Select(peer => string.Create(
            CultureInfo.InvariantCulture, $"{peer} {results.Count(result => result.Peers[peer].Verdict == PeerVerdict.None)}")));
        string expected = string.Join(", ", new[] { SecurityStatus.Secure, SecurityStatus.Insecure, SecurityStatus.Bogus, SecurityStatus.Indeterminate }.Select(status =>
            string.Create(CultureInfo.InvariantCulture, $"{results.Count(result => result.Row.Expected.Status == status)} {status.ToString().ToLower(CultureInfo.InvariantCulture)}")));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {results.Count} questions about {results.Select(result => result.Row.Zone.Apex).Distinct().Count()} zones: {expected}.
            Ours is as expected: {results.Count(result => result.IsAsExpected)}, and otherwise: {results.Count(result => !result.IsAsExpected)}.
            All that came to a verdict agree: {results.Count(result => !result.Differences.Any())}. Verdicts other than ours: {differences.Length} ({byPeer}).
            Unexplained: {differences.Count(difference => explained.SectionFor(difference) is null)}. No verdict: {silent}.

            """);
    }

    private static string Cell(TableResult result, string peer, DifferenceList explained)
    {
        string verdict = result.Peers[peer].Verdict;
        return verdict == PeerVerdict.None ? "-"
            : verdict == result.Verdict ? verdict
            : $"{verdict} ({explained.SectionFor(new Difference(result.Row.Question, peer, verdict)) ?? "**unexplained**"})";
    }

    private static string Hands(ZonePlan zone) => $"{zone.Tool switch
    {
        SigningTool.Bind => "BIND",
        SigningTool.Ldns => "ldns",
        SigningTool.Knot => "Knot",
        SigningTool.Lab => "Lab",
        _ => "nobody",
    }}, {zone.Server.ToString().ToLower(CultureInfo.InvariantCulture)}";

    private static string Special(ZonePlan zone)
    {
        string keys = string.Join('+', zone.Keys.Select(key => key.Algorithm).Distinct().Order());
        string made = zone.Tool == SigningTool.None ? "" : $"{keys}, {zone.Denial}";
        return zone.Story.Length == 0 ? made : made.Length == 0 ? zone.Story : $"{made}: {zone.Story}";
    }
}
