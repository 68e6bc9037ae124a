using DaneCore.Lab.Authority;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Scenarios.Tests.Catalogue;
using DaneCore.Support;

namespace DaneCore.Scenarios.Tests;

/// <summary>What the record at a cut must show before the zone below counts as unsigned, and what an island of security is.</summary>
public sealed class CutProofTests
{
    private static readonly DomainName Sub = DomainName.Parse("sub.test");

    public static TheoryData<RecordType> Kinds => [RecordType.NSEC, RecordType.NSEC3];

    [Theory]
    [Requirement("4035-5.2-5")]
    [Requirement("5155-8.9-1")]
    [Requirement("5155-8.9-2")]
    [Requirement("6840-4.4-1")]
    [MemberData(nameof(Kinds))]
    public void RecordOfACut_WithNsAlone_MakesTheZoneBelowUnsigned(RecordType kind) =>
        Assert.Equal((SecurityStatus.Insecure, ReasonKind.InsecureDelegation), Judged(kind, [], []));

    /// <summary>Each bit by itself turns the proof into none; the record is well signed all the while.</summary>
    [Theory]
    [Requirement("4035-5.2-5")]
    [Requirement("5155-8.6-1")]
    [Requirement("5155-8.9-1")]
    [Requirement("5155-8.9-2")]
    [Requirement("6840-4.4-1")]
    [MemberData(nameof(Kinds))]
    public void RecordOfACut_WithOneBitOtherwise_MakesNothingUnsigned(RecordType kind)
    {
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.TypeExists), Judged(kind, [RecordType.DS], []));
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.DelegationDenialFromChild), Judged(kind, [RecordType.SOA], []));
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.DelegationProofMissing), Judged(kind, [RecordType.CNAME], []));
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.DelegationProofMissing), Judged(kind, [], [RecordType.NS]));
    }

    /// <summary>A server of both zones may send the NSEC of either at the cut; each is judged by itself.</summary>
    [Theory]
    [Requirement("4035-5.3.2-3")]
    [InlineData(true)]
    [InlineData(false)]
    public void NsecOfParentAndChild_InOneReply_AreNotOneSet(bool parentFirst)
    {
        ScenarioFile file = Island().Answering("isle.test", RecordType.DS, (reply, zones) =>
        {
            ResourceRecord[] child = [.. ChildsNsec(zones)];
            return reply with { Authority = parentFirst ? [.. reply.Authority, .. child] : [.. child, .. reply.Authority] };
        });

        Verdict verdict = ScenarioPlayer.Play(file.Scenario).Verdict;

        Assert.Equal((SecurityStatus.Insecure, ReasonKind.InsecureDelegation), (verdict.Status, verdict.Why?.Kind));
    }

    [Fact]
    [Requirement("4035-5.3.2-3")]
    public void NsecOfTheChild_InPlaceOfTheParents_ProvesNothing()
    {
        Verdict verdict = ScenarioPlayer.Play(Island().Answering("isle.test", RecordType.DS, (reply, zones) => reply with { Authority = [.. ChildsNsec(zones)] }).Scenario).Verdict;

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.DelegationDenialFromChild), (verdict.Status, verdict.Why?.Kind));
    }

    /// <summary>The zone below is unsigned, its DS is not its own affair: an alias made up in place of the DS is no answer, with the proof beside it or without.</summary>
    [Theory]
    [Requirement("4035-5.2-5")]
    [InlineData(false, true, SecurityStatus.Secure, null)]
    [InlineData(true, true, SecurityStatus.Secure, null)]
    [InlineData(true, false, SecurityStatus.Bogus, ReasonKind.SignatureMissing)]
    public void AliasInPlaceOfTheDs_OfAnUnsignedZone_IsNotTakenForItsWord(bool hasAlias, bool hasProof, SecurityStatus status, ReasonKind? why)
    {
        ScenarioWorld world = new ScenarioWorld().UnsignedZone("sub.test", "www A 192.0.2.1").Zone("test", "");
        ResourceRecord alias = new(Sub, RecordClass.IN, 60, new NameRdata(RecordType.CNAME, DomainName.Parse("www.sub.test")));

        Judgement judgement = ScenarioPlayer.Play(ScenarioFile.Of("alias", "", world, "sub.test", RecordType.DS).Answering("sub.test", RecordType.DS, (reply, _) => reply with
        {
            Answer = hasAlias ? [alias] : [],
            Authority = hasProof ? reply.Authority : [],
        }).Scenario);

        Assert.Equal((status, why), (judgement.Verdict.Status, judgement.Verdict.Why?.Kind));
        Assert.Empty(judgement.Aliases);
    }

    [Theory]
    [Requirement("4035-5.1-1")]
    [InlineData(SignatureDamage.None)]
    [InlineData(SignatureDamage.Flipped)]
    public void Island_WithoutAnAnchor_CountsAsUnsigned(SignatureDamage damage)
    {
        Verdict verdict = ScenarioPlayer.Play(Island(damage).Scenario).Verdict;

        Assert.Equal((SecurityStatus.Insecure, ReasonKind.InsecureDelegation), (verdict.Status, verdict.Why?.Kind));
    }

    [Theory]
    [Requirement("4035-5.1-2")]
    [InlineData(SignatureDamage.None, SecurityStatus.Secure, null)]
    [InlineData(SignatureDamage.Flipped, SecurityStatus.Bogus, ReasonKind.SignatureWrong)]
    public void Island_WithAnAnchor_IsJudgedLikeAnyZone(SignatureDamage damage, SecurityStatus status, ReasonKind? why)
    {
        ScenarioFile file = Island(damage);
        TrustAnchorSet both = new([.. file.Scenario.Anchors.Anchors, .. ScenarioWorld.AnchorsOf(file.Scenario.Zones, "isle.test").Anchors]);

        Verdict verdict = ScenarioPlayer.Play(file.Trusting(both).Scenario).Verdict;

        Assert.Equal((status, why), (verdict.Status, verdict.Why?.Kind));
    }

    /// <summary>A DNAME at the apex moves the names below it, and not the NSEC3 records that stand there.</summary>
    [Theory]
    [Requirement("5155-10.2-1")]
    [InlineData(false, SecurityStatus.Secure, null)]
    [InlineData(true, SecurityStatus.Bogus, ReasonKind.SignatureWrong)]
    public void Nsec3_BelowADnameAtTheApex_StillDenies(bool damaged, SecurityStatus status, ReasonKind? why)
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", "@ DNAME other.", plan => plan with { Denial = new DenialScheme.Nsec3() });
        var file = ScenarioFile.Of("apex", "", world, "test", RecordType.TXT);

        Verdict verdict = ScenarioPlayer.Play((damaged ? file.Answering(Damage.FlippedBitIn(RecordType.NSEC3)) : file).Scenario).Verdict;

        Assert.Equal((status, why), (verdict.Status, verdict.Why?.Kind));
    }

    private static (SecurityStatus, ReasonKind) Judged(RecordType kind, RecordType[] added, RecordType[] removed)
    {
        ScenarioWorld world = new ScenarioWorld().UnsignedZone("sub.test", "www A 192.0.2.1").Zone("test", "", plan =>
            (plan with { Denial = kind == RecordType.NSEC ? new DenialScheme.Nsec() : new DenialScheme.Nsec3() })
                .Except(new SetPlan(Sub, kind) { AddedTypes = added, RemovedTypes = removed }));
        Verdict verdict = ScenarioPlayer.Play(ScenarioFile.Of("cut", "", world, "www.sub.test").Scenario).Verdict;
        return (verdict.Status, verdict.Why?.Kind ?? ReasonKind.None);
    }

    // A signed zone without a DS in the zone above.
    private static ScenarioFile Island(SignatureDamage damage = SignatureDamage.None) => ScenarioFile.Of(
        "island",
        "",
        new ScenarioWorld().Zone("test", "").ZoneWithDelegation("isle.test", "www A 192.0.2.1", [], plan =>
            plan.Except(new SetPlan(DomainName.Parse("www.isle.test"), RecordType.A) { Damage = damage })),
        "www.isle.test");

    private static IEnumerable<ResourceRecord> ChildsNsec(ZoneSet zones) =>
        zones.Answer(new Question(DomainName.Parse("isle.test"), RecordType.TXT)).Authority.Where(record =>
            record.Data is NsecRdata or RrsigRdata { TypeCovered: RecordType.NSEC });
}
