using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Tests.Authority;

/// <summary>The zone of RFC 5155 appendix A and the replies of its appendix B; optional records are left out.</summary>
public sealed class Rfc5155ExamplesTests
{
    private const string Apex = "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom.example. NSEC3 1 1 12 AABBCCDD 2t7b4g4vsa5smi47k61mv5bv1a22bojr NS SOA MX RRSIG DNSKEY NSEC3PARAM";
    private const string A = "35mthgpgcu1qg68fab165klnsnk3dpvl.example. NSEC3 1 1 12 AABBCCDD b4um86eghhds6nea196smvmlo4ors995 NS DS RRSIG";
    private const string Ns1 = "2t7b4g4vsa5smi47k61mv5bv1a22bojr.example. NSEC3 1 1 12 AABBCCDD 2vptu5timamqttgl4luu9kg21e0aor3s A RRSIG";
    private const string Ns2 = "q04jkcevqvmu85r014c7dkba38o0ji5r.example. NSEC3 1 1 12 AABBCCDD r53bq7cc2uvmubfu5ocmm6pers9tk9en A RRSIG";
    private const string XW = "b4um86eghhds6nea196smvmlo4ors995.example. NSEC3 1 1 12 AABBCCDD gjeqe526plbf1g8mklp59enfd789njgi MX RRSIG";
    private const string W = "k8udemvp1j2f7eg6jebps17vp3n8i58h.example. NSEC3 1 1 12 AABBCCDD kohar7mbb8dc2ce8a9qvl8hon4k53uhi";
    private const string YW = "ji6neoaepv8b5o6k4ev33abha8ht9fgc.example. NSEC3 1 1 12 AABBCCDD k8udemvp1j2f7eg6jebps17vp3n8i58h";
    private const string StarW = "r53bq7cc2uvmubfu5ocmm6pers9tk9en.example. NSEC3 1 1 12 AABBCCDD t644ebqk9bibcna874givr6joj62mlhv MX RRSIG";

    private static readonly SignedZone Zone = ZoneSigner.Sign(
        ZoneContent.Parse("example", """
            @         SOA   ns1 bugs.x.w 1 3600 300 3600000 3600
            @         NS    ns1
            @         NS    ns2
            @         MX    1 xx
            2t7b4g4vsa5smi47k61mv5bv1a22bojr A 192.0.2.127
            a         NS    ns1.a
            a         NS    ns2.a
            a         DS    58470 5 1 3079F1593EBAD6DC121E202A8B766A6A4837206C
            ns1.a     A     192.0.2.5
            ns2.a     A     192.0.2.6
            ai        A     192.0.2.9
            ai        HINFO "KLH-10" "ITS"
            ai        AAAA  2001:db8::f00:baa9
            c         NS    ns1.c
            c         NS    ns2.c
            ns1.c     A     192.0.2.7
            ns2.c     A     192.0.2.8
            ns1       A     192.0.2.1
            ns2       A     192.0.2.2
            *.w       MX    1 ai
            x.w       MX    1 xx
            x.y.w     MX    1 xx
            xx        A     192.0.2.10
            xx        HINFO "KLH-10" "TOPS-20"
            xx        AAAA  2001:db8::f00:baaa
            """),
        ExampleZone.Plan(denial: ExampleZone.Scheme("opt-out")));

    private static readonly ZoneSet Zones = new(Zone);

    [Fact]
    public void A_Chain_IsThatOfTheRfc() =>
        Assert.Equal(
            [
                Apex,
                Ns1,
                "2vptu5timamqttgl4luu9kg21e0aor3s.example. NSEC3 1 1 12 AABBCCDD 35mthgpgcu1qg68fab165klnsnk3dpvl MX RRSIG",
                A,
                XW,
                "gjeqe526plbf1g8mklp59enfd789njgi.example. NSEC3 1 1 12 AABBCCDD ji6neoaepv8b5o6k4ev33abha8ht9fgc A HINFO AAAA RRSIG",
                YW,
                W,
                "kohar7mbb8dc2ce8a9qvl8hon4k53uhi.example. NSEC3 1 1 12 AABBCCDD q04jkcevqvmu85r014c7dkba38o0ji5r A RRSIG",
                Ns2,
                StarW,
                "t644ebqk9bibcna874givr6joj62mlhv.example. NSEC3 1 1 12 AABBCCDD 0p9mhaveqvm6t7vbl5lop2u3t2rp3tom A HINFO AAAA RRSIG",
            ],
            Zone.Sets.Where(set => set.Type == RecordType.NSEC3).Select(set => $"{set.Owner} NSEC3 {set.Data[0]}"));

