using DaneCore.Lab.Signing;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Tests.Signing;

public sealed class ZoneSignerTests
{
    public static TheoryData<int, string> Plans
    {
        get
        {
            TheoryData<int, string> plans = [];
            foreach (int algorithm in (int[])[5, 7, 8, 10, 13, 14, 15, 16])
            {
                foreach (string denial in (string[])["nsec", "nsec3", "opt-out"])
                {
                    plans.Add(algorithm, denial);
                }
            }

            return plans;
        }
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Sign_EveryAlgorithmAndDenial_SignsExactlyWhatTheZoneSpeaksFor(int algorithm, string denial)
    {
        SignedZone zone = ExampleZone.Signed((DnssecAlgorithm)algorithm, ExampleZone.Scheme(denial));
        foreach (RecordSet set in zone.Sets)
        {
            // RFC 4035 section 2.2: NS at a cut, glue, and what lies below a DNAME are not signed.
            bool isUnsigned = (set.Type == RecordType.NS && !set.Owner.Equals(zone.Apex))
                || ExampleZone.Hidden.Contains(set.Owner)
                || (set.Owner.Equals(DomainName.Parse("b.example")) && set.Type == RecordType.A);
            Assert.Equal(isUnsigned ? 0 : 1, set.Signatures.Count);
            Assert.All(set.Signatures, signature => Assert.True(Verifies(zone, set, signature), $"{set.Owner} {set.Type}"));
        }
    }

    [Theory]
    [InlineData("nsec")]
    [InlineData("nsec3")]
    [InlineData("opt-out")]
    public void Sign_SamePlanTwice_GivesTheSameText(string denial)
    {
        string first = ExampleZone.Signed(denial: ExampleZone.Scheme(denial)).ToZoneFile();
        Assert.Equal(first, ExampleZone.Signed(denial: ExampleZone.Scheme(denial)).ToZoneFile());
    }

    // RFC 4035 appendix A: the chain of that zone, and what was added to it here.
    [Fact]
    public void Sign_Nsec_LinksNamesInCanonicalOrderAndLeavesOutGlueAndEmptyNonTerminals()
    {
        SignedZone zone = ExampleZone.Signed();
        string[] chain = [.. zone.Sets.Where(set => set.Type == RecordType.NSEC).Select(set => $"{set.Owner} {set.Data[0]}")];
        Assert.Equal(
            [
                "example. a.example. NS SOA MX RRSIG NSEC DNSKEY",
                "a.example. ai.example. NS DS RRSIG NSEC",
                "ai.example. alias.example. A AAAA RRSIG NSEC",
                "alias.example. b.example. CNAME RRSIG NSEC",
                "b.example. ns1.example. NS RRSIG NSEC",
                "ns1.example. ns2.example. A RRSIG NSEC",
                "ns2.example. old.example. A RRSIG NSEC",
                "old.example. *.w.example. DNAME RRSIG NSEC",
                "*.w.example. x.w.example. MX RRSIG NSEC",
                "x.w.example. x.y.w.example. MX RRSIG NSEC",
                "x.y.w.example. *.wa.example. MX RRSIG NSEC",
                "*.wa.example. xx.example. CNAME RRSIG NSEC",
                "xx.example. example. A AAAA RRSIG NSEC",
            ],
            chain);
    }

    // RFC 5155 appendix A gives these hashes for salt aabbccdd and 12 iterations.
    [Fact]
    public void Sign_Nsec3_HashesNamesAsInRfc5155()
    {
        SignedZone zone = ExampleZone.Signed(denial: ExampleZone.Scheme("nsec3"));
        string[] owners = [.. zone.Sets.Where(set => set.Type == RecordType.NSEC3).Select(set => set.Owner.ToString())];
        Assert.Contains("0p9mhaveqvm6t7vbl5lop2u3t2rp3tom.example.", owners);
        Assert.Contains("35mthgpgcu1qg68fab165klnsnk3dpvl.example.", owners);
        Assert.Contains("ji6neoaepv8b5o6k4ev33abha8ht9fgc.example.", owners);
        Assert.Contains("r53bq7cc2uvmubfu5ocmm6pers9tk9en.example.", owners);
    }

    // RFC 5155 section 7.1.
    [Fact]
    public void Sign_Nsec3_GivesEmptyNonTerminalsAnEmptyBitmapAndUnsignedDelegationsNsAlone()
    {
        SignedZone zone = ExampleZone.Signed(denial: ExampleZone.Scheme("nsec3"));
        Assert.Equal("", Nsec3At(zone, "y.w.example")!.Types.ToString());
        Assert.Equal("NS", Nsec3At(zone, "b.example")!.Types.ToString());
        Assert.Equal("NS DS RRSIG", Nsec3At(zone, "a.example")!.Types.ToString());
        Assert.Equal("NS SOA MX RRSIG DNSKEY NSEC3PARAM", Nsec3At(zone, "example")!.Types.ToString());
        Assert.Null(Nsec3At(zone, "ns1.b.example"));
        Assert.Null(Nsec3At(zone, "hidden.old.example"));
    }

    [Fact]
    public void Sign_OptOut_LeavesOutUnsignedDelegationsAndSetsTheFlag()
    {
        SignedZone zone = ExampleZone.Signed(denial: ExampleZone.Scheme("opt-out"));
        Assert.Null(Nsec3At(zone, "b.example"));
        Assert.True(Nsec3At(zone, "a.example")!.IsOptOut);
        Assert.All(zone.Sets.Where(set => set.Type == RecordType.NSEC3), set => Assert.Equal(1, ((Nsec3Rdata)set.Data[0]).Flags));
    }

    [Fact]
    public void Sign_Nsec3_ChainIsARing()
    {
        SignedZone zone = ExampleZone.Signed(denial: ExampleZone.Scheme("nsec3"));
        RecordSet[] chain = [.. zone.Sets.Where(set => set.Type == RecordType.NSEC3).OrderBy(set => set.Owner)];
        for (int i = 0; i < chain.Length; i++)
        {
            ReadOnlyMemory<byte> next = ((Nsec3Rdata)chain[i].Data[0]).NextHash;
            Assert.Equal(chain[(i + 1) % chain.Length].Owner, DenialChain.HashedOwner(next.Span, zone.Apex));
        }
    }

    // RFC 9077 section 3.
    [Fact]
    public void Sign_MinimumBelowTheSoaTtl_IsTheTtlOfDenials()
    {
        SignedZone zone = ZoneSigner.Sign(ZoneContent.Parse("example", "a A 192.0.2.1"), ExampleZone.Plan());
        Assert.All(zone.Sets.Where(set => set.Type == RecordType.NSEC), set => Assert.Equal(300u, set.Ttl));
    }

    [Fact]
    public void Sign_TwoRoles_KskSignsTheKeysAndZskTheRest()
    {
        var ksk = ZoneKey.Create(DnssecAlgorithm.Ed25519, "ksk", KeyRole.KeySigning);
        var zsk = ZoneKey.Create(DnssecAlgorithm.Ed25519, "zsk", KeyRole.ZoneSigning);
        SignedZone zone = ZoneSigner.Sign(ExampleZone.Content, ExampleZone.Plan() with { Keys = [ksk, zsk] });
        Assert.All(zone.Sets.SelectMany(set => set.Signatures), signature =>
            Assert.Equal(signature.TypeCovered == RecordType.DNSKEY ? ksk.Tag : zsk.Tag, signature.KeyTag));
        Assert.Equal([ksk.Tag], zone.DelegationSigners(DigestType.Sha256).Select(record => ((DsRdata)record.Data).KeyTag));
    }

    [Fact]
    public void Sign_TwoAlgorithms_EachSignsEverySet()
    {
        SigningPlan plan = ExampleZone.Plan() with
        {
            Keys = [ZoneKey.Create(DnssecAlgorithm.Ed25519, "a"), ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "b")],
        };
        SignedZone zone = ZoneSigner.Sign(ExampleZone.Content, plan);
        Assert.All(zone.Sets.Where(set => set.Signatures.Count > 0), set =>
            Assert.Equal([DnssecAlgorithm.Ed25519, DnssecAlgorithm.EcdsaP256Sha256], set.Signatures.Select(signature => signature.Algorithm)));
    }

