using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Cache;

/// <summary>Nothing unvalidated gets in, and nothing that fails pushes out what was validated.</summary>
public sealed class PoisoningTests
{
    private static readonly AddressRdata Forged = new(System.Net.IPAddress.Parse("198.51.100.66"));

    private static readonly DomainName Www = DomainName.Parse("www.test");

    [Fact]
    [Rule(73, RuleSide.Holds)]
    public async Task BogusReply_BeforeAGoodOne_IsNotInIt()
    {
        bool lies = true;
        await using var lab = CacheLab.Behind(ReplyFaults.Forge(Forged).For(Www).When(_ => lies));
        Answer first = await lab.AskAsync("www.test");
        lies = false;
        lab.WaitSeconds(1);

        Answer second = await lab.AskAsync("www.test");

        Assert.Equal(SecurityStatus.Bogus, first.Security);
        Assert.Equal(SecurityStatus.Secure, second.Security);
        Assert.Equal("192.0.2.1", Assert.Single(second.Records).Data.ToString());
    }

    [Fact]
    [Rule(73, RuleSide.Broken)]
    public async Task LyingServer_AfterAGoodAnswer_PushesNothingOut()
    {
        bool lies = false;
        await using var lab = CacheLab.Behind(ReplyFaults.Forge(Forged).When(_ => lies));
        await lab.AskAsync("www.test");
        await lab.AskAsync("alias.test");
        lies = true;

        // Each asks for something not known yet, with a forged www.test in the reply or its keys forged.
        Answer bogus = await lab.AskAsync("short.test");
        Answer aliased = await lab.AskAsync("b.test");
        (Answer kept, int asked) = await lab.CountAsync("www.test");

        Assert.Equal(SecurityStatus.Bogus, bogus.Security);
        Assert.Equal(SecurityStatus.Bogus, aliased.Security);
        Assert.Equal((SecurityStatus.Secure, 0), (kept.Security, asked));
        Assert.Equal("192.0.2.1", Assert.Single(kept.Records).Data.ToString());
    }

    [Theory]
    [InlineData(ResponseCode.ServFail)]
    [InlineData(ResponseCode.Refused)]
    public async Task FailureCode_AfterAGoodAnswer_PushesNothingOut(ResponseCode code)
    {
        bool fails = false;
        await using var lab = CacheLab.Behind(ReplyFaults.Fail(code).When(_ => fails));
        await lab.AskAsync("www.test");
        fails = true;
        await lab.AskAsync("short.test");

        (Answer kept, int asked) = await lab.CountAsync("www.test");

        Assert.Equal((SecurityStatus.Secure, 0), (kept.Security, asked));
    }

    /// <summary>A server that answers what it would call bogus, because CD is set: the data comes, and stays outside.</summary>
    [Fact]
    public async Task UnvalidatedData_OfAnyKind_IsAskedForEachTime()
    {
        await using var lab = CacheLab.Behind(ReplyFaults.StripSignatures().For(Www));
        Answer first = await lab.AskAsync("www.test");
        lab.WaitSeconds(1);

        (Answer second, int asked) = await lab.CountAsync("www.test");

        Assert.Equal((SecurityStatus.Bogus, SecurityStatus.Bogus), (first.Security, second.Security));
        Assert.True(asked > 0);
        Assert.Equal(0, lab.Resolver.Memory!.Answers.Count);
        Assert.Equal(0, lab.Resolver.Memory.Proofs.Links.Count);
        Assert.Equal(0, lab.Resolver.Memory.Proofs.Zones.Zones);
    }

    [Fact]
    public async Task Records_SentAlong_AreNotRemembered()
    {
        ResourceRecord stray = new(DomainName.Parse("www.plain"), RecordClass.IN, 3600, Forged);
        bool lies = true;
        await using var lab = CacheLab.Behind(ReplyFaults.AddToAdditional(stray).When(_ => lies));
        await using var other = CacheLab.Behind(ReplyFaults.AddToAnswer(stray).When(_ => lies));
        await lab.AskAsync("www.test");
        await other.AskAsync("www.test");
        lies = false;

        (Answer first, int asked) = await lab.CountAsync("www.plain");
        (Answer second, int askedOther) = await other.CountAsync("www.plain");

        Assert.Equal(["192.0.2.9", "192.0.2.9"], first.Records.Concat(second.Records).Select(record => record.Data.ToString()));
        Assert.True(asked > 0 && askedOther > 0);
    }

    /// <summary>In an unsigned zone nobody vouches for what came with another question, so only that question keeps it.</summary>
    [Fact]
    public async Task UnsignedTarget_SentAlongWithAnAlias_ServesThatAliasOnly()
    {
        await using var lab = CacheLab.Behind(ReplyFaults.Forge(Forged).For(DomainName.Parse("alias.plain")));
        Answer alias = await lab.AskAsync("alias.plain");

        Answer target = await lab.AskAsync("www.plain");

        Assert.Equal((SecurityStatus.Insecure, "198.51.100.66"), (alias.Security, Assert.Single(alias.Records).Data.ToString()));
        Assert.Equal((SecurityStatus.Insecure, "192.0.2.9"), (target.Security, Assert.Single(target.Records).Data.ToString()));
    }

    [Fact]
    public async Task WorkLimit_Passed_LeavesNothingInMemory()
    {
        await using CacheLab lab = new();
        await using StubResolver tired = new(lab.Source, lab.Options with { Limits = new ValidationLimits { SignatureChecks = 2 } });

        Answer answer = await tired.LookupAsync(Www, RecordType.A, TestContext.Current.CancellationToken);

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.WorkSignatures), (answer.Security, answer.Why?.Kind));
        Assert.Equal(0, tired.Memory!.Proofs.Zones.Count);
        Assert.Equal(0, tired.Memory.Proofs.Links.Count);
    }

    [Fact]
    public async Task Insecure_Remembered_IsProvedAndNotAssumed()
    {
        bool strips = true;
        await using var lab = CacheLab.Behind(ReplyFaults.StripDenial().When(_ => strips));
        Answer unproved = await lab.AskAsync("www.plain");
        strips = false;
        lab.WaitSeconds(1);
        Answer proved = await lab.AskAsync("www.plain");

        Assert.Equal(SecurityStatus.Bogus, unproved.Security);
        Assert.Equal((SecurityStatus.Insecure, ReasonKind.InsecureDelegation), (proved.Security, proved.Why?.Kind));
    }
}
