using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Cache;

/// <summary>What could not be answered: remembered shortly, for its question, and never as anything else than a failure.</summary>
public sealed class FailureMemoryTests
{
    private static readonly AddressRdata Forged = new(System.Net.IPAddress.Parse("198.51.100.66"));

    [Fact]
    [Rule(74, RuleSide.Broken)]
    [Requirement("9520-3.2-1")]
    [Requirement("9520-3.4-1")]
    public async Task Bogus_AskedAgainAtOnce_IsRememberedWithSinceWhenAndWhy()
    {
        await using var lab = CacheLab.Behind(ReplyFaults.Forge(Forged).For(DomainName.Parse("www.test")));
        Answer first = await lab.AskAsync("www.test");

        (Answer second, int asked) = await lab.CountAsync("www.test");

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureWrong), (first.Security, first.Why?.Kind));
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureWrong, 0), (second.Security, second.Why?.Kind, asked));
        Assert.True(second.FromCache);
        Assert.Equal(ScenarioWorld.Now, second.JudgedAt);
        Assert.Equal(ScenarioWorld.Now.AddSeconds(1), second.ValidUntil);
        Assert.Equal("RFC 9520 section 3.2", second.Evidence[^1].Rfc);
        Assert.Empty(second.Records);
    }

    [Fact]
    [Rule(74, RuleSide.Holds)]
    public async Task Bogus_AtOneServer_IsAskedAtAnotherAndForgotten()
    {
        bool lies = true;
        ScenarioWorld world = CacheLab.World();
        LabNameServer bad = new(world.Sign(), ReplyFaults.Forge(Forged).For(DomainName.Parse("www.test")).When(_ => lies)) { Name = "bad" };
        LabNameServer good = new(world.Sign()) { Name = "good" };
        await using CacheLab lab = new(world, null, bad, good);

        Answer first = await lab.AskAsync("www.test");
        lies = false;
        lab.Wait(TimeSpan.FromHours(2));
        Answer second = await lab.AskAsync("www.test");

        Assert.Equal(SecurityStatus.Secure, first.Security);
        Assert.Equal(["bad", "good"], first.Upstream.Select(report => report.Server));
        Assert.Equal(SecurityStatus.Secure, second.Security);
        Assert.Equal(["bad"], second.Upstream.Select(report => report.Server));
    }

    [Fact]
    [Requirement("9520-3.2-1")]
    [Requirement("9520-3.2-2")]
    [Requirement("9520-3.2-3")]
    [Requirement("9520-3.2-4")]
    [Requirement("9520-3.2-5")]
    public async Task Failure_Repeated_WaitsTwiceAsLongAndNeverBeyondFiveMinutes()
    {
        await using var lab = CacheLab.Behind(ReplyFaults.Fail(ResponseCode.ServFail).For(DomainName.Parse("www.test")));
        List<double> waits = [];
        for (int i = 0; i < 12; i++)
        {
            (Answer fresh, int asked) = await lab.CountAsync("www.test");
            (Answer kept, int none) = await lab.CountAsync("www.test");
            Assert.Equal(SecurityStatus.Indeterminate, fresh.Security);
            Assert.True(asked > 0);
            Assert.Equal(0, none);
            waits.Add((kept.ValidUntil - lab.Clock.GetUtcNow()).TotalSeconds);
            lab.Clock.SetUtcNow(kept.ValidUntil);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300], waits);
    }

    [Fact]
    public async Task Failure_Over_GivesWayToTheAnswerAndStartsAnew()
    {
        bool fails = true;
        await using var lab = CacheLab.Behind(ReplyFaults.Drop().For(DomainName.Parse("short.test")).When(_ => fails));
        await lab.AskAsync("short.test");
        lab.WaitSeconds(1);
        await lab.AskAsync("short.test");
        lab.WaitSeconds(2);
        fails = false;

        Answer healed = await lab.AskAsync("short.test");
        lab.WaitSeconds(60);
        fails = true;
        await lab.AskAsync("short.test");
        Answer kept = await lab.AskAsync("short.test");

        Assert.Equal(SecurityStatus.Secure, healed.Security);
        Assert.Equal(lab.Clock.GetUtcNow().AddSeconds(1), kept.ValidUntil);
    }

    [Fact]
    public async Task Failure_OfOneQuestion_SaysNothingOfOthers()
    {
        await using var lab = CacheLab.Behind(ReplyFaults.Drop().For(DomainName.Parse("www.test")).For(RecordType.A));
        await lab.AskAsync("www.test");

        Answer otherType = await lab.AskAsync("www.test", RecordType.TXT);
        Answer otherName = await lab.AskAsync("short.test");

        Assert.Equal(SecurityStatus.Secure, otherType.Security);
        Assert.Equal(SecurityStatus.Secure, otherName.Security);
    }

    [Theory]
    [InlineData(TransportFault.Local)]
    [InlineData(TransportFault.Unreachable)]
    public async Task Failure_OnThisSide_IsNotRemembered(TransportFault fault)
    {
        await using CacheLab lab = new();
        lab.Source.Hook = (_, _) => new SourceReply.Failed(fault, "lab", "it failed here");
        Answer first = await lab.AskAsync("www.test");
        lab.Source.Hook = null;

        Answer second = await lab.AskAsync("www.test");

        Assert.Equal(SecurityStatus.Indeterminate, first.Security);
        Assert.Equal(SecurityStatus.Secure, second.Security);
    }

    [Fact]
    public async Task Failure_ByARecordingThatLacksIt_IsNotRemembered()
    {
        await using CacheLab lab = new();
        lab.Source.Hook = (_, _) => new SourceReply.NotRecorded();
        await lab.AskAsync("www.test");
        lab.Source.Hook = null;

        Answer second = await lab.AskAsync("www.test");

        Assert.Equal(SecurityStatus.Secure, second.Security);
        Assert.False(second.FromCache);
    }

    [Fact]
    public async Task Gap_InARecording_LeavesNothingInMemory()
    {
        await using CacheLab lab = new();
        lab.Source.Hook = (question, _) => question == new Question(DomainName.Parse("www.test"), RecordType.DS) ? new SourceReply.NotRecorded() : null;
        Answer withGap = await lab.AskAsync("www.test");
        lab.Source.Hook = null;

        (Answer second, int asked) = await lab.CountAsync("www.test");

        Assert.Equal(SecurityStatus.Secure, withGap.Security);
        Assert.Contains(withGap.Evidence, step => step.Kind == EvidenceKind.Gap);
        Assert.DoesNotContain(second.Evidence, step => step.Kind == EvidenceKind.Gap);
        Assert.True(asked >= 4, "not even the root's keys were kept");
    }

    [Fact]
    public async Task BrokenZone_IsKnownForItsOtherNames_AndNeverLongerThanFiveMinutes()
    {
        // A delegation that names a key the zone does not have.
        ScenarioWorld world = CacheLab.World().ZoneWithDelegation(
            "broken.test", "www A 192.0.2.7\nmail A 192.0.2.8\n", [ScenarioWorld.KeyOf("another zone").DelegationSigner(DomainName.Parse("broken.test"))]);
        await using CacheLab lab = new(world);
        Answer first = await lab.AskAsync("www.broken.test");
        int keysAsked = KeysAsked();

        Answer second = await lab.AskAsync("mail.broken.test");
        int keysAskedAgain = KeysAsked();
        lab.Wait(TimeSpan.FromMinutes(5));
        Answer third = await lab.AskAsync("mail.broken.test");

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.NoKeyMatchesDelegation), (first.Security, first.Why?.Kind));
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.NoKeyMatchesDelegation), (second.Security, second.Why?.Kind));
        Assert.Equal(keysAsked, keysAskedAgain);
        Assert.Equal(SecurityStatus.Bogus, third.Security);
        Assert.True(KeysAsked() > keysAsked);

        int KeysAsked() => lab.Source.Asked.Count(question => question == new Question(DomainName.Parse("broken.test"), RecordType.DNSKEY));
    }

    [Fact]
    public async Task BrokenZone_MendedMeanwhile_IsSecureOnceTheBriefTimeIsOver()
    {
        bool strips = true;
        await using var lab = CacheLab.Behind(ReplyFaults.StripSignatures(RecordType.DNSKEY).For(DomainName.Parse("test")).When(_ => strips));
        Answer first = await lab.AskAsync("www.test");
        strips = false;
        lab.WaitSeconds(1);

        Answer second = await lab.AskAsync("www.test");

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.KeysUnsigned), (first.Security, first.Why?.Kind));
        Assert.Equal(SecurityStatus.Secure, second.Security);
    }

    [Fact]
    public async Task BrokenZone_AtOneServer_IsStillAskedAtTheOther()
    {
        ScenarioWorld world = CacheLab.World();
        LabNameServer bad = new(world.Sign(), ReplyFaults.StripSignatures(RecordType.DNSKEY).For(DomainName.Parse("test"))) { Name = "bad" };
        bool works = false;
        LabNameServer good = new(world.Sign(), ReplyFaults.Drop().When(_ => !works)) { Name = "good" };
        await using CacheLab lab = new(world, null, bad, good);
        Answer first = await lab.AskAsync("www.test");
        works = true;

        Answer other = await lab.AskAsync("short.test");

        Assert.Equal(SecurityStatus.Bogus, first.Security);
        Assert.Equal(SecurityStatus.Secure, other.Security);
    }

    [Fact]
    public void Options_BeyondFiveMinutes_AreAMistakeOfTheCaller()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheOptions { MaxFailure = TimeSpan.FromSeconds(301) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheOptions { FirstFailure = TimeSpan.FromMilliseconds(999) });
        Assert.Equal(TimeSpan.FromMinutes(5), new CacheOptions { MaxFailure = TimeSpan.FromMinutes(5) }.MaxFailure);
    }
}
