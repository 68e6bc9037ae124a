using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Cache;

/// <summary>Answers that are remembered: for how long, and what they say of themselves.</summary>
public sealed class AnswerMemoryTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(4);

    // Signatures that end four minutes from now, over records that would live an hour.
    private static ScenarioWorld EndingSoon => new ScenarioWorld().Zone(
        "test", CacheLab.TestZone, plan => plan with { Expiration = ScenarioWorld.Now + Lifetime });

    [Fact]
    public async Task Lookup_AskedAgain_AsksNobodyAndIsDoneAtOnce()
    {
        await using CacheLab lab = new();
        await lab.AskAsync("www.test");
        int before = lab.Asked;
        lab.WaitSeconds(10);

        ValueTask<Answer> second = lab.Resolver.LookupAsync(DomainName.Parse("WWW.test"), RecordType.A, TestContext.Current.CancellationToken);

        Assert.True(second.IsCompletedSuccessfully);
        Answer answer = await second;
        Assert.Equal(before, lab.Asked);
        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.True(answer.FromCache);
        Assert.Equal(TimeSpan.FromSeconds(10), answer.Age);
        Assert.Equal(ScenarioWorld.Now, answer.JudgedAt);
        Assert.Equal((0, 0), (answer.Queries, answer.RoundTrips));
        Assert.Equal(3590u, Assert.Single(answer.Records).Ttl);
        Assert.Equal(3590u, Assert.Single(answer.Secure!.Records).Ttl);
        Assert.NotEmpty(answer.Evidence);
    }

    [Fact]
    public async Task Lookup_WithinTheSameSecond_SharesOneAnswerAndAllocatesNothing()
    {
        await using CacheLab lab = new();
        var name = DomainName.Parse("www.test");
        await lab.AskAsync("www.test");
        lab.WaitSeconds(1);
        Answer first = await lab.AskAsync("www.test");

        CancellationToken stop = TestContext.Current.CancellationToken;
        long before = GC.GetAllocatedBytesForCurrentThread();
        ValueTask<Answer> second = lab.Resolver.LookupAsync(name, RecordType.A, stop);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Same(first, await second);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Lookup_WithoutMemory_AsksEveryTime()
    {
        await using CacheLab lab = new();
        await using StubResolver resolver = new(lab.Source, lab.Options with { Cache = null });

        Answer first = await resolver.LookupAsync(DomainName.Parse("www.test"), RecordType.A, TestContext.Current.CancellationToken);
        Answer second = await resolver.LookupAsync(DomainName.Parse("www.test"), RecordType.A, TestContext.Current.CancellationToken);

        Assert.Equal(first.Queries, second.Queries);
        Assert.False(second.FromCache);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    [Requirement("6698-8.2-1")]
    public async Task Lookup_AtTheEndOfTheTtl_IsAskedAgain(int seconds, bool remembers)
    {
        await using CacheLab lab = new();
        await lab.AskAsync("short.test");
        lab.WaitSeconds(seconds);

        (Answer answer, int asked) = await lab.CountAsync("short.test");

        Assert.Equal(remembers, asked == 0);
        Assert.Equal(remembers, answer.FromCache);
        Assert.Equal(remembers ? 1u : 60u, Assert.Single(answer.Records).Ttl);
    }

    [Fact]
    [Rule(5, RuleSide.Holds)]
    public async Task Lookup_WhileItsSignatureHolds_IsRemembered()
    {
        await using CacheLab lab = new(EndingSoon);
        await lab.AskAsync("www.test");
        lab.Wait(Lifetime - TimeSpan.FromSeconds(1));

        (Answer answer, int asked) = await lab.CountAsync("www.test");

        Assert.Equal((SecurityStatus.Secure, 0), (answer.Security, asked));
        Assert.Equal(1u, Assert.Single(answer.Records).Ttl);
    }

    [Fact]
    [Rule(5, RuleSide.Broken)]
    public async Task Lookup_OnceItsSignatureHasEnded_IsBogus()
    {
        await using CacheLab lab = new(EndingSoon);
        await lab.AskAsync("www.test");
        lab.Wait(Lifetime + TimeSpan.FromSeconds(1));

        Answer answer = await lab.AskAsync("www.test");

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureExpired), (answer.Security, answer.Why?.Kind));
        Assert.Empty(answer.Records);
    }

    [Fact]
    public async Task Lookup_WithAClockSetBack_RemembersNothing()
    {
        await using CacheLab lab = new();
        await lab.AskAsync("www.test");
        lab.Clock.AdjustTime(ScenarioWorld.Now.AddHours(-1));

        (Answer answer, int asked) = await lab.CountAsync("www.test");

        Assert.True(asked > 0);
        Assert.False(answer.FromCache);
        Assert.Equal(3600u, Assert.Single(answer.Records).Ttl);
    }

    /// <summary>A clock that ran ahead for a while: what was found then does not come to life when the time is reached.</summary>
    [Fact]
    public async Task Lookup_WithAClockSetBackAndTheTimeReachedAgain_RemembersNothing()
    {
        await using CacheLab lab = new();
        await lab.AskAsync("www.test");
        lab.Clock.AdjustTime(ScenarioWorld.Now.AddHours(-2));
        await lab.AskAsync("other.test");
        lab.Clock.AdjustTime(ScenarioWorld.Now.AddSeconds(1));

        (Answer answer, int asked) = await lab.CountAsync("www.test");

        Assert.True(asked > 0);
        Assert.False(answer.FromCache);
    }

    [Theory]
    [Rule(7, RuleSide.Holds)]
    [InlineData(60u)]
    [Rule(7, RuleSide.Broken)]
    [InlineData(86400u)]
    public async Task Ttl_RaisedOnTheWay_IsTheSignedOne(uint sent)
    {
        await using var lab = CacheLab.Behind(ReplyFaults.MapRecords(record => record with { Ttl = sent }).For(DomainName.Parse("short.test")));

        Answer first = await lab.AskAsync("short.test");
        lab.WaitSeconds(60);
        (_, int asked) = await lab.CountAsync("short.test");

        Assert.Equal(60u, Assert.Single(first.Records).Ttl);
        Assert.True(asked > 0);
    }

    [Theory]
    [Rule(8, RuleSide.Holds)]
    [InlineData(3600u, 59)]
    [Rule(8, RuleSide.Broken)]
    [InlineData(30u, 29)]
    public async Task Ttl_DifferingWithinASet_IsTheLowest(uint lowered, int keptSeconds)
    {
        await using var lab = CacheLab.Behind(ReplyFaults.MapRecords(record =>
            record.Data.ToString() == "192.0.2.8" ? record with { Ttl = lowered } : record), new ScenarioWorld().Zone("test", "two 60 A 192.0.2.7\ntwo 60 A 192.0.2.8\n"));

        Answer first = await lab.AskAsync("two.test");
        lab.WaitSeconds(keptSeconds);
        (Answer kept, int before) = await lab.CountAsync("two.test");
        lab.WaitSeconds(1);
        (_, int after) = await lab.CountAsync("two.test");

        Assert.Equal([Math.Min(lowered, 60), Math.Min(lowered, 60)], first.Records.Select(record => record.Ttl));
        Assert.Equal([1u, 1u], kept.Records.Select(record => record.Ttl));
        Assert.Equal(0, before);
        Assert.True(after > 0);
    }

    /// <summary>SOA with TTL 3600 and MINIMUM 300, as the zone has it; and with a TTL of 60.</summary>
    [Theory]
    [Rule(78, RuleSide.Holds)]
    [InlineData(3600u, 300)]
    [Rule(78, RuleSide.Broken)]
    [InlineData(60u, 60)]
    public async Task Absence_IsKept_AsLongAsTheSoaSays(uint soaTtl, int seconds)
    {
        CacheOptions options = new() { UsesDenialsAggressively = false };
        ScenarioWorld world = CacheLab.World();
        await using CacheLab lab = new(world, options, new Lab.LabNameServer(world.Sign(), ReplyFaults.MapRecords(
            record => record.Type == RecordType.SOA ? record with { Ttl = soaTtl } : record)));

        Answer first = await lab.AskAsync("none.test");
        lab.WaitSeconds(seconds - 1);
        (Answer kept, int before) = await lab.CountAsync("none.test");
        lab.WaitSeconds(1);
        (_, int after) = await lab.CountAsync("none.test");

        Assert.Equal((SecurityStatus.Secure, ResponseCode.NXDomain), (first.Security, first.Code));
        Assert.Equal((SecurityStatus.Secure, ResponseCode.NXDomain, 0), (kept.Security, kept.Code, before));
        Assert.Equal((uint)seconds, first.Authority.Single(record => record.Type == RecordType.SOA).Ttl);
        Assert.Equal(1u, kept.Authority.Single(record => record.Type == RecordType.SOA).Ttl);
        Assert.True(after > 0);
    }

    [Fact]
    public async Task Absence_WhoseSignatureEndsSooner_EndsWithIt()
    {
        await using CacheLab lab = new(
            new ScenarioWorld().Zone("test", CacheLab.TestZone, plan => plan with { Expiration = ScenarioWorld.Now.AddSeconds(100) }),
            new CacheOptions { UsesDenialsAggressively = false });
        Answer first = await lab.AskAsync("none.test");
        lab.WaitSeconds(101);

        Answer second = await lab.AskAsync("none.test");

        Assert.Equal(SecurityStatus.Secure, first.Security);
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureExpired), (second.Security, second.Why?.Kind));
    }

    [Fact]
    public async Task Absence_WithoutSoaFromAnUnsignedZone_IsNotKept()
    {
        await using var lab = CacheLab.Behind(ReplyFaults.StripRecords(record => record.Type == RecordType.SOA).For(DomainName.Parse("none.plain")));
        Answer first = await lab.AskAsync("none.plain");

        (Answer second, int asked) = await lab.CountAsync("none.plain");

        Assert.Equal((SecurityStatus.Insecure, ResponseCode.NXDomain), (first.Security, second.Code));
        Assert.True(asked > 0);
    }

    [Fact]
    public async Task Alias_Remembered_NeedsItsTargetOnly()
    {
        await using CacheLab lab = new();
        await lab.AskAsync("alias.test");
        lab.WaitSeconds(5);

        (Answer answer, int asked) = await lab.CountAsync("alias.test", RecordType.MX);
        (Answer target, int askedForTarget) = await lab.CountAsync("www.test");

        // The alias is known, and so is that www.test has no MX, from its NSEC.
        Assert.Equal((SecurityStatus.Secure, ResponseCode.NoError), (answer.Security, answer.Code));
        Assert.Equal(DomainName.Parse("www.test"), answer.FinalName);
        Assert.Equal(3595u, answer.Chain[0].Ttl);
        Assert.InRange(asked, 0, 1);
        Assert.Equal((SecurityStatus.Secure, 0), (target.Security, askedForTarget));
        Assert.Equal(3595u, Assert.Single(target.Records).Ttl);
    }

    [Fact]
    public async Task Alias_IntoAnUnsignedZone_StaysInsecureFromMemory()
    {
        await using CacheLab lab = new(new ScenarioWorld().Zone("test", "out CNAME www.plain.\n").UnsignedZone("plain", "www A 192.0.2.9\n"));
        await lab.AskAsync("out.test");
        await lab.AskAsync("www.plain");
        await lab.AskAsync("out.test", RecordType.CNAME);

        (Answer answer, int asked) = await lab.CountAsync("out.test");

        Assert.Equal((SecurityStatus.Insecure, 0), (answer.Security, asked));
        Assert.Equal(ReasonKind.InsecureDelegation, answer.Why?.Kind);
        Assert.Null(answer.Secure);
        Assert.Equal(SecurityStatus.Secure, Assert.Single(answer.Aliases).Status);
    }

    [Fact]
    public async Task AnchorsPolicyOrClock_Changed_StartAnew()
    {
        DateTimeOffset now = ScenarioWorld.Now;
        FakeTimeProvider clock = new(now.AddSeconds(-1));
        ResolverMemory memory = new(new CacheOptions(), clock);
        await using CacheLab lab = new();
        ResolverMemory.Epoch first = memory.Under(lab.Options.Anchors, lab.Options.Policy, now);

        Assert.Same(first, memory.Under(lab.Options.Anchors, lab.Options.Policy, now));
        Assert.Same(first, memory.Under(lab.Options.Anchors, lab.Options.Policy, now.AddMilliseconds(-999)));
        Assert.NotSame(first, memory.Under(lab.Options.Anchors, lab.Options.Policy, now.AddSeconds(-1)));
        Assert.NotSame(first, memory.Under(ScenarioWorld.AnchorsOf(lab.Zones), lab.Options.Policy, now));
        Assert.NotSame(first, memory.Under(lab.Options.Anchors, new ValidationPolicy { ValidateSha1 = true }, now));
    }
}
