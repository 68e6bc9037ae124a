using System.Net;
using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Sources;

/// <summary>
/// Each way in which a server gets in the way: alone, it is named and nothing insecure comes of it; beside a sound server, the
/// answer is as if it were not there.
/// </summary>
public sealed class BrokenUpstreamTests
{
    private static readonly Question Missing = new(DomainName.Parse("missing.example.lab"), RecordType.A);
    private static readonly AddressRdata Portal = new(IPAddress.Parse("192.168.0.1"));
    private static readonly AddressRdata Elsewhere = new(IPAddress.Parse("198.51.100.66"));

    /// <summary>What makes any reply larger than 512 octets.</summary>
    private static readonly ResourceRecord[] Ballast =
        [.. Enumerable.Range(0, 40).Select(i => new ResourceRecord(DomainName.Root, RecordClass.IN, (uint)i, new UnknownRdata(RecordType.TXT, [0])))];

    private readonly FakeTimeProvider _clock = new(SmallInternet.Now);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What the server is found to do; how; what comes of it alone.</summary>
    public static TheoryData<string, IReplyFault, SecurityStatus, ReasonKind> Servers { get; } = new()
    {
        { Finding.StripsRrsig, ReplyFaults.StripSignatures(), SecurityStatus.Indeterminate, ReasonKind.UpstreamStripsSignatures },
        { Finding.IgnoresDo, ReplyFaults.IgnoreDo(), SecurityStatus.Indeterminate, ReasonKind.UpstreamStripsSignatures },
        { Finding.NoEdns, ReplyFaults.NoEdns(), SecurityStatus.Indeterminate, ReasonKind.UpstreamStripsSignatures },
        { Finding.RejectsEdns, ReplyFaults.RejectEdns(), SecurityStatus.Indeterminate, ReasonKind.UpstreamDoesNotUnderstand },
        { Finding.DeniesRootKeys, ReplyFaults.Fail(ResponseCode.NXDomain).For(DomainName.Root), SecurityStatus.Indeterminate, ReasonKind.UpstreamLacksDnssec },
        { Finding.DeniesRootKeys, ReplyFaults.Empty().For(DomainName.Root), SecurityStatus.Indeterminate, ReasonKind.UpstreamLacksDnssec },
        { Finding.FailsRootKeys, ReplyFaults.Fail(ResponseCode.ServFail).For(DomainName.Root), SecurityStatus.Indeterminate, ReasonKind.UpstreamLacksDnssec },
        { "notimp-ds", ReplyFaults.Fail(ResponseCode.NotImp).For(RecordType.DS), SecurityStatus.Indeterminate, ReasonKind.DelegationUnanswered },
        { Finding.NoTcp, ReplyFaults.Truncate(), SecurityStatus.Indeterminate, ReasonKind.NobodyAnswered },
        { Finding.TruncatesAlways, ReplyFaults.Truncate(overTcpToo: true), SecurityStatus.Indeterminate, ReasonKind.NobodyAnswered },
        { Finding.RefusesRecursion, ReplyFaults.RefuseRecursion(), SecurityStatus.Indeterminate, ReasonKind.UpstreamRefused },
        { Finding.RefusesRecursion, ReplyFaults.ReferToRoot(), SecurityStatus.Indeterminate, ReasonKind.UpstreamRefers },
        { Finding.CaptivePortal, ReplyFaults.Portal(Portal), SecurityStatus.Indeterminate, ReasonKind.UpstreamLacksDnssec },
        { Finding.NoAnswer, ReplyFaults.Drop(), SecurityStatus.Indeterminate, ReasonKind.NobodyAnswered },
        { Finding.WrongId, ReplyFaults.WrongId(), SecurityStatus.Indeterminate, ReasonKind.NobodyAnswered },
        { Finding.WrongQuestion, ReplyFaults.WrongQuestion(Missing.Name), SecurityStatus.Indeterminate, ReasonKind.NobodyAnswered },
        { Finding.GarbledReplies, ReplyFaults.Garbage(new byte[] { 1, 2, 3 }), SecurityStatus.Indeterminate, ReasonKind.ReplyUnreadable },
        { Finding.LiesAboutAd, ReplyFaults.ClaimAuthentic().After(ReplyFaults.Forge(Elsewhere)), SecurityStatus.Bogus, ReasonKind.SignatureWrong },
    };

