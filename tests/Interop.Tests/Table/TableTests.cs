using System.Collections.Concurrent;
using System.Text.Json;
using DaneCore.Interop.Tests.Table.Asking;
using DaneCore.Resolver;
using DaneCore.Support;

namespace DaneCore.Interop.Tests.Table;

/// <summary>
/// Zones by real signers from real servers, whole and spoilt; our verdict beside those of unbound-host, delv and drill. What is
/// expected comes from the RFCs. Where a peer differs from us, <c>interop/differences.md</c> says which section decides, no less and no more.
/// </summary>
public sealed class TableTests(TableWorld world) : IClassFixture<TableWorld>
{
    private const int FewestQuestions = 160;

    /// <summary>Asked once more of the command line, which must come to the same verdict.</summary>
    public static TheoryData<string, string> ByCommand => new()
    {
        { "www.knot16.test", "A" },
        { "nothing.ent.nsec3-l.test", "A" },
        { "_443._tcp.any.ty-l.test", "TLSA" },
        { "www.it500.test", "TXT" },
        { "www.un.opt-k.test", "A" },
        { "www.ds-1.test", "A" },
        { "www.ds-bad.test", "A" },
        { "www.expired-ldns.test", "A" },
        { "alias.sub.above.test", "A" },
        { "dot\\.dot.ty-k.test", "A" },
    };

    [InteropFact]
    public async Task Table_OfAllQuestions_IsAsTheRfcsSayAndEveryDifferenceIsExplained()
    {
        Assert.True(world.List.Rows.Count >= FewestQuestions, "questions are missing");
        DifferenceList explained = await DifferenceList.ReadAsync("differences.md");
        Dictionary<string, string> versions = [];
        foreach (IPeer peer in world.Peers)
        {
            versions.Add(peer.Name, await peer.VersionAsync());
        }

        ConcurrentDictionary<TableRow, TableResult> results = [];
        await Parallel.ForEachAsync(
            world.List.Rows,
            new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken },
            async (row, _) => results[row] = await AskAsync(row));

        // A peer that had to wait too long on a busy machine says other things than it thinks: those are asked again, alone.
        foreach (TableResult result in results.Values.Where(result => result.Differences.Any(difference => explained.SectionFor(difference) is null)).ToArray())
        {
            results[result.Row] = await AskAsync(result.Row, result.Ours);
        }

        TableResult[] ordered = [.. world.List.Rows.Select(row => results[row])];
        await WriteAsync(TableText.Of(versions, ordered, explained), ordered);

        Difference[] differences = [.. ordered.SelectMany(result => result.Differences)];
        string[] problems =
        [
            .. ordered.Where(result => !result.IsAsExpected).Select(result =>
                $"{result.Row.Question}: expected {result.Row.Expected}, came {result.Verdict} {result.Ours.Code} {result.Ours.Why?.Kind} {result.Ours.Why}"),
            .. differences.Where(difference => explained.SectionFor(difference) is null).Select(difference => $"unexplained: {difference}"),
            .. explained.All.Except(differences).Select(difference => $"explained, and not so: {difference}"),
        ];
        Assert.True(
            problems.Length == 0,
            $"{string.Join('\n', problems)}\nwith {string.Join(", ", versions.Select(version => $"{version.Key} {version.Value}"))}; the whole table is in artifacts/interop/table.md");
    }

    [InteropTheory]
    [MemberData(nameof(ByCommand))]
    public async Task Row_ThroughTheCommandLine_ComesToTheSameVerdict(string name, string type)
    {
        TableRow row = Assert.Single(world.List.Rows, row => row.Name == name && row.Type == type);

        (_, JsonElement json) = await DanecoreProcess.JsonAsync(
            "query", name, type, "--server", world.Server, "--trust-anchor", world.AnchorFile, "--no-default-negative-trust-anchors");

        Assert.Equal(PeerVerdict.Word(row.Expected.Status), json.GetProperty("security").GetString());
    }

    private async Task<TableResult> AskAsync(TableRow row, Answer? ours = null)
    {
        ours ??= await world.Ours.AskAsync(row.Name, row.Type);
        Dictionary<string, PeerVerdict> said = [];
        foreach (IPeer peer in world.Peers)
        {
            said.Add(peer.Name, await peer.AskAsync(row.Name, row.Type));
        }

        return new TableResult(row, ours, said);
    }

    // The table for who wants to read it, and beside it what each peer printed where it differs.
    private static async Task WriteAsync(string table, IEnumerable<TableResult> results)
    {
        string folder = Directory.CreateDirectory(Path.Combine(TestData.Repository, "artifacts", "interop")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "table.md"), table, TestContext.Current.CancellationToken);
        IEnumerable<string> said =
            from result in results
            from peer in result.Peers
            where peer.Value.Verdict != result.Verdict
            select $"======== {result.Row.Question}: ours {result.Verdict}, {peer.Key} {peer.Value.Verdict}\n{peer.Value.Said}\n";
        await File.WriteAllTextAsync(Path.Combine(folder, "said.txt"), string.Concat(said), TestContext.Current.CancellationToken);
    }
}
