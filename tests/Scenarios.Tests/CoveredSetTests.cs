using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Scenarios.Tests.Catalogue;
using DaneCore.Support;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Scenarios.Tests;

/// <summary>Which set a signature covers is said by its owner, class and type covered; and which key an anchor trusts.</summary>
public sealed class CoveredSetTests
{
    private static readonly DomainName Www = DomainName.Parse("www.test");

    [Fact]
    public void Signature_OfTheSetsOwnerClassAndType_CoversIt() => Assert.Equal((SecurityStatus.Secure, null), Judged(record => record));

    [Fact]
    [Requirement("4035-5.3.1-1")]
    [Requirement("4034-3-1")]
    public void Signature_OfAnotherOwnerOrClass_DoesNotCoverTheSet()
    {
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureMissing), Judged(record => record with { Owner = DomainName.Parse("ww.test") }));
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureMissing), Judged(record => record with { Class = RecordClass.CH }));
    }

    /// <summary>The signature is by the zone's key and over these very octets; it says only that it is one of another type.</summary>
    [Fact]
    [Requirement("4035-5.3.1-3")]
    public void Signature_ThatSaysItCoversAnotherType_DoesNotCoverTheSet() =>
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureMissing), Judged(record => record, plan => plan.Except(new SetPlan(Www, RecordType.A) { TypeCovered = RecordType.TXT })));

    [Theory]
    [Requirement("4035-5-1")]
    [InlineData(0x0100, SecurityStatus.Secure, null)]
    [InlineData(0x0101, SecurityStatus.Secure, null)]
    [InlineData(0x0001, SecurityStatus.Bogus, ReasonKind.KeyNotZoneKey)]
    public void AnchoredKey_WithOrWithoutTheZoneBit_Is(int flags, SecurityStatus status, ReasonKind? why) =>
        Assert.Equal((status, why), Anchored(plan => plan with { Keys = [ScenarioWorld.KeyOf("test").WithFlags((ushort)flags)] }));

    /// <summary>The anchored key stands in the set; another key signs it.</summary>
    [Fact]
    [Requirement("4035-5-2")]
    public void AnchoredKey_ThatDidNotSignItsSet_VouchesForNothing()
    {
        var other = ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "other");
        SetPlan keys = new(DomainName.Parse("test"), RecordType.DNSKEY);

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.KeysNotSelfSigned), Anchored(plan => (plan with { StandbyKeys = [other] }).Except(keys with { Keys = [other] })));
        Assert.Equal((SecurityStatus.Secure, null), Anchored(plan => (plan with { StandbyKeys = [other] }).Except(keys with { Keys = [other], IsAddition = true })));
    }

    [Fact]
    [Requirement("4035-5-1")]
    public void AnchoredKey_ThatIsNotInTheSet_VouchesForNothing() =>
        Assert.Equal((SecurityStatus.Bogus, ReasonKind.AnchorMatchesNoKey), Anchored(plan => plan with { Keys = [ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "other")] }));

    // What becomes of www.test when the signature record over it is changed.
    private static (SecurityStatus, ReasonKind?) Judged(Func<ResourceRecord, ResourceRecord> change, Func<SigningPlan, SigningPlan>? plan = null)
    {
        ScenarioFile file = ScenarioFile.Of("covered", "", new ScenarioWorld().Zone("test", "www A 192.0.2.1", plan), "www.test").Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer.Select(record => record.Type == RecordType.RRSIG ? change(record) : record)],
        });
        Verdict verdict = ScenarioPlayer.Play(file.Scenario).Verdict;
        return (verdict.Status, verdict.Why?.Kind);
    }

    // What becomes of www.test when the anchor is the whole first key of a sound zone like this one.
    private static (SecurityStatus, ReasonKind?) Anchored(Func<SigningPlan, SigningPlan> plan)
    {
        var file = ScenarioFile.Of("anchored", "", new ScenarioWorld().Zone("test", "www A 192.0.2.1", plan), "www.test");
        var apex = DomainName.Parse("test");
        DaneCore.Resolver.Wire.Rdata.DnskeyRdata first = file.Scenario.Zones.Find(apex)!.Keys.First();
        DaneCore.Resolver.Wire.Rdata.DnskeyRdata usual = new ScenarioWorld().Zone("test", "").Sign().Find(apex)!.Keys.First();
        var anchor = TrustAnchor.FromKey(apex, first.PublicKey.Span.SequenceEqual(usual.PublicKey.Span) ? first : usual);
        Verdict verdict = ScenarioPlayer.Play(file.Trusting(new TrustAnchorSet([anchor])).Scenario).Verdict;
        return (verdict.Status, verdict.Why?.Kind);
    }
}