    /// <summary>What the server is found to do; how. A way around it leads to the same answer.</summary>
    public static TheoryData<string, IReplyFault> Surmountable { get; } = new()
    {
        { Finding.DropsCd, ReplyFaults.ForgetCd() },
        { Finding.RefusesCd, ReplyFaults.Drop().WithCd() },
        { Finding.RefusesCd, ReplyFaults.Fail(ResponseCode.ServFail).WithCd() },
        { Finding.RefusesCd, ReplyFaults.Fail(ResponseCode.FormErr).WithCd() },
        { Finding.RefusesCd, ReplyFaults.Fail(ResponseCode.Refused).WithCd() },
        { Finding.RefusesCd, ReplyFaults.Fail(ResponseCode.NotImp).WithCd() },
        { Finding.NoUdp, ReplyFaults.Drop().OverUdp() },
        { Finding.LosesLargeUdp, ReplyFaults.LoseLargerThan(512).After(ReplyFaults.MapMessage(message => message with { Additional = Ballast })) },
        { Finding.FoldsCase, ReplyFaults.FoldCase() },
        { Finding.MismatchedReplies, ReplyFaults.Flood(5) },
        { Finding.WrongId, ReplyFaults.WrongId().OverUdp() },
        { Finding.GarbledReplies, ReplyFaults.Garbage(new byte[] { 1, 2, 3 }).OverUdp() },
    };

    [Theory]
    [Rule(83, RuleSide.Broken)]
    [Rule(75, RuleSide.Broken)]
    [MemberData(nameof(Servers))]
    public async Task Server_Alone_IsNamedAndNothingIsInsecure(string finding, IReplyFault fault, SecurityStatus expected, ReasonKind reason)
    {
        Answer answer = await Ask(SmallInternet.Www, Server("bad", fault, withTcp: finding != Finding.NoTcp));

        Assert.Equal(expected, answer.Security);
        Assert.Equal(reason, answer.Why!.Kind);
        Assert.Contains(finding, Assert.Single(answer.Upstream).Findings);
        Assert.Empty(answer.Records);

        // The same for a name whose zone is not signed: what cannot be proved is not taken for unsigned.
        Answer plain = await Ask(SmallInternet.Plain, Server("bad", fault, withTcp: finding != Finding.NoTcp));
        Assert.NotEqual(SecurityStatus.Secure, plain.Security);
        Assert.Equal(finding == Finding.LiesAboutAd, plain.Security == SecurityStatus.Insecure);
    }

    [Theory]
    [Rule(74, RuleSide.Holds)]
    [MemberData(nameof(Servers))]
    public async Task Server_BesideASoundOne_TakesNothingAway(string finding, IReplyFault fault, SecurityStatus alone, ReasonKind reason)
    {
        Upstream bad = Server("bad", fault, withTcp: finding != Finding.NoTcp);
        Answer answer = await Ask(SmallInternet.Www, bad, Server("good"));

        Assert.NotEqual(SecurityStatus.Secure, alone);
        Assert.NotEqual(ReasonKind.None, reason);
        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal("192.0.2.1", Assert.Single(answer.Records).Data.ToString());

        // A portal gives itself away by the root's keys, for which it is not asked any more when it drops EDNS.
        Assert.Contains(finding == Finding.CaptivePortal ? Finding.NoEdns : finding, answer.Upstream.Single(report => report.Server == "bad").Findings);
        Assert.Empty(answer.Upstream.Single(report => report.Server == "good").Findings);
    }

    /// <summary>The sound one is passed over once and the bad one heard in its place: as it comes second, it has the first word at the second place too.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ServerInFront_FailingOnce_IsStillHeardAlone(int bad)
    {
        Upstream[] servers =
        [
            Server("good", ReplyFaults.Fail(ResponseCode.ServFail).First(1).For(RecordType.A)),
            .. Enumerable.Range(0, bad).Select(i => Server($"bad {i}", ReplyFaults.Forge(Elsewhere))),
        ];
        Answer answer = await Ask(SmallInternet.Www, servers);

        Assert.Equal((SecurityStatus.Secure, ReasonKind.None), (answer.Security, answer.Why?.Kind ?? ReasonKind.None));
        Assert.Equal("192.0.2.1", Assert.Single(answer.Records).Data.ToString());
    }

