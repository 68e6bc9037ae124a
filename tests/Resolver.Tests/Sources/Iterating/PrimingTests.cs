using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Sources.Iterating;

/// <summary>The root is asked who its servers are, before anything else (RFC 9609 section 3).</summary>
public sealed class PrimingTests
{
    [Fact]
    public async Task Hints_Outdated_AreGoodForAskingTheRootOnce()
    {
        // The hints know one server under an old name; the root says that there are two.
        await using IterationLab lab = new();
        lab.Fault(0, null, ReplyFaults.AddToAdditional(IterationLab.Record("ns1. 3600 A 127.9.0.1"), IterationLab.Record("ns2. 3600 A 127.9.0.2")));
        Assert.True(RootHints.TryParse(". 60 NS old.\nold. 60 A 127.9.0.2\n", out RootHints? hints, out _));
        await using IteratingSource source = lab.Open(hints);
        await source.AskAsync(new Question(DomainName.Parse("lab"), RecordType.NS), 0, TestContext.Current.CancellationToken);

        Assert.Equal("0.2 . NS", lab.Seen[0]);
        Assert.Equal(["ns1.", "ns2."], source.Cache.Deepest(DomainName.Root)!.Servers.Select(server => server.Name.ToString()));
    }

    [Fact]
    public async Task Root_WithoutAddressesInItsReply_IsReachedByThoseOfTheHints()
    {
        await using IterationLab lab = new();
        lab.Fault(0, null, ReplyFaults.MapMessage(message => message.Questions[0].Type == RecordType.NS ? message with { Additional = [] } : message));
        SourceReply reply = await lab.AskAsync("www.example.lab", RecordType.A);

        Assert.IsType<SourceReply.Received>(reply);
        Assert.Single(lab.Seen, line => line.EndsWith(" . NS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Root_ThatDoesNotSayWhoServesIt_IsWalkedFromTheHintsAndAskedAgainLater()
    {
        await using IterationLab lab = new();
        lab.Fault(0, null, ReplyFaults.Fail(ResponseCode.Refused).For(RecordType.NS));
        Assert.IsType<SourceReply.Received>(await lab.AskAsync("www.example.lab", RecordType.A));
        int before = lab.Seen.Count(line => line.EndsWith(" . NS", StringComparison.Ordinal));
        lab.Clock.Advance(TimeSpan.FromHours(1));
        Assert.IsType<SourceReply.Received>(await lab.AskAsync("www.example.lab", RecordType.A));

        Assert.True(lab.Seen.Count(line => line.EndsWith(" . NS", StringComparison.Ordinal)) > before);
    }

    [Fact]
    public async Task Root_ThatNamesServersNobodyCanReach_IsWalkedFromTheHints()
    {
        await using IterationLab lab = new();
        lab.Fault(0, null, ReplyFaults.MapRecords(record =>
            record.Type == RecordType.NS && record.Owner.IsRoot ? IterationLab.Record(". 3600 NS nowhere.") : record).For(RecordType.NS),
            ReplyFaults.AddToAdditional(IterationLab.Record("nowhere. 3600 A 0.0.0.0")));
        Assert.IsType<SourceReply.Received>(await lab.AskAsync("www.example.lab", RecordType.A));
    }
}
