using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Tests.Signing;

public sealed class SetPlanTests
{
    private static readonly DomainName Ai = DomainName.Parse("ai.example");

    [Fact]
    public void OtherWindow_OfOneSet_VerifiesAndSaysIt()
    {
        RecordSet set = Signed(new SetPlan(Ai, RecordType.A) { Expiration = ExampleZone.Inception.AddDays(1) }, out SignedZone zone);
        RrsigRdata signature = Assert.Single(set.Signatures);
        Assert.Equal(SerialNumber.FromInstant(ExampleZone.Inception.AddDays(1)), signature.Expiration);
        Assert.True(ZoneSignerTests.Verifies(zone, set, signature));
    }

    [Fact]
    public void OtherSigner_OfOneSet_VerifiesAndSaysIt()
    {
        RecordSet set = Signed(new SetPlan(Ai, RecordType.A) { Signer = DomainName.Root }, out SignedZone zone);
        Assert.Equal(DomainName.Root, Assert.Single(set.Signatures).Signer);
        Assert.True(ZoneSignerTests.Verifies(zone, set, set.Signatures[0]));
    }

    // RFC 4035 section 5.3.2: with fewer labels the owner that is signed is a wildcard.
    [Fact]
    public void FewerLabels_OfOneSet_VerifyAsAWildcardWould()
    {
        RecordSet set = Signed(new SetPlan(Ai, RecordType.A) { Labels = 1 }, out SignedZone zone);
        Assert.Equal(1, Assert.Single(set.Signatures).Labels);
        Assert.True(ZoneSignerTests.Verifies(zone, set, set.Signatures[0]));
    }

    [Theory]
    [InlineData(SignatureDamage.Flipped, 64)]
    [InlineData(SignatureDamage.Shortened, 63)]
    [InlineData(SignatureDamage.Padded, 65)]
    public void Damage_OfOneSet_DoesNotVerifyAnyMore(SignatureDamage damage, int length)
    {
        RecordSet set = Signed(new SetPlan(Ai, RecordType.A) { Damage = damage }, out SignedZone zone);
        Assert.Equal(length, Assert.Single(set.Signatures).Signature.Length);
        Assert.False(ZoneSignerTests.Verifies(zone, set, set.Signatures[0]));
    }

    [Fact]
    public void Omission_OfOneSignature_LeavesTheOthers()
    {
        RecordSet set = Signed(new SetPlan(Ai, RecordType.A) { Damage = SignatureDamage.Omitted }, out SignedZone zone);
        Assert.Empty(set.Signatures);
        Assert.Single(Find(zone, Ai, RecordType.AAAA)!.Signatures);
    }

    [Fact]
    public void Addition_OfOneSignature_StandsBesideTheUsualOne()
    {
        var stranger = ZoneKey.Create(DnssecAlgorithm.Ed448, "stranger");
        RecordSet set = Signed(new SetPlan(Ai, RecordType.A) { IsAddition = true, Keys = [stranger] }, out _);
        Assert.Equal([DnssecAlgorithm.Ed25519, DnssecAlgorithm.Ed448], set.Signatures.Select(signature => signature.Algorithm));
    }

    [Fact]
    public void LeftOut_Nsec_LeavesTheRestOfTheChain()
    {
        SignedZone zone = ZoneSigner.Sign(ExampleZone.Content, ExampleZone.Plan().Except(new SetPlan(Ai, RecordType.NSEC) { IsLeftOut = true }));
        Assert.Null(Find(zone, Ai, RecordType.NSEC));
        Assert.Equal(Ai, Assert.IsType<NsecRdata>(Find(zone, DomainName.Parse("a.example"), RecordType.NSEC)!.Data[0]).NextName);
    }

    [Theory]
    [InlineData("nsec")]
    [InlineData("nsec3")]
    public void Types_OfADenialRecord_AreChangedBeforeSigning(string denial)
    {
        DenialScheme scheme = ExampleZone.Scheme(denial);
        RecordType type = scheme is DenialScheme.Nsec ? RecordType.NSEC : RecordType.NSEC3;
        var exception = new SetPlan(DomainName.Parse("b.example"), type) { AddedTypes = [RecordType.DS], RemovedTypes = [RecordType.NS] };
        SignedZone sound = ZoneSigner.Sign(ExampleZone.Content, ExampleZone.Plan(denial: scheme));
        SignedZone zone = ZoneSigner.Sign(ExampleZone.Content, ExampleZone.Plan(denial: scheme).Except(exception));
        RecordSet changed = Assert.Single(zone.Sets, set => set.Type == type && !sound.Sets.Contains(set, SameData.Instance));
        TypeBitmap types = changed.Data[0] is NsecRdata nsec ? nsec.Types : ((Nsec3Rdata)changed.Data[0]).Types;
        Assert.True(types.Contains(RecordType.DS));
        Assert.False(types.Contains(RecordType.NS));
        Assert.True(ZoneSignerTests.Verifies(zone, changed, changed.Signatures[0]));
    }

    [Fact]
    public void Rewrite_OfData_IsSignedAndForgeryIsNot()
    {
        var other = new AddressRdata(System.Net.IPAddress.Parse("192.0.2.99"));
        RecordSet rewritten = Signed(new SetPlan(Ai, RecordType.A) { Rewrite = _ => other }, out SignedZone zone);
        RecordSet forged = Signed(new SetPlan(Ai, RecordType.A) { Forge = _ => other }, out SignedZone second);
        Assert.Equal(other, rewritten.Data[0]);
        Assert.Equal(other, forged.Data[0]);
        Assert.True(ZoneSignerTests.Verifies(zone, rewritten, Assert.Single(rewritten.Signatures)));
        Assert.False(ZoneSignerTests.Verifies(second, forged, Assert.Single(forged.Signatures)));
    }

    [Fact]
    public void Unsigned_SetAtACut_CanBeSignedByKeysOnPurpose()
    {
        var cut = DomainName.Parse("b.example");
        SigningPlan plan = ExampleZone.Plan();
        SignedZone zone = ZoneSigner.Sign(ExampleZone.Content, plan.Except(new SetPlan(cut, RecordType.NS) { Keys = plan.Keys }));
        Assert.Single(Find(zone, cut, RecordType.NS)!.Signatures);
    }

    private static RecordSet Signed(SetPlan exception, out SignedZone zone)
    {
        zone = ZoneSigner.Sign(ExampleZone.Content, ExampleZone.Plan().Except(exception));
        return Find(zone, exception.Owner, exception.Type)!;
    }

    private static RecordSet? Find(SignedZone zone, DomainName owner, RecordType type) =>
        zone.Sets.FirstOrDefault(set => set.Type == type && set.Owner.Equals(owner));

    private sealed class SameData : IEqualityComparer<RecordSet>
    {
        public static readonly SameData Instance = new();

        public bool Equals(RecordSet? x, RecordSet? y) => x!.Owner.Equals(y!.Owner) && x.Data.SequenceEqual(y.Data);

        public int GetHashCode(RecordSet obj) => obj.Owner.GetHashCode();
    }
}
