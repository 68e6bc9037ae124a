using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests;

public class StubResolverTests
{
    private static readonly AddressRdata Forged = new(System.Net.IPAddress.Parse("198.51.100.66"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("4033-5-1")]
    [Requirement("4033-6-2")]
    [Requirement("4035-4.2-1")]
    [Requirement("4035-4.3-1")]
    [Requirement("4035-5.2-4")]
    public async Task Lookup_OfASignedName_IsSecureInTwoRounds()
    {
        LabSource source = new(SmallInternet.Zones);
        await using StubResolver resolver = new(source, SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Null(answer.Why);
        Assert.Equal(ResponseCode.NoError, answer.Code);
        Assert.Equal("192.0.2.1", Assert.Single(answer.Records).Data.ToString());
        Assert.Equal("192.0.2.1", Assert.Single(answer.Secure!.Records).Data.ToString());
        Assert.InRange(answer.RoundTrips, 1, 2);
        Assert.Equal(source.Asked.Count, answer.Queries);
        Assert.Equal(source.Asked.Distinct().Count(), source.Asked.Count);
        Assert.Equal(SmallInternet.Now, answer.JudgedAt);
    }

    [Fact]
    [Requirement("4033-5-1")]
    [Requirement("4035-4.2-1")]
    [Requirement("4035-4.3-1")]
    [Requirement("4035-5.5-2")]
    public async Task Lookup_OfAForgedAddress_IsBogusAndHandsNothingOn()
    {
        await using StubResolver resolver = new(new LabSource(SmallInternet.Zones, ReplyFaults.Forge(Forged)), SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Bogus, answer.Security);
        Assert.Equal(ReasonKind.SignatureWrong, answer.Why?.Kind);
        Assert.Equal(ResponseCode.ServFail, answer.Code);
        Assert.Equal(ResponseCode.NoError, answer.UpstreamCode);
        Assert.Empty(answer.Records);
        Assert.Empty(answer.Chain);
        Assert.Null(answer.Secure);
        Assert.False(answer.IsUsable);
    }

    [Fact]
    [Requirement("4033-5-1")]
    [Requirement("4035-4.3-1")]
    [MailRule(15, RuleSide.Holds)]
    public async Task Lookup_BelowAnUnsignedDelegation_IsInsecureWithRecords()
    {
        await using StubResolver resolver = new(new LabSource(SmallInternet.Zones), SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Plain.Name, RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Insecure, answer.Security);
        Assert.Equal(ReasonKind.InsecureDelegation, answer.Why?.Kind);
        Assert.Equal("192.0.2.2", Assert.Single(answer.Records).Data.ToString());
        Assert.Null(answer.Secure);
    }

    [Fact]
    public async Task Lookup_OfAnAlias_HoldsTheWholeChain()
    {
        await using StubResolver resolver = new(new LabSource(SmallInternet.Zones), SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(DomainName.Parse("alias.example.lab"), RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal(SmallInternet.Www.Name, answer.FinalName);
        Assert.Equal(SecurityStatus.Secure, Assert.Single(answer.Aliases).Status);
        Assert.Equal([RecordType.CNAME, RecordType.A], answer.Chain.Select(record => record.Type));
        Assert.Equal([RecordType.A], answer.Records.Select(record => record.Type));
    }

    [Fact]
    public async Task Lookup_OfAMissingName_IsSecurelyNegative()
    {
        await using StubResolver resolver = new(new LabSource(SmallInternet.Zones), SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(DomainName.Parse("missing.example.lab"), RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal(ResponseCode.NXDomain, answer.Code);
        Assert.True(answer.IsNegative);
        Assert.NotEmpty(answer.Authority);
    }

    [Fact]
    [Rule(74, RuleSide.Holds)]
    public async Task SecondPlace_WhenTheFirstForges_GivesItsSecureAnswer()
    {
        LabSource source = new(new LabNameServer(SmallInternet.Zones, ReplyFaults.Forge(Forged)) { Name = "bad" }, new LabNameServer(SmallInternet.Zones) { Name = "good" });
        await using StubResolver resolver = new(source, SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal("192.0.2.1", Assert.Single(answer.Records).Data.ToString());
        Assert.Equal(["bad", "good"], answer.Upstream.Select(report => report.Server));
    }

    [Fact]
    [Rule(74, RuleSide.Broken)]
    public async Task SecondPlace_WhenItForgesToo_LeavesTheFirstReason()
    {
        LabSource source = new(
            new LabNameServer(SmallInternet.Zones, ReplyFaults.Forge(Forged)), new LabNameServer(SmallInternet.Zones, ReplyFaults.StripSignatures(RecordType.A)));
        await using StubResolver resolver = new(source, SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Bogus, answer.Security);
        Assert.Equal(ReasonKind.SignatureWrong, answer.Why?.Kind);
    }

    [Fact]
    public async Task SecondPlace_WhenTheFirstIsSecure_IsNotAsked()
    {
        LabSource source = new(new LabNameServer(SmallInternet.Zones) { Name = "first" }, new LabNameServer(SmallInternet.Zones) { Name = "second" });
        await using StubResolver resolver = new(source, SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(["first"], answer.Upstream.Select(report => report.Server));
    }

    [Theory]
    [Requirement("4035-5.4-5")]
    [InlineData("missing.example.lab", RecordType.A, ResponseCode.NXDomain)]
    [InlineData("www.example.lab", RecordType.AAAA, ResponseCode.NoError)]
    public async Task SecondPlace_WhenTheFirstLeavesOutTheProof_GivesItsSecureAbsence(string name, RecordType type, ResponseCode code)
    {
        Question question = new(DomainName.Parse(name), type);
        LabSource source = new(new LabNameServer(SmallInternet.Zones), new LabNameServer(SmallInternet.Zones))
        {
            Hook = (asked, place) => asked == question && place == 0 ? new SourceReply.Received(WithoutProof(SmallInternet.Zones.Answer(asked)), "first") : null,
        };
        await using StubResolver resolver = new(source, SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(question.Name, question.Type, Stop);

        Assert.Equal((SecurityStatus.Secure, code), (answer.Security, answer.Code));
        Assert.Equal(2, source.Asked.Count(asked => asked == question));

        await using StubResolver one = new(new LabSource(SmallInternet.Zones) { Hook = source.Hook }, SmallInternet.Options());
        Answer bogus = await one.LookupAsync(question.Name, question.Type, Stop);
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.DenialMissing), (bogus.Security, bogus.Why?.Kind));

        static Message WithoutProof(Message reply) => reply with
        {
            Authority = [.. reply.Authority.Where(record => record.Data is not (NsecRdata or RrsigRdata { TypeCovered: RecordType.NSEC }))],
        };
    }

    [Fact]
    public async Task SecondPlace_MixedWithTheFirst_NeverMakesASecureAnswer()
    {
        // Each place withholds one half of what a secure answer needs.
        LabSource source = new(
            new LabNameServer(SmallInternet.Zones, ReplyFaults.StripSignatures(RecordType.A)),
            new LabNameServer(SmallInternet.Zones, ReplyFaults.StripSignatures(RecordType.DNSKEY)));
        await using StubResolver resolver = new(source, SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.False(answer.IsUsable);
        Assert.Empty(answer.Records);
    }

    [Fact]
    [Requirement("4033-6-3")]
    [MailRule(15, RuleSide.Broken)]
    public async Task Reason_WhenEvenTheRootCameBare_IsThatTheServerStripsSignatures()
    {
        LabSource source = new(new LabNameServer(SmallInternet.Zones, ReplyFaults.StripSignatures()) { Name = "home router" });
        await using StubResolver resolver = new(source, SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.False(answer.IsUsable);
        Assert.Equal(ReasonKind.UpstreamStripsSignatures, answer.Why?.Kind);
        Assert.StartsWith("home router takes DNSSEC signatures away", answer.Why!.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("4035-5-3")]
    [Requirement("4035-5-4")]
    public async Task Reason_WhenOnlyTheAnswerCameBare_IsTheMissingSignature()
    {
        LabSource source = new(SmallInternet.Zones, ReplyFaults.StripSignatures(RecordType.A));
        await using StubResolver resolver = new(source, SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Bogus, answer.Security);
        Assert.Equal(ReasonKind.SignatureMissing, answer.Why?.Kind);
    }

    [Fact]
    public async Task Silence_OfEveryServer_IsNobodyAnswered()
    {
        await using StubResolver resolver = new(new LabSource(SmallInternet.Zones, ReplyFaults.Drop()), SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Indeterminate, answer.Security);
        Assert.True(answer.NobodyAnswered);
        Assert.Equal(ReasonKind.NobodyAnswered, answer.Why?.Kind);
        Assert.Equal(ResponseCode.ServFail, answer.Code);
        Assert.Null(answer.UpstreamCode);
    }

    [Theory]
    [Requirement("4035-4.3-1")]
    [InlineData(ResponseCode.ServFail, ReasonKind.UpstreamFailed)]
    [InlineData(ResponseCode.Refused, ReasonKind.UpstreamRefused)]
    [InlineData(ResponseCode.NotImp, ReasonKind.UpstreamDoesNotUnderstand)]
    public async Task Failure_OfTheServer_IsIndeterminateAndSomebodyAnswered(ResponseCode code, ReasonKind why)
    {
        await using StubResolver resolver = new(new LabSource(SmallInternet.Zones, ReplyFaults.Fail(code)), SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Indeterminate, answer.Security);
        Assert.Equal(why, answer.Why?.Kind);
        Assert.Equal(code, answer.UpstreamCode);
        Assert.False(answer.NobodyAnswered);
    }

    [Fact]
    public async Task Time_RunOutBeforeTheKeysCame_IsIndeterminate()
    {
        FakeTimeProvider clock = new(SmallInternet.Now);
        LabSource source = new(SmallInternet.Zones, ReplyFaults.Delay(TimeSpan.FromHours(1), clock).When(query => query.Question?.Type == RecordType.DNSKEY));
        await using StubResolver resolver = new(source, SmallInternet.Options(clock));

        Task<Answer> lookup = resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop).AsTask();
        Assert.False(lookup.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(15));
        Answer answer = await lookup;

        Assert.Equal(SecurityStatus.Indeterminate, answer.Security);
        Assert.Contains("time for the whole lookup ran out", answer.Why!.Text, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(15), answer.Elapsed);
        Assert.Equal(SmallInternet.Now, answer.JudgedAt);
    }

    [Fact]
    public async Task Cancellation_ByTheCaller_Throws()
    {
        FakeTimeProvider clock = new(SmallInternet.Now);
        await using StubResolver resolver = new(new LabSource(SmallInternet.Zones, ReplyFaults.Delay(TimeSpan.FromHours(1), clock)), SmallInternet.Options(clock));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        Task<Answer> lookup = resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, stop.Token).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lookup);
    }

    [Fact]
    public async Task Lookups_OfOneNameAtOnce_AskOnce()
    {
        FakeTimeProvider clock = new(SmallInternet.Now);
        LabSource source = new(SmallInternet.Zones, ReplyFaults.Delay(TimeSpan.FromSeconds(1), clock));
        await using StubResolver resolver = new(source, SmallInternet.Options(clock));

        Task<Answer>[] lookups = [.. Enumerable.Range(0, 10).Select(_ => resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop).AsTask())];
        while (!lookups.All(lookup => lookup.IsCompleted))
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Answer[] answers = await Task.WhenAll(lookups);
        Assert.All(answers, answer => Assert.Equal(SecurityStatus.Secure, answer.Security));

        // All ten stood waiting before the first reply. Later questions are asked once or more, as the lookups run apart.
        Assert.Single(source.Asked, question => question == SmallInternet.Www);
    }

    [Fact]
    public async Task Recording_WithoutTheQuestion_IsIndeterminateForThatReason()
    {
        await using StubResolver resolver = new(new RecordedSource(new Recording(SmallInternet.Now, [])), SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Indeterminate, answer.Security);
        Assert.Equal(ReasonKind.NotRecorded, answer.Why?.Kind);
    }

    [Fact]
    public async Task Recording_OfALookup_GivesTheSameAnswerAgain()
    {
        RecordingSource recording = new(new LabSource(SmallInternet.Zones));
        await using StubResolver live = new(recording, SmallInternet.Options());
        Answer first = await live.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);
        string text = RecordingWriter.ToText(recording.ToRecording(SmallInternet.Now));

        Assert.True(RecordingReader.TryParse(text, out Recording? read, out string? why), why);
        await using StubResolver replayed = new(new RecordedSource(read), SmallInternet.Options());
        Answer second = await replayed.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.Equal(SmallInternet.Now, read.At);
        Assert.Equal(SecurityStatus.Secure, second.Security);
        Assert.Equal(first.Records, second.Records);
        Assert.Equal(first.ValidUntil, second.ValidUntil);
    }

    [Fact]
    [Requirement("4033-5-1")]
    [Requirement("4035-4.3-1")]
    public async Task Name_OutsideEveryAnchor_IsNotAskedTwice()
    {
        LabSource source = new(new LabNameServer(SmallInternet.Zones), new LabNameServer(SmallInternet.Zones));
        Assert.True(TrustAnchorSet.TryParse(
            "example.lab. 3600 DS 1 13 2 0000000000000000000000000000000000000000000000000000000000000000", out TrustAnchorSet? anchors, out string? why), why);
        await using StubResolver resolver = new(source, SmallInternet.Options() with { Anchors = anchors });

        Answer answer = await resolver.LookupAsync(SmallInternet.Plain.Name, RecordType.A, Stop);

        Assert.Equal(SecurityStatus.Indeterminate, answer.Security);
        Assert.Equal(ReasonKind.NoTrustAnchor, answer.Why?.Kind);
        Assert.Equal(source.Asked.Distinct().Count(), source.Asked.Count);
    }

    [Fact]
    public void Options_WithoutTime_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResolverOptions { Timeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResolverOptions { TryTimeout = TimeSpan.FromSeconds(-1) });
    }

    [Fact]
    public async Task Source_ThatFails_SaysWhy()
    {
        await using StubResolver resolver = new(new SilentSource("/etc/resolv.conf: line 1 names no address"), SmallInternet.Options());

        Answer answer = await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);

        Assert.True(answer.NobodyAnswered);
        Assert.Contains("line 1 names no address", answer.Why!.Text, StringComparison.Ordinal);
    }
}
