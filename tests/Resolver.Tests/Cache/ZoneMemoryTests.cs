using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Resolver.Tests.Cache;

/// <summary>Zones that are remembered: what they save, what becomes of them when they change, and how their keys are renewed.</summary>
public sealed class ZoneMemoryTests
{
    [Fact]
    public async Task SecondName_InAKnownZone_CostsItselfAndItsCutAlone()
    {
        await using CacheLab lab = new();
        await lab.AskAsync("www.test");

        int before = lab.Asked;
        Answer answer = await lab.AskAsync("short.test");

        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Equal(
            [new Question(DomainName.Parse("short.test"), RecordType.A), new Question(DomainName.Parse("short.test"), RecordType.DS)],
            lab.Source.Asked.Skip(before));
    }

    [Fact]
    public async Task SecondName_BelowAKnownUnsignedDelegation_CostsItselfAlone()
    {
        await using CacheLab lab = new();
        await lab.AskAsync("www.plain");

        (Answer answer, int asked) = await lab.CountAsync("alias.plain");

        Assert.Equal((SecurityStatus.Insecure, ReasonKind.InsecureDelegation, 1), (answer.Security, answer.Why?.Kind, asked));
    }

    /// <summary>A zone whose keys and delegation change at once, long before what is kept of them ends.</summary>
    [Fact]
    public async Task Zone_ThatChangesItsKeysBeforeTheirTime_StaysSecure()
    {
        await using CacheLab lab = new();
        await lab.AskAsync("www.test");
        lab.Server.Zones = Rolled();
        lab.WaitSeconds(5);

        Answer first = await lab.AskAsync("short.test");
        (Answer second, int asked) = await lab.CountAsync("b.test");

        Assert.Equal(SecurityStatus.Secure, first.Security);
        Assert.Equal((SecurityStatus.Secure, 2), (second.Security, asked));
    }

    [Fact]
    public async Task Zone_AskedAfreshInVain_IsNotAskedAfreshAgainForAMinute()
    {
        bool lies = false;
        await using var lab = CacheLab.Behind(ReplyFaults.FlipSignature(RecordType.A, 40).When(_ => lies));
        await lab.AskAsync("www.test");
        lies = true;

        (Answer first, int afresh) = await lab.CountAsync("short.test");
        (Answer second, int again) = await lab.CountAsync("b.test");
        lab.WaitSeconds(61);
        (_, int later) = await lab.CountAsync("d.test");

        Assert.Equal((SecurityStatus.Bogus, SecurityStatus.Bogus), (first.Security, second.Security));
        Assert.True(again < afresh && again < later, $"{afresh}, {again}, {later}");
    }

    [Fact]
    public async Task Keys_InTheLastTenthOfTheirTime_AreFetchedInTheBackground()
    {
        await using CacheLab lab = new();
        await lab.AskAsync("www.test");
        lab.WaitSeconds(3600 - 300);

        int before = lab.Asked;
        await lab.AskAsync("short.test");
        await lab.Resolver.Refresh.UnderWay;
        Question[] background = [.. lab.Source.Asked.Skip(before)];
        lab.WaitSeconds(400);
        before = lab.Asked;
        Answer afterwards = await lab.AskAsync("b.test");

        Assert.Contains(new Question(DomainName.Parse("test"), RecordType.DNSKEY), background);
        Assert.Equal(SecurityStatus.Secure, afterwards.Security);
        Assert.DoesNotContain(lab.Source.Asked.Skip(before), question => question.Type == RecordType.DNSKEY);
    }

    [Fact]
    public async Task Keys_NotInTheirLastTenth_AreLeftAlone()
    {
        await using CacheLab lab = new();
        await lab.AskAsync("www.test");
        lab.WaitSeconds(3000);

        int before = lab.Asked;
        await lab.AskAsync("short.test");
        await lab.Resolver.Refresh.UnderWay;

        Assert.DoesNotContain(lab.Source.Asked.Skip(before), question => question.Type == RecordType.DNSKEY);
    }

    [Fact]
    public async Task Refresh_ThatFails_LeavesWhatIsKeptAndIsNotRepeatedAtOnce()
    {
        bool fails = false;
        await using var lab = CacheLab.Behind(ReplyFaults.Fail(ResponseCode.ServFail).For(RecordType.DNSKEY).When(_ => fails));
        await lab.AskAsync("www.test");
        lab.WaitSeconds(3600 - 300);
        fails = true;

        Answer first = await lab.AskAsync("short.test");
        await lab.Resolver.Refresh.UnderWay;
        int before = lab.Asked;
        Answer second = await lab.AskAsync("b.test");
        await lab.Resolver.Refresh.UnderWay;

        Assert.Equal((SecurityStatus.Secure, SecurityStatus.Secure), (first.Security, second.Security));
        Assert.DoesNotContain(lab.Source.Asked.Skip(before), question => question.Type == RecordType.DNSKEY);
    }

    [Fact]
    public async Task Refresh_SwitchedOff_AsksNothing()
    {
        await using CacheLab lab = new(cache: new CacheOptions { RefreshesKeys = false });
        await lab.AskAsync("www.test");
        lab.WaitSeconds(3600 - 300);

        int before = lab.Asked;
        await lab.AskAsync("short.test");
        await lab.Resolver.Refresh.UnderWay;

        Assert.DoesNotContain(lab.Source.Asked.Skip(before), question => question.Type == RecordType.DNSKEY);
    }

    [Fact]
    public async Task Refresh_UnderWayWhenTheResolverCloses_EndsWithIt()
    {
        bool slow = false;
        CacheLab? lab = null;
        ScenarioWorld world = CacheLab.World();
        Microsoft.Extensions.Time.Testing.FakeTimeProvider still = new();
        lab = new CacheLab(world, servers: [new LabNameServer(world.Sign(), ReplyFaults.Delay(TimeSpan.FromHours(1), still).For(RecordType.DNSKEY).When(_ => slow))]);
        await lab.AskAsync("www.test");
        lab.WaitSeconds(3600 - 300);
        slow = true;
        await lab.AskAsync("short.test");
        Task underWay = lab.Resolver.Refresh.UnderWay;

        await lab.DisposeAsync();

        Assert.True(underWay.IsCompletedSuccessfully);
    }

    /// <summary>The same zones, <c>test.</c> signed by other keys and delegated to them.</summary>
    private static ZoneSet Rolled() => new ScenarioWorld()
        .Zone("test", CacheLab.TestZone, plan => plan with { Keys = [ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "the next key")] })
        .UnsignedZone("plain", "www A 192.0.2.9\n")
        .Sign();
}