    [Theory]
    [Rule(72, RuleSide.Holds)]
    [Rule(75, RuleSide.Holds)]
    [MemberData(nameof(Surmountable))]
    public async Task Server_ThatCanBeAskedOtherwise_IsNamedAndAnswers(string finding, IReplyFault fault)
    {
        Answer answer = await Ask(SmallInternet.Www, Server("odd", fault));

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Contains(finding, Assert.Single(answer.Upstream).Findings);
        Assert.False(answer.Upstream[0].CannotCarryDnssec);
        Assert.DoesNotContain(Finding.NoAnswer, answer.Upstream[0].Findings);
        Assert.DoesNotContain(Finding.FailsRootKeys, answer.Upstream[0].Findings);
    }

    [Fact]
    [Rule(72, RuleSide.Holds)]
    public async Task Server_Sound_HasNoFindings()
    {
        foreach (Question question in new[] { SmallInternet.Www, SmallInternet.Plain, Missing })
        {
            Assert.Empty(Assert.Single((await Ask(question, Server("good"))).Upstream).Findings);
        }
    }

    [Fact]
    public async Task Mismatches_AreCounted()
    {
        Answer answer = await Ask(SmallInternet.Www, Server("odd", ReplyFaults.Flood(5).For(RecordType.A)));
        Assert.Equal(5, Assert.Single(answer.Upstream).MismatchedReplies);

        Answer sound = await Ask(SmallInternet.Www, Server("good"));
        Assert.Equal(0, Assert.Single(sound.Upstream).MismatchedReplies);
    }

    [Theory]
    [Rule(72, RuleSide.Holds)]
    [InlineData(false, SecurityStatus.Secure)]
    [InlineData(true, SecurityStatus.Bogus)]
    public async Task Reply_HadWithoutCd_IsJudgedLikeAnyOther(bool forged, SecurityStatus expected)
    {
        IReplyFault refuses = ReplyFaults.Drop().WithCd();
        Upstream server = forged ? Server("odd", refuses.After(ReplyFaults.Forge(Elsewhere))) : Server("odd", refuses);

        Answer answer = await Ask(SmallInternet.Www, server);

        Assert.Equal(expected, answer.Security);
        Assert.Contains(Finding.RefusesCd, Assert.Single(answer.Upstream).Findings);
    }

    [Fact]
    [Rule(72, RuleSide.Broken)]
    public async Task Servfail_WithAndWithoutCd_DecidesNothing()
    {
        Answer answer = await Ask(SmallInternet.Www, Server("odd", ReplyFaults.Fail(ResponseCode.ServFail).For(RecordType.A)));

        Assert.Equal(SecurityStatus.Indeterminate, answer.Security);
        Assert.Equal(ReasonKind.UpstreamFailed, answer.Why!.Kind);
    }

    [Fact]
    public async Task Nxdomain_RewrittenByOneServer_IsSeenByAnothersProof()
    {
        Upstream rewriting = Server("helpful", ReplyFaults.RewriteNxdomain(Elsewhere).For(RecordType.A));
        Answer answer = await Ask(Missing, rewriting, Server("good"));

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal(ResponseCode.NXDomain, answer.Code);
        Assert.Contains(Finding.RewritesNxdomain, answer.Upstream.Single(report => report.Server == "helpful").Findings);

        Answer alone = await Ask(Missing, Server("helpful", ReplyFaults.RewriteNxdomain(Elsewhere).For(RecordType.A)));
        Assert.Equal(SecurityStatus.Bogus, alone.Security);
        Assert.Empty(alone.Records);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Type_ThatFailsForTwoNamesAndOnlyHere_IsNamed(bool twice, bool expected)
    {
        Upstream bad = Server("bad", ReplyFaults.Fail(ResponseCode.ServFail).For(RecordType.TLSA));
        await using StubResolver resolver = new(new ForwardingSource([bad, Server("good")]), SmallInternet.Options(_clock));
        await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);
        Answer answer = await resolver.LookupAsync(DomainName.Parse("_25._tcp.www.example.lab"), RecordType.TLSA, Stop);
        if (twice)
        {
            answer = await resolver.LookupAsync(DomainName.Parse("_25._tcp.mx.example.lab"), RecordType.TLSA, Stop);
        }

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal(expected, answer.Upstream.Any(report => report.Server == "bad" && report.Findings.Contains("fails-tlsa")));
    }

