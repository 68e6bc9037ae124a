using DaneCore.Lab.Costs;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Scenarios.Tests.Catalogue;

namespace DaneCore.Scenarios.Tests;

/// <summary>Each limit from both sides: what a lookup costs is allowed, and one less makes it bogus by that limit, never insecure.</summary>
public sealed class WorkLimitTests
{
    private static readonly Scenario Signed = SoundLookups.Ordinary.Scenario;

    private static readonly Scenario Unsigned = ScenarioFile.Of(
        "unsigned", "", new ScenarioWorld().Zone("test", "").UnsignedZone("open.test", "www A 192.0.2.1"), "www.open.test").Insecure(ReasonKind.InsecureDelegation).Scenario;

    private static readonly Scenario Hashed = ScenarioFile.Of(
        "hashed", "", new ScenarioWorld().Zone("test", "www A 192.0.2.1", plan => plan with { Denial = new DenialScheme.Nsec3(150) }), "nothing.test").Secure(ResponseCode.NXDomain).Scenario;

    private static readonly Scenario Aliased = ScenarioFile.Of(
        "aliased", "", new ScenarioWorld().Zone("test", "a CNAME b\nb CNAME c\nc A 192.0.2.1"), "a.test").Scenario;

    private static readonly Scenario WithOneWrong = ScenarioFile.Of("wrong", "", new ScenarioWorld().Zone("test", "www A 192.0.2.1", plan =>
    {
        SetPlan set = new(DomainName.Parse("www.test"), RecordType.A);
        return plan.Except(set with { Damage = SignatureDamage.Flipped }).Except(set with { IsAddition = true });
    }), "www.test").Scenario;

    public static TheoryData<ReasonKind, string> Kinds => new()
    {
        { ReasonKind.WorkTotal, "signed" },
        { ReasonKind.WorkTotal, "unsigned" },
        { ReasonKind.WorkSignatures, "signed" },
        { ReasonKind.WorkSignatures, "unsigned" },
        { ReasonKind.WorkDigests, "signed" },
        { ReasonKind.WorkDigests, "unsigned" },
        { ReasonKind.WorkQuestions, "signed" },
        { ReasonKind.WorkQuestions, "unsigned" },
        { ReasonKind.WorkHashes, "hashed" },
        { ReasonKind.WorkAliases, "aliased" },
        { ReasonKind.WorkFailures, "wrong" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Limit_AtWhatItCosts_StopsNothing(ReasonKind kind, string what)
    {
        Scenario scenario = Find(what);
        ScenarioPlayer.Play(scenario, new ValidationLimits(), out WorkBudget cost);

        Judgement judgement = ScenarioPlayer.Play(scenario, Limited(kind, Cost(kind, cost)), out _);

        Assert.Equal((scenario.Status, scenario.Reason), (judgement.Verdict.Status, judgement.Verdict.Why?.Kind ?? ReasonKind.None));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Limit_BelowWhatItCosts_MakesItBogusByThatLimit(ReasonKind kind, string what)
    {
        Scenario scenario = Find(what);
        ScenarioPlayer.Play(scenario, new ValidationLimits(), out WorkBudget cost);

        Judgement judgement = ScenarioPlayer.Play(scenario, Limited(kind, Cost(kind, cost) - 1), out _);

        Assert.Equal((SecurityStatus.Bogus, kind, ResponseCode.ServFail), (judgement.Verdict.Status, judgement.Verdict.Why?.Kind, judgement.Code));
        Assert.StartsWith("work limit: ", judgement.Verdict.Why!.Text, StringComparison.Ordinal);
        Assert.Empty(judgement.Data);
    }

    [Theory]
    [InlineData(64, SecurityStatus.Secure, ReasonKind.None)]
    [InlineData(65, SecurityStatus.Bogus, ReasonKind.WorkKeys)]
    public void Keys_OfOneZone_AreLookedAtUpToTheLimit(int keys, SecurityStatus status, ReasonKind why)
    {
        ScenarioWorld world = new ScenarioWorld().ZoneWithDelegation("test", "www A 192.0.2.1", [ScenarioWorld.KeyOf("test").DelegationSigner(DomainName.Parse("test"))], plan => plan with
        {
            StandbyKeys = [.. Enumerable.Range(1, keys - 1).Select(i => Lab.Signing.ZoneKey.Inert(DnssecAlgorithm.Ed25519, [.. new byte[31], (byte)i]))],
        });

        Verdict verdict = ScenarioPlayer.Play(ScenarioFile.Of("keys", "", world, "www.test").Scenario).Verdict;

        Assert.Equal((status, why), (verdict.Status, verdict.Why?.Kind ?? ReasonKind.None));
    }

    [Fact]
    public void SameProofInManyReplies_IsCheckedOnce()
    {
        // One NSEC denies that a zone begins at any of thirty labels.
        string deep = string.Join('.', Enumerable.Repeat("x", 30));
        Scenario scenario = ScenarioFile.Of("deep", "", new ScenarioWorld().Zone("test", $"{deep} A 192.0.2.1"), $"{deep}.test").Scenario;

        Judgement judgement = ScenarioPlayer.Play(scenario, new ValidationLimits(), out WorkBudget cost);

        Assert.Equal(SecurityStatus.Secure, judgement.Verdict.Status);
        Assert.InRange(cost.SignatureChecks, 5, 6);
        Assert.InRange(cost.Questions, 30, 40);
    }

    private static Scenario Find(string what) => what switch
    {
        "signed" => Signed,
        "unsigned" => Unsigned,
        "hashed" => Hashed,
        "aliased" => Aliased,
        _ => WithOneWrong,
    };

    private static int Cost(ReasonKind kind, WorkBudget cost) => kind switch
    {
        ReasonKind.WorkSignatures => cost.SignatureChecks,
        ReasonKind.WorkDigests => cost.DelegationDigests,
        ReasonKind.WorkQuestions => cost.Questions,
        ReasonKind.WorkHashes => cost.HashIterations,
        ReasonKind.WorkFailures => cost.FailedSignatureChecks,
        ReasonKind.WorkAliases => 2,
        _ => cost.Work,
    };

    private static ValidationLimits Limited(ReasonKind kind, int limit) => kind switch
    {
        ReasonKind.WorkSignatures => new ValidationLimits { SignatureChecks = limit },
        ReasonKind.WorkDigests => new ValidationLimits { DelegationDigests = limit },
        ReasonKind.WorkQuestions => new ValidationLimits { Questions = limit },
        ReasonKind.WorkHashes => new ValidationLimits { Nsec3HashIterations = limit },
        ReasonKind.WorkFailures => new ValidationLimits { FailedSignatureChecks = limit },
        ReasonKind.WorkAliases => new ValidationLimits { Aliases = limit },
        _ => new ValidationLimits { Work = limit },
    };
}
