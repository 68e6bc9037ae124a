using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Tests.Sources.Iterating;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Sources;

/// <summary>Which place a source with a last resort begins with, after what was seen; asked step by step.</summary>
public sealed class LastResortChoiceTests
{
    private static readonly Question Name = new(DomainName.Parse("www.example.lab"), RecordType.A);
    private static readonly Question Suspicious = new(DomainName.Parse("none.example.lab"), RecordType.A);
    private static readonly Question RootKeys = new(DomainName.Root, RecordType.DNSKEY);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // A reply with an unsigned proof makes it look at the root's keys, once in a while; only they decide.
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Suspicion_IsLookedIntoByTheRootsKeys(bool stripsAll, int firstPlace)
    {
        await using IterationLab lab = new();
        IReplyFault strips = ReplyFaults.StripSignatures();
        await using LabSource forwarder = new(lab.Zones, stripsAll ? strips : strips.When(query => !query.Question!.Name.IsRoot));
        await using LastResortSource source = new(new Noting(forwarder), lab.Source, lab.Clock, forwarder.Places);

        await source.AskAsync(Suspicious, 0, Stop);
        Assert.Equal([Suspicious, RootKeys], forwarder.Asked);
        Assert.Equal(firstPlace, source.FirstPlace);

        await source.AskAsync(Suspicious, 0, Stop);
        Assert.Equal(3, forwarder.Asked.Count);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await source.AskAsync(Suspicious, 0, Stop);
        Assert.Equal(stripsAll ? 4 : 5, forwarder.Asked.Count);
    }

    [Fact]
    public async Task Forwarder_ThatWasMended_ComesFirstAgain()
    {
        await using IterationLab lab = new();
        bool strips = true;
        await using LabSource forwarder = new(lab.Zones, ReplyFaults.StripSignatures().When(_ => strips));
        await using LastResortSource source = new(new Noting(forwarder), lab.Source, lab.Clock, forwarder.Places);
        await source.AskAsync(RootKeys, 0, Stop);
        Assert.Equal(1, source.FirstPlace);
        Assert.Equal(1 + lab.Source.Places + 1, source.Places);

        await source.AskAsync(Name, 0, Stop);
        Assert.Equal(1, source.FirstPlace);
        strips = false;
        await source.AskAsync(Name, 1 + lab.Source.Places, Stop);

        Assert.Equal(0, source.FirstPlace);
        Assert.Equal(1, source.Places);
    }

    [Fact]
    public async Task Walk_ThatReachedNobody_ComesLastForTenMinutes()
    {
        await using IterationLab lab = new();
        lab.Fault(0, null, ReplyFaults.Drop());
        await using LabSource forwarder = new(lab.Zones, ReplyFaults.StripSignatures());
        await using LastResortSource source = new(new Noting(forwarder), lab.Source, lab.Clock, forwarder.Places);
        await source.AskAsync(RootKeys, 0, Stop);
        Assert.Equal(1, source.FirstPlace);

        Assert.IsType<SourceReply.Failed>(await source.AskAsync(Name, 1, Stop));
        Assert.Equal(0, source.FirstPlace);
        Assert.Equal(1 + lab.Source.Places + 1, source.Places);

        lab.Clock.Advance(TimeSpan.FromMinutes(10));
        await source.AskAsync(RootKeys, 0, Stop);
        Assert.Equal(1, source.FirstPlace);
    }

    // One of two forwarders strips; the other answers soundly, or is silent, whatever it was asked.
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 2)]
    public async Task OtherForwarder_Sound_KeepsTheWalkAway(bool isSilent, int firstPlace)
    {
        await using IterationLab lab = new();
        await using LabSource forwarders = new(
            new LabNameServer(lab.Zones, ReplyFaults.StripSignatures()) { Name = "stripping" },
            new LabNameServer(lab.Zones, isSilent ? [ReplyFaults.Drop()] : []) { Name = "other" });
        await using LastResortSource source = new(new Noting(forwarders), lab.Source, lab.Clock, forwarders.Places);

        await source.AskAsync(RootKeys, 0, Stop);
        await source.AskAsync(RootKeys, 1, Stop);

        Assert.Equal(firstPlace, source.FirstPlace);
    }

    [Fact]
    public async Task Walk_FromTheStart_StillTellsWhatTheForwardersLack()
    {
        await using IterationLab lab = new();
        await using LabSource forwarder = new(new LabNameServer(lab.Zones, ReplyFaults.StripSignatures()) { Name = "forwarder" });
        await using LastResortSource source = new(new Noting(forwarder), lab.Source, lab.Clock, forwarder.Places);
        await source.AskAsync(RootKeys, 0, Stop);

        SourceReply.Received walked = Assert.IsType<SourceReply.Received>(await source.AskAsync(Name, 1, Stop));

        Assert.Equal([Finding.StripsRrsig], Assert.Single(walked.Others, server => server.Server == "forwarder").Findings);
        Assert.Contains(IterationFinding.Iterated, walked.Findings);
    }

    /// <summary>Notes about servers of the lab what a forwarding source would.</summary>
    private sealed class Noting(LabSource inner) : ISource
    {
        public int Places => inner.Places;

        public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
        {
            SourceReply reply = await inner.AskAsync(question, place, stop);
            return reply is SourceReply.Received received
                ? received with { Findings = [.. Finding.In(question, new TransportReply.Received(received.Message))] }
                : reply;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
