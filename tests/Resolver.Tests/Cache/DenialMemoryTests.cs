using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Cache;

/// <summary>Denial records used for names they were not sent for (RFC 8198).</summary>
public sealed class DenialMemoryTests
{
    public static TheoryData<string, bool> Schemes => new() { { "RFC 8198 section 5.1", false }, { "RFC 8198 section 5.2", true } };

    [Theory]
    [MemberData(nameof(Schemes))]
    [Rule(61, RuleSide.Holds)]
    [Requirement("8198-5-1")]
    public async Task Name_InAKnownGap_IsDeniedWithoutAsking(string section, bool hashed)
    {
        await using CacheLab lab = new(World(hashed));
        await FillAsync(lab);

        (Answer answer, int asked) = await lab.CountAsync("c9.test");

        Assert.Equal((SecurityStatus.Secure, ResponseCode.NXDomain, 0), (answer.Security, answer.Code, asked));
        Assert.True(answer.FromCache);
        Assert.Contains(answer.Evidence, step => step.Kind == EvidenceKind.Denial && step.Rfc == section && step.Name.Equals(DomainName.Parse("c9.test")));
        Assert.Contains(answer.Authority, record => record.Type == RecordType.SOA);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    [Requirement("8198-5-1")]
    public async Task Type_AtAKnownName_IsDeniedWithoutAsking(string section, bool hashed)
    {
        await using CacheLab lab = new(World(hashed));
        await lab.AskAsync("www.test", RecordType.MX);

        (Answer answer, int asked) = await lab.CountAsync("www.test", RecordType.TLSA);

        Assert.Equal((SecurityStatus.Secure, ResponseCode.NoError, 0), (answer.Security, answer.Code, asked));
        Assert.True(answer.IsNegative);
        Assert.Contains(answer.Evidence, step => step.Rfc == section);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    [Requirement("8198-5-2")]
    public async Task Type_ThatExistsAtAKnownName_IsAskedFor(string section, bool hashed)
    {
        await using CacheLab lab = new(World(hashed));
        await lab.AskAsync("www.test", RecordType.MX);

        Answer answer = await lab.AskAsync("www.test");

        Assert.Single(answer.Records);
        Assert.DoesNotContain(answer.Evidence, step => step.Rfc == section);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    [Requirement("8198-5.3-2")]
    public async Task Name_ThatAWildcardAnswers_IsAskedFor(string section, bool hashed)
    {
        await using CacheLab lab = new(World(hashed));
        await lab.AskAsync("one.wild.test", RecordType.MX);

        Answer answer = await lab.AskAsync("two.wild.test");

        Assert.Equal((SecurityStatus.Secure, "192.0.2.3"), (answer.Security, Assert.Single(answer.Records).Data.ToString()));
        Assert.DoesNotContain(answer.Evidence, step => step.Rfc == section);
    }

    [Fact]
    [Rule(61, RuleSide.Broken)]
    [Requirement("8198-5-2")]
    public async Task Name_InAnOptOutSpan_IsAskedFor()
    {
        await using CacheLab lab = new(new ScenarioWorld().Zone("test", CacheLab.TestZone, plan => plan with { Denial = new DenialScheme.Nsec3(OptOut: true) }));
        await FillAsync(lab);

        (Answer answer, int asked) = await lab.CountAsync("c9.test");

        Assert.Equal(SecurityStatus.Insecure, answer.Security);
        Assert.True(asked > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule(61, RuleSide.Broken)]
    public async Task Name_BelowARedirection_IsRedirected(bool hashed)
    {
        await using CacheLab lab = new(World(hashed));
        await lab.AskAsync("tree.test", RecordType.MX);
        await FillAsync(lab);

        Answer answer = await lab.AskAsync("www.tree.test");

        Assert.Equal((SecurityStatus.Secure, "192.0.2.1"), (answer.Security, Assert.Single(answer.Records).Data.ToString()));
    }

    /// <summary>A zone with an NSEC of a name below its DNAME, where RFC 6672 section 2.4 allows none: its gap holds what the DNAME moves.</summary>
    [Fact]
    public async Task Name_BelowARedirectionWithNamesOfItsOwn_IsRedirected()
    {
        var stray = DomainName.Parse("!.tree.test");
        ScenarioWorld world = new ScenarioWorld().Zone("test", CacheLab.TestZone + "tree DNAME test.\nu A 192.0.2.66\n", plan => plan.Except(
            new SetPlan(DomainName.Parse("u.test"), RecordType.NSEC) { Renamed = stray }));
        await using CacheLab lab = new(world);
        await lab.AskAsync("tree.test", RecordType.MX);
        await lab.AskAsync("tree.test", RecordType.DNAME);
        Answer beside = await lab.AskAsync("v.test");

        Answer answer = await lab.AskAsync("www.tree.test");

        Assert.Contains(beside.Authority, record => record.Type == RecordType.NSEC && record.Owner.Equals(stray));
        Assert.Equal((SecurityStatus.Secure, "192.0.2.1"), (answer.Security, Assert.Single(answer.Records).Data.ToString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule(61, RuleSide.Broken)]
    public async Task Name_BelowADelegation_IsAskedThere(bool hashed)
    {
        await using CacheLab lab = new(World(hashed).Zone("child.test", "www A 192.0.2.7\n").UnsignedZone("bare.test", "www A 192.0.2.8\n"));
        await FillAsync(lab);

        Answer signed = await lab.AskAsync("www.child.test");
        Answer unsigned = await lab.AskAsync("www.bare.test");

        Assert.Equal((SecurityStatus.Secure, "192.0.2.7"), (signed.Security, Assert.Single(signed.Records).Data.ToString()));
        Assert.Equal((SecurityStatus.Insecure, "192.0.2.8"), (unsigned.Security, Assert.Single(unsigned.Records).Data.ToString()));
    }

    /// <summary>The zone's MINIMUM is 300; that of the damaged reply's SOA TTL is 60.</summary>
    [Theory]
    [InlineData(3600u, 300)]
    [InlineData(60u, 60)]
    [Requirement("8198-5.4-1")]
    public async Task Denial_UsedAgain_LivesNoLongerThanTheSoaAllows(uint soaTtl, int seconds)
    {
        ScenarioWorld world = World(hashed: false);
        await using var lab = CacheLab.Behind(ReplyFaults.MapRecords(record => record.Type == RecordType.SOA ? record with { Ttl = soaTtl } : record), world);
        await FillAsync(lab);
        lab.WaitSeconds(seconds - 1);
        (_, int before) = await lab.CountAsync("c8.test");
        lab.WaitSeconds(1);

        (Answer answer, int after) = await lab.CountAsync("c9.test");

        Assert.Equal(0, before);
        Assert.True(after > 0);
        Assert.Equal((SecurityStatus.Secure, ResponseCode.NXDomain), (answer.Security, answer.Code));
    }

    [Fact]
    public async Task Denial_WithSignatureThatFails_IsNotKept()
    {
        bool lies = true;
        await using var lab = CacheLab.Behind(ReplyFaults.FlipSignature(RecordType.NSEC, 100).When(_ => lies), World(hashed: false));
        Answer bogus = await lab.AskAsync("c.test");
        lies = false;
        lab.WaitSeconds(1);

        (Answer answer, int asked) = await lab.CountAsync("c9.test");

        Assert.Equal(SecurityStatus.Bogus, bogus.Security);
        Assert.Equal((SecurityStatus.Secure, ResponseCode.NXDomain), (answer.Security, answer.Code));
        Assert.True(asked > 0);
    }

    [Fact]
    public async Task Denials_SwitchedOff_AreNotUsed()
    {
        await using CacheLab lab = new(World(hashed: false), new CacheOptions { UsesDenialsAggressively = false });
        await FillAsync(lab);

        (Answer answer, int asked) = await lab.CountAsync("c9.test");

        Assert.Equal((SecurityStatus.Secure, ResponseCode.NXDomain), (answer.Security, answer.Code));
        Assert.True(asked > 0);
    }

    /// <summary>Some servers make up a record for each question, with nothing in its bitmap but the proof, and deny types that exist.</summary>
    [Fact]
    public async Task Bitmap_WithNothingButTheProof_DeniesNoOtherType()
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", "www A 192.0.2.1\n", plan => plan.Except(
            new SetPlan(DomainName.Parse("www.test"), RecordType.NSEC) { RemovedTypes = [RecordType.A] }));
        await using CacheLab lab = new(world);
        Answer absent = await lab.AskAsync("www.test", RecordType.AAAA);

        Answer answer = await lab.AskAsync("www.test");

        Assert.True(absent.IsNegative);
        Assert.Equal((SecurityStatus.Secure, "192.0.2.1"), (answer.Security, Assert.Single(answer.Records).Data.ToString()));
    }

    [Fact]
    public async Task Records_OfOneZone_AreBounded()
    {
        OrderedDenials<DomainName> denials = new(3, Comparer<DomainName>.Default);
        await using CacheLab lab = new();
        Answer answer = await lab.AskAsync("www.test");
        SecureRecordSet set = lab.Resolver.Memory!.Proofs.Links.Find(answer.Question.Name, RecordType.A, ScenarioWorld.Now)!.Secure[0];
        foreach ((string name, int minutes) in (IEnumerable<(string, int)>)[("b.test", 9), ("d.test", 1), ("a.test", 5), ("c.test", 7)])
        {
            denials.Put(DomainName.Parse(name), set, new Window(ScenarioWorld.Now, ScenarioWorld.Now.AddMinutes(minutes)));
        }

        // What ended first is gone.
        Assert.Equal(3, denials.Count);
        Assert.NotNull(denials.AtOrBefore(DomainName.Parse("c.test"), ScenarioWorld.Now.AddMinutes(6), wraps: false));
        Assert.NotNull(denials.AtOrBefore(DomainName.Parse("d.test"), ScenarioWorld.Now.AddMinutes(6), wraps: false));
        Assert.Null(denials.AtOrBefore(DomainName.Parse("c.test"), ScenarioWorld.Now.AddMinutes(7), wraps: false));
        Assert.Null(denials.AtOrBefore(DomainName.Parse("test"), ScenarioWorld.Now, wraps: false));
        Assert.NotNull(denials.AtOrBefore(DomainName.Parse("test"), ScenarioWorld.Now, wraps: true));
    }

    private static ScenarioWorld World(bool hashed) => new ScenarioWorld().Zone(
        "test", CacheLab.TestZone + "tree DNAME test.\n", plan => hashed ? plan with { Denial = new DenialScheme.Nsec3() } : plan);

    /// <summary>Enough denials that the whole chain is known.</summary>
    private static async Task FillAsync(CacheLab lab)
    {
        foreach (string name in (string[])["a", "aa", "c", "c1", "c2", "c3", "c4", "e", "n", "s2", "x", "zz", "t1", "t2", "k1", "k2", "k3", "k4", "k5", "k6", "k7"])
        {
            await lab.AskAsync($"{name}.test");
        }
    }
}