    [Fact]
    public void Sign_StandbyAndHiddenKeys_ArePublishedAloneAndSignAlone()
    {
        var standby = ZoneKey.Create(DnssecAlgorithm.Ed25519, "standby");
        var hidden = ZoneKey.Create(DnssecAlgorithm.Ed448, "hidden");
        SignedZone zone = ZoneSigner.Sign(ExampleZone.Content, ExampleZone.Plan() with { StandbyKeys = [standby], HiddenKeys = [hidden] });
        Assert.Contains(standby.Record, zone.Keys);
        Assert.DoesNotContain(hidden.Record, zone.Keys);
        RrsigRdata[] signatures = [.. zone.Sets.SelectMany(set => set.Signatures)];
        Assert.DoesNotContain(signatures, signature => signature.KeyTag == standby.Tag && signature.Algorithm == DnssecAlgorithm.Ed25519);
        Assert.Contains(signatures, signature => signature.Algorithm == DnssecAlgorithm.Ed448);
    }

    [Fact]
    public void DelegationSigners_ThreeDigests_AreThoseOfTheKey()
    {
        SignedZone zone = ExampleZone.Signed();
        DnskeyRdata key = Assert.Single(zone.Keys);
        DsRdata[] signers = [.. zone.DelegationSigners(DigestType.Sha1, DigestType.Sha256, DigestType.Sha384).Select(record => (DsRdata)record.Data)];
        Assert.Equal([20, 32, 48], signers.Select(ds => ds.Digest.Length));
        Assert.All(signers, ds => Assert.True(DelegationDigest.Matches(zone.Apex, key, ds)));
    }

    internal static bool Verifies(SignedZone zone, RecordSet set, RrsigRdata signature)
    {
        foreach (DnskeyRdata key in zone.Keys.Where(key => KeyTag.Of(key) == signature.KeyTag))
        {
            KeyImport.Imported imported = Assert.IsType<KeyImport.Imported>(SignatureVerifier.Import(key));
            using VerificationKey verifier = imported.Key;
            if (verifier.Verify(CanonicalForm.Of(set, signature), signature.Signature.Span))
            {
                return true;
            }
        }

        return false;
    }

    private static Nsec3Rdata? Nsec3At(SignedZone zone, string name)
    {
        var scheme = (Nsec3Rdata)zone.Sets.First(set => set.Type == RecordType.NSEC3).Data[0];
        DomainName owner = DenialChain.HashedOwner(
            Nsec3Hash.Compute(DomainName.Parse(name), scheme.Salt.Span, scheme.Iterations), zone.Apex);
        return zone.Sets.FirstOrDefault(set => set.Type == RecordType.NSEC3 && set.Owner.Equals(owner))?.Data[0] as Nsec3Rdata;
    }
}
