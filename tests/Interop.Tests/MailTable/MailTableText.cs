using System.Globalization;
using System.Text;
using DaneCore.Dane;
using DaneCore.Interop.Tests.MailTable.Asking;
using DaneCore.Interop.Tests.Table;

namespace DaneCore.Interop.Tests.MailTable;

/// <summary>The table as Markdown, and the counts at its end.</summary>
internal static class MailTableText
{
    public static string Of(string version, IReadOnlyList<MailRow> rows, DifferenceList explained)
    {
        StringBuilder text = new();
        text.AppendLine("| Domain | Shows | By the RFCs | Ours | posttls-finger | Postfix | Exim |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (MailRow row in rows)
        {
            string type = ResultTypes.ToText(row.Report.ResultType) is { } told && row.Ours.Word == MailVerdict.Refused ? " " + told : "";
            string ours = row.IsAsExpected ? row.Ours.Full + type : $"**{row.Ours.Full}{type}**";
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{row.Domain.Name}` | {row.Domain.Shows} | {row.Domain.Expected} | {ours} | {Cell(row, PosttlsFinger.Name, explained)} | {Cell(row, PostfixDelivery.Name, explained)} | {Cell(row, EximDelivery.Name, explained)} |");
        }

        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"With {version}.");
        text.Append(Summary(rows, explained));
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Summary(IReadOnlyList<MailRow> rows, DifferenceList explained)
    {
        Difference[] differences = [.. rows.SelectMany(row => row.Differences)];
        string words = string.Join(", ", rows.GroupBy(row => row.Domain.Expected.Split(' ')[0]).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));
        string[] peers = [PosttlsFinger.Name, PostfixDelivery.Name, EximDelivery.Name];
        string byPeer = string.Join(", ", peers.Select(peer => string.Create(CultureInfo.InvariantCulture, $"{peer} {differences.Count(difference => difference.Peer == peer)}")));
        string silent = string.Join(", ", peers.Select(peer => string.Create(
            CultureInfo.InvariantCulture, $"{peer} {rows.Count(row => row.Pairs.Single(pair => pair.Peer == peer).Theirs.Word == MailVerdict.None)}")));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {rows.Count} domains: {words}.
            Ours is as expected: {rows.Count(row => row.IsAsExpected)}, and otherwise: {rows.Count(row => !row.IsAsExpected)}.
            All that came to a verdict agree: {rows.Count(row => !row.Differences.Any())}. Verdicts other than ours: {differences.Length} ({byPeer}).
            Unexplained: {differences.Count(difference => explained.SectionFor(difference) is null)}. No verdict: {silent}.

            """);
    }

    private static string Cell(MailRow row, string peer, DifferenceList explained)
    {
        (_, MailVerdict theirs, MailVerdict ours) = row.Pairs.Single(pair => pair.Peer == peer);
        string dsn = theirs.Word == MailVerdict.Refused && peer == PostfixDelivery.Name ? " " + theirs.Detail.Split(' ')[0] : "";
        return theirs.Word == MailVerdict.None ? "-"
            : theirs.Word != ours.Word ? $"{theirs.Word}{dsn} ({explained.SectionFor(new Difference(row.Domain.Name, peer, theirs.Word)) ?? "**unexplained**"})"
            : ours.Word != row.Ours.Word ? $"{theirs.Word} at its host, as ours there"
            : theirs.Word + dsn;
    }
}
