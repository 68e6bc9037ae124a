using System.Collections.Concurrent;
using System.Text.Json;
using DaneCore.Interop.Tests.MailTable.Making;
using DaneCore.Interop.Tests.Table;
using DaneCore.Smtp;
using DaneCore.Support;

namespace DaneCore.Interop.Tests.MailTable;

/// <summary>
/// Mail domains of every kind; our check beside posttls-finger and beside what becomes of mail that Postfix and Exim send. What is expected comes
/// from the RFCs. Where a peer differs from us, <c>interop/posttls-differences.md</c> says which section decides, no less and no more.
/// </summary>
public sealed class MailTableTests(MailTableWorld world) : IClassFixture<MailTableWorld>
{
    private const int FewestDomains = 100;

    /// <summary>Asked once more of the command line, which must come to the same.</summary>
    public static TheoryData<string, string, int> ByCommand => new()
    {
        { "ee-key-256.test", "dane-ok", 0 },
        { "ta-expired.test", "dane-failed", 1 },
        { "agility-strong-wrong.test", "dane-failed", 1 },
        { "unusable-usage-1.test", "encrypt-only", 0 },
        { "alias-to-plain.test", "dane-ok", 0 },
        { "wrong-then-right.test", "dane-ok", 0 },
        { "null-mx.test", "null-mx", 1 },
        { "bogus-tlsa.test", "dnssec-bogus", 1 },
        { "unsigned-notimp.test", "no-dane", 0 },
    };

    [InteropFact]
    public async Task Mail_ToAllDomains_IsAsTheRfcsSayAndEveryDifferenceIsExplained()
    {
        Assert.True(world.Domains.Count >= FewestDomains, "domains are missing");
        DifferenceList explained = await DifferenceList.ReadAsync("posttls-differences.md");
        string version = $"Postfix {(await Tool.RunAsync("/", "postconf", "-d", "-h", "mail_version")).Trim()}, Exim {await world.Exim.VersionAsync()}";
        string[] names = [.. world.Domains.Select(domain => domain.Name)];
        IReadOnlyDictionary<string, MailVerdict> sent = await world.Postfix.SendAsync(names);
        IReadOnlyDictionary<string, MailVerdict> sentByExim = await world.Exim.SendAsync(names);
        ConcurrentDictionary<MailDomain, MailRow> found = [];
        await Parallel.ForEachAsync(
            world.Domains,
            new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken },
            async (domain, _) =>
            {
                DomainReport report = await world.Ours.AskAsync(domain.Name);
                MailVerdict none = new(MailVerdict.None, Said: "its log says nothing");
                found[domain] = new MailRow(domain, report, await world.Finger.AskAsync(domain.Name), sent.GetValueOrDefault(domain.Name, none), sentByExim.GetValueOrDefault(domain.Name, none));
            });
        MailRow[] rows = [.. world.Domains.Select(domain => found[domain])];
        await WriteAsync(MailTableText.Of(version, rows, explained), rows);

        Difference[] differences = [.. rows.SelectMany(row => row.Differences)];
        HashSet<string> asked = [.. world.Domains.Select(domain => domain.Name)];
        string[] problems =
        [
            .. rows.Where(row => !row.IsAsExpected).Select(row => $"{row.Domain.Name}: expected {row.Domain.Expected}, came {row.Ours.Full}: {row.Report.Reason}"),
            .. rows.Where(row => row.Postfix.Word == MailVerdict.None).Select(row => $"{row.Domain.Name}: Postfix's log says nothing"),
            .. rows.Where(row => row.Exim.Word == MailVerdict.None).Select(row => $"{row.Domain.Name}: Exim's log says nothing"),
            .. differences.Where(difference => explained.SectionFor(difference) is null).Select(difference => $"unexplained: {difference}"),
            .. explained.All.Except(differences).Where(difference => asked.Contains(difference.Question) || MailHosts.HasSix()).Select(difference => $"explained, and not so: {difference}"),
        ];
        Assert.True(problems.Length == 0, $"{string.Join('\n', problems)}\nwith {version}; the whole table is in artifacts/interop/posttls.md");
    }

    [InteropTheory]
    [MemberData(nameof(ByCommand))]
    public async Task Domain_ThroughTheCommandLine_ComesToTheSameVerdict(string domain, string verdict, int exitCode)
    {
        (int exit, JsonElement json) = await DanecoreProcess.JsonAsync(
            "check", domain, "--server", MailServers.Resolver.ToString(), "--trust-anchor", world.AnchorFile, "--smtp-port", world.Port);

        Assert.Equal((verdict, exitCode), (json.GetProperty("verdict").GetString(), exit));
    }

    // The table for who wants to read it, and beside it what each peer printed where it differs.
    private static async Task WriteAsync(string table, IEnumerable<MailRow> rows)
    {
        string folder = Directory.CreateDirectory(Path.Combine(TestData.Repository, "artifacts", "interop")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "posttls.md"), table, TestContext.Current.CancellationToken);
        IEnumerable<string> said =
            from row in rows
            from pair in row.Pairs
            where pair.Theirs.Word != pair.Ours.Word
            select $"======== {row.Domain.Name}: ours {pair.Ours.Full} {pair.Ours.Said}, {pair.Peer} {pair.Theirs.Word} {pair.Theirs.Detail}\n{pair.Theirs.Said}\n";
        await File.WriteAllTextAsync(Path.Combine(folder, "posttls-said.txt"), string.Concat(said), TestContext.Current.CancellationToken);
    }
}