    [Fact]
    public void A_Parameters_StandAtTheApexWithoutTheFlag() =>
        Assert.Equal(
            "1 0 12 AABBCCDD",
            Assert.IsType<Nsec3ParamRdata>(Zone.Sets.Single(set => set.Type == RecordType.NSEC3PARAM).Data[0]).ToString());

    [Fact]
    public void B1_NameError() => Check("a.c.x.w.example", RecordType.A, ["NXDOMAIN aa", .. Soa, .. Proof(XW, Apex, A)]);

    [Fact]
    public void B2_NoData() => Check("ns1.example", RecordType.MX, ["NOERROR aa", .. Soa, .. Proof(Ns1)]);

    [Fact]
    public void B21_EmptyNonTerminal() => Check("y.w.example", RecordType.A, ["NOERROR aa", .. Soa, .. Proof(YW)]);

    [Fact]
    public void B3_ReferralToAnOptOutZone() => Check("mc.c.example", RecordType.MX, [
        "NOERROR",
        "au c.example. NS ns1.c.example.",
        "au c.example. NS ns2.c.example.",
        .. Proof(Apex, A),
        "ad ns1.c.example. A 192.0.2.7",
        "ad ns2.c.example. A 192.0.2.8",
    ]);

    [Fact]
    public void B4_WildcardExpansion() => Check("a.z.w.example", RecordType.MX, [
        "NOERROR aa",
        "an a.z.w.example. MX 1 ai.example.",
        "an a.z.w.example. RRSIG MX 2",
        .. Proof(Ns2),
    ]);

    [Fact]
    public void B5_WildcardNoData() => Check("a.z.w.example", RecordType.AAAA, ["NOERROR aa", .. Soa, .. Proof(W, Ns2, StarW)]);

    [Fact]
    public void B6_DsAtTheChild() => Check("example", RecordType.DS, ["NOERROR aa", .. Soa, .. Proof(Apex)]);

    // RFC 5155 section 7.2.4.
    [Fact]
    public void DsAtAnOptOutDelegation_IsDeniedByAClosestProvableEncloser() =>
        Check("c.example", RecordType.DS, ["NOERROR aa", .. Soa, .. Proof(Apex, A)]);

    // RFC 5155 section 7.2.8: this hash is a name here because an A record is there; the hash of ai is not.
    [Fact]
    public void OwnerOfAnNsec3Record_ExistsOnlyWhenItHasOtherData()
    {
        Check("2t7b4g4vsa5smi47k61mv5bv1a22bojr.example", RecordType.A, [
            "NOERROR aa",
            "an 2t7b4g4vsa5smi47k61mv5bv1a22bojr.example. A 192.0.2.127",
            "an 2t7b4g4vsa5smi47k61mv5bv1a22bojr.example. RRSIG A 2",
        ]);
        Message reply = Zones.AnswerAuthoritatively(new Question(DomainName.Parse("gjeqe526plbf1g8mklp59enfd789njgi.example"), RecordType.NSEC3));
        Assert.Equal(ResponseCode.NXDomain, reply.Code);
    }

    private static string[] Soa => ["au example. SOA", "au example. RRSIG SOA 1"];

    private static string[] Proof(params string[] links) =>
        [.. links.SelectMany(link => (string[])["au " + link, $"au {link[..link.IndexOf(' ', StringComparison.Ordinal)]} RRSIG NSEC3 2"])];

    private static void Check(string name, RecordType type, string[] expected)
    {
        Message reply = Zones.AnswerAuthoritatively(new Question(DomainName.Parse(name), type));
        Assert.Equal(expected, ReplyText.Of(reply));
    }
}
