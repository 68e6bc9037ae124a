using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Tests.Sources.Iterating;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Sources;

public sealed class LastResortSourceTests
{
    private static readonly DomainName Www = DomainName.Parse("www.example.lab");

    [Fact]
    public async Task OnlyForwarder_ThatStrips_IsPassedByAndTheAnswerSaysSo()
    {
        await using IterationLab lab = new();
        await using LabSource forwarder = new(new LabNameServer(lab.Zones, ReplyFaults.StripSignatures()) { Name = "forwarder" });
        await using StubResolver resolver = Resolver(lab, forwarder);

        Answer answer = await resolver.LookupAsync(Www, RecordType.A, TestContext.Current.CancellationToken);

        Assert.Equal((SecurityStatus.Secure, null), (answer.Security, answer.Why));
        Assert.Equal("iterated: every forwarder strips DNSSEC signatures (forwarder)", Assert.Single(answer.Remarks));
        Assert.Contains(Finding.StripsRrsig, answer.Upstream.Single(server => server.Server == "forwarder").Findings);
        Assert.Contains(answer.Upstream, server => server.Server != "forwarder" && server.Findings.Contains(IterationFinding.Iterated));
    }

    [Fact]
    public async Task Forwarder_KnownToStrip_IsLeftAloneForTenMinutes()
    {
        await using IterationLab lab = new();
        await using LabSource forwarder = new(new LabNameServer(lab.Zones, ReplyFaults.StripSignatures()));
        await using StubResolver resolver = Resolver(lab, forwarder);
        await resolver.LookupAsync(Www, RecordType.A, TestContext.Current.CancellationToken);
        int asked = forwarder.Asked.Count;

        await resolver.LookupAsync(DomainName.Parse("mx.example.lab"), RecordType.A, TestContext.Current.CancellationToken);
        Assert.Equal(asked, forwarder.Asked.Count);

        lab.Clock.Advance(TimeSpan.FromMinutes(10));
        await resolver.LookupAsync(DomainName.Parse("none.example.lab"), RecordType.A, TestContext.Current.CancellationToken);
        Assert.True(forwarder.Asked.Count > asked);
    }