    [Fact]
    public async Task Refusal_OfWhatIsAnsweredLater_IsALimitOfRate()
    {
        Upstream busy = Server("busy", ReplyFaults.Fail(ResponseCode.Refused).First(1).For(RecordType.TLSA));
        await using StubResolver resolver = new(new ForwardingSource([busy]), SmallInternet.Options(_clock));
        await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);
        Answer answer = await resolver.LookupAsync(DomainName.Parse("_25._tcp.www.example.lab"), RecordType.TLSA, Stop);

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal([Finding.LimitsRate], Assert.Single(answer.Upstream).Findings);
    }

    [Fact]
    public async Task Finding_IsForgottenInTime()
    {
        LabNameServer server = new(SmallInternet.Zones, ReplyFaults.Drop().OverUdp()) { Name = "odd" };
        await using LabWays udp = new(server, LabTransport.Datagram);
        await using LabWays tcp = new(server, LabTransport.Stream);
        await using ForwardingSource source = new([LabWays.To(server, _clock, udp, tcp)]);

        await source.AskAsync(SmallInternet.Www, 0, Stop);
        Assert.Equal((2, 1), (udp.Asked, tcp.Asked));

        // Known to be silent over UDP, it is asked over TCP at once.
        await source.AskAsync(SmallInternet.Www, 0, Stop);
        Assert.Equal((2, 2), (udp.Asked, tcp.Asked));

        _clock.Advance(TimeSpan.FromMinutes(5));
        await source.AskAsync(SmallInternet.Www, 0, Stop);
        Assert.Equal((4, 3), (udp.Asked, tcp.Asked));
    }

    [Fact]
    public async Task Server_ThatCannotCarryDnssec_StandsBehindOthersAndIsStillAsked()
    {
        LabNameServer bad = new(SmallInternet.Zones, ReplyFaults.StripSignatures()) { Name = "bad" };
        LabNameServer good = new(SmallInternet.Zones, ReplyFaults.Fail(ResponseCode.ServFail).For(DomainName.Parse("www.example.nowhere"))) { Name = "good" };
        await using LabWays toBad = new(bad, LabTransport.Datagram);
        await using ForwardingSource source = new([LabWays.To(bad, _clock, toBad, null), LabWays.To(good, _clock)]);
        await using StubResolver resolver = new(source, SmallInternet.Options(_clock));
        await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);
        int before = toBad.Asked;

        Answer second = await resolver.LookupAsync(SmallInternet.Plain.Name, RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Insecure, second.Security);
        Assert.Equal(before, toBad.Asked);

        // When the sound one has no answer either, it has its turn.
        await source.AskAsync(new Question(DomainName.Parse("www.example.nowhere"), RecordType.A), 0, Stop);
        Assert.True(toBad.Asked > before);
    }

    [Fact]
    public void Finding_Each_HasAdviceOfItsOwn()
    {
        string[] all = [.. typeof(Finding).GetFields().Select(field => (string)field.GetRawConstantValue()!), "notimp-tlsa", "fails-tlsa"];
        string[] advice = [.. all.Select(FindingCatalog.Advice)];

        Assert.Equal(all.Length, advice.Distinct().Count());
        Assert.DoesNotContain(FindingCatalog.Advice("no-such-finding"), advice);
        Assert.All(advice, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
    }

    private Upstream Server(string name, IReplyFault? fault = null, bool withTcp = true) =>
        LabWays.To(new LabNameServer(SmallInternet.Zones, fault is null ? [] : [fault]) { Name = name }, _clock, withTcp);

    private async Task<Answer> Ask(Question question, params Upstream[] servers)
    {
        await using StubResolver resolver = new(new ForwardingSource(servers), SmallInternet.Options(_clock));
        return await resolver.LookupAsync(question.Name, question.Type, Stop);
    }
}