    [Fact]
    public async Task SoundForwarder_Asked_IsAllThereIs()
    {
        await using IterationLab lab = new();
        await using LabSource forwarder = new(lab.Zones);
        await using StubResolver resolver = Resolver(lab, forwarder);

        Answer answer = await resolver.LookupAsync(Www, RecordType.A, TestContext.Current.CancellationToken);

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Empty(answer.Remarks);
        Assert.Empty(lab.Seen);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public async Task SeveralForwarders_StripSome_AreLeftOnlyWhenAllDo(int forwarders, int stripping)
    {
        await using IterationLab lab = new();
        await using LabSource source = new(
        [
            .. Enumerable.Range(0, forwarders).Select(i => new LabNameServer(lab.Zones, i < stripping ? [ReplyFaults.StripSignatures()] : []) { Name = $"forwarder {i}" }),
        ]);
        await using StubResolver resolver = Resolver(lab, source);

        Answer answer = await resolver.LookupAsync(Www, RecordType.A, TestContext.Current.CancellationToken);

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal(stripping == forwarders, lab.Seen.Count > 0);
        Assert.Equal(stripping == forwarders ? 1 : 0, answer.Remarks.Count);
    }

    [Fact]
    public async Task BogusDomain_BehindAForwarderThatStrips_StaysBogus()
    {
        await using IterationLab lab = new();
        lab.Fault(3, null, ReplyFaults.FlipData(RecordType.A, 0).For(Www));
        await using LabSource forwarder = new(new LabNameServer(lab.Zones, ReplyFaults.StripSignatures()));
        await using StubResolver resolver = Resolver(lab, forwarder);

        Answer answer = await resolver.LookupAsync(Www, RecordType.A, TestContext.Current.CancellationToken);

        Assert.Equal(SecurityStatus.Bogus, answer.Security);
        Assert.Empty(answer.Records);
    }

    [Fact]
    public async Task BogusDomain_BehindASoundForwarder_IsNoReasonToWalk()
    {
        await using IterationLab lab = new();
        await using LabSource forwarder = new(lab.Zones, ReplyFaults.FlipData(RecordType.A, 0));
        await using StubResolver resolver = Resolver(lab, forwarder);

        Assert.Equal(SecurityStatus.Bogus, (await resolver.LookupAsync(Www, RecordType.A, TestContext.Current.CancellationToken)).Security);
        Assert.Empty(lab.Seen);
    }

    [Theory]
    [InlineData("sub.plain.lab. 60 DS 1 13 2 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("www.plain.lab. 60 NSEC plain.lab. A")]
    public async Task UnsignedProof_OfADomainsOwnServer_IsNoReasonToWalk(string proof)
    {
        await using IterationLab lab = new();
        AddPlain(lab);
        await using LabSource forwarder = new(lab.Zones, ReplyFaults.MapMessage(message => message with
        {
            Authority = [.. message.Authority, IterationLab.Record(proof)],
        }).For(DomainName.Parse("www.plain.lab")));
        await using StubResolver resolver = Resolver(lab, forwarder);

        Answer hostile = await resolver.LookupAsync(DomainName.Parse("www.plain.lab"), RecordType.A, TestContext.Current.CancellationToken);
        Answer sound = await resolver.LookupAsync(Www, RecordType.A, TestContext.Current.CancellationToken);

        Assert.Contains(hostile.Upstream, server => server.Findings.Contains(Finding.StripsRrsig));
        Assert.Equal((SecurityStatus.Secure, 0, 0), (sound.Security, sound.Remarks.Count, lab.Seen.Count));
    }

    [Fact]
    public async Task Forwarder_ThatStripsFromNowOn_IsFoundOutByTheRootsKeys()
    {
        await using IterationLab lab = new();
        AddPlain(lab);
        bool strips = false;
        await using LabSource forwarder = new(lab.Zones, ReplyFaults.MapMessage(message => strips ? Bare(message) : message));
        await using StubResolver resolver = Resolver(lab, forwarder);
        Assert.Equal(SecurityStatus.Secure, (await resolver.LookupAsync(Www, RecordType.A, TestContext.Current.CancellationToken)).Security);
        strips = true;

        Answer answer = await resolver.LookupAsync(DomainName.Parse("none.example.lab"), RecordType.A, TestContext.Current.CancellationToken);

        Assert.Equal((SecurityStatus.Secure, ResponseCode.NXDomain), (answer.Security, answer.Code));
        Assert.Single(answer.Remarks);
    }

    [Theory]
    [InlineData(false, SecurityStatus.Secure)]
    [InlineData(true, SecurityStatus.Indeterminate)]
    public async Task WalkThatReachesNobody_LeavesItToTheForwarders(bool stripsForGood, SecurityStatus status)
    {
        await using IterationLab lab = new();
        lab.Fault(0, null, ReplyFaults.Drop());
        await using LabSource forwarder = new(lab.Zones, ReplyFaults.MapMessage(message => stripsForGood || lab.Seen.Count == 0 ? Bare(message) : message));
        await using StubResolver resolver = Resolver(lab, forwarder);

        Answer first = await resolver.LookupAsync(Www, RecordType.A, TestContext.Current.CancellationToken);
        Assert.Equal(status, first.Security);
        int walked = lab.Seen.Count;

        // Now the forwarder comes first again.
        Answer second = await resolver.LookupAsync(DomainName.Parse("mx.example.lab"), RecordType.A, TestContext.Current.CancellationToken);
        Assert.Equal(status, second.Security);
        Assert.Equal(stripsForGood, lab.Seen.Count > walked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DeadForwarder_BesideOneThatStrips_IsNoReasonToStay(bool strips)
    {
        await using IterationLab lab = new();
        await using ForwardingSource forwarders = new(
        [
            LabWays.To(new LabNameServer(lab.Zones, strips ? [ReplyFaults.StripSignatures()] : []) { Name = "stripping" }, lab.Clock),
            LabWays.To(new LabNameServer(lab.Zones, ReplyFaults.Drop()) { Name = "dead" }, lab.Clock),
        ]);
        await using StubResolver resolver = new(new LastResortSource(forwarders, lab.Source, lab.Clock, 2), lab.Options());

        Answer answer = await resolver.LookupAsync(Www, RecordType.A, TestContext.Current.CancellationToken);

        Assert.Equal((SecurityStatus.Secure, strips), (answer.Security, lab.Seen.Count > 0));
    }

    [Theory]
    [InlineData(1, SecurityStatus.Secure)]
    [InlineData(2, SecurityStatus.Indeterminate)]
    public async Task Forwarder_NamedTwice_CountsOnce(int names, SecurityStatus status)
    {
        await using IterationLab lab = new();
        await using LabSource twice = new([.. Enumerable.Range(0, 2).Select(_ => new LabNameServer(lab.Zones, ReplyFaults.StripSignatures()) { Name = "forwarder" })]);
        await using StubResolver resolver = new(new LastResortSource(new NotingSource(twice), lab.Source, lab.Clock, names), lab.Options());

        Assert.Equal(status, (await resolver.LookupAsync(Www, RecordType.A, TestContext.Current.CancellationToken)).Security);
    }

    [Fact]
    public async Task Walk_WithAnchorsOfAnotherRoot_NeedsHintsOfItsOwn()
    {
        await using IterationLab lab = new();
        ResolverOptions named = new() { Servers = [new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 53)] };

        await AssertKind<LastResortSource>(named);
        await AssertKind<ForwardingSource>(named with { IteratesAsLastResort = false });

        // Over TLS alone means: nothing in clear. A walk is in clear.
        UpstreamServer overTls = new UpstreamServer.OverTls(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 853), ServerIdentity.OfAddress);
        await AssertKind<ForwardingSource>(named with { Servers = [overTls] });
        await AssertKind<LastResortSource>(named with { Servers = [overTls, .. named.Servers] });
        await AssertKind<ForwardingSource>(named with { Anchors = lab.Options().Anchors });
        await AssertKind<LastResortSource>(named with { Anchors = lab.Options().Anchors, RootHints = lab.Internet.RootHints });
        await AssertKind<IteratingSource>(named with { Iterate = true });
    }

    private static async Task AssertKind<T>(ResolverOptions options)
    {
        await using ISource source = StubResolver.SourceOf(options);
        Assert.IsType<T>(source);
    }

    private static void AddPlain(IterationLab lab) => lab.With("plain.lab", IterationLab.Two(5) + "www A 192.0.2.82").Unsigned("plain.lab");

    private static Message Bare(Message message) => message with
    {
        Answer = [.. message.Answer.Where(record => record.Type != RecordType.RRSIG)],
        Authority = [.. message.Authority.Where(record => record.Type != RecordType.RRSIG)],
    };

    private static StubResolver Resolver(IterationLab lab, LabSource forwarder) =>
        new(new LastResortSource(new NotingSource(forwarder), lab.Source, lab.Clock, forwarder.Places), lab.Options());

    /// <summary>Notes about servers of the lab what a forwarding source would.</summary>
    private sealed class NotingSource(LabSource inner) : ISource
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
