using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Tests.Authority;

/// <summary>The replies of RFC 4035 appendix B over the zone of its appendix A; optional records are left out.</summary>
public sealed class Rfc4035ExamplesTests
{
    private static readonly ZoneSet Zones = new(ZoneSigner.Sign(
        ExampleZone.Content
            .Without(DomainName.Parse("alias.example"))
            .Without(DomainName.Parse("old.example"))
            .Without(DomainName.Parse("hidden.old.example"))
            .Without(DomainName.Parse("*.wa.example")),
        ExampleZone.Plan()));

    [Fact]
    public void B1_Answer() => Check("x.w.example", RecordType.MX, [
        "NOERROR aa",
        "an x.w.example. MX 1 xx.example.",
        "an x.w.example. RRSIG MX 3",
    ]);

    [Fact]
    public void B2_NameError() => Check("ml.example", RecordType.A, [
        "NXDOMAIN aa",
        "au example. SOA",
        "au example. RRSIG SOA 1",
        "au b.example. NSEC ns1.example. NS RRSIG NSEC",
        "au b.example. RRSIG NSEC 2",
        "au example. NSEC a.example. NS SOA MX RRSIG NSEC DNSKEY",
        "au example. RRSIG NSEC 1",
    ]);

    [Fact]
    public void B3_NoData() => Check("ns1.example", RecordType.MX, [
        "NOERROR aa",
        "au example. SOA",
        "au example. RRSIG SOA 1",
        "au ns1.example. NSEC ns2.example. A RRSIG NSEC",
        "au ns1.example. RRSIG NSEC 2",
    ]);

    [Fact]
    public void B4_ReferralToSignedZone() => Check("mc.a.example", RecordType.MX, [
        "NOERROR",
        "au a.example. NS ns1.a.example.",
        "au a.example. NS ns2.a.example.",
        "au a.example. DS 57855 5 1 B6DCD485719ADCA18E5F3D48A2331627FDD3636B",
        "au a.example. RRSIG DS 2",
        "ad ns1.a.example. A 192.0.2.5",
        "ad ns2.a.example. A 192.0.2.6",
    ]);

    [Fact]
    public void B5_ReferralToUnsignedZone() => Check("mc.b.example", RecordType.MX, [
        "NOERROR",
        "au b.example. NS ns1.b.example.",
        "au b.example. NS ns2.b.example.",
        "au b.example. NSEC ns1.example. NS RRSIG NSEC",
        "au b.example. RRSIG NSEC 2",
        "ad ns1.b.example. A 192.0.2.7",
        "ad ns2.b.example. A 192.0.2.8",
    ]);

    [Fact]
    public void B6_WildcardExpansion() => Check("a.z.w.example", RecordType.MX, [
        "NOERROR aa",
        "an a.z.w.example. MX 1 ai.example.",
        "an a.z.w.example. RRSIG MX 2",
        "au x.y.w.example. NSEC xx.example. MX RRSIG NSEC",
        "au x.y.w.example. RRSIG NSEC 4",
    ]);

    [Fact]
    public void B7_WildcardNoData() => Check("a.z.w.example", RecordType.AAAA, [
        "NOERROR aa",
        "au example. SOA",
        "au example. RRSIG SOA 1",
        "au x.y.w.example. NSEC xx.example. MX RRSIG NSEC",
        "au x.y.w.example. RRSIG NSEC 4",
        "au *.w.example. NSEC x.w.example. MX RRSIG NSEC",
        "au *.w.example. RRSIG NSEC 2",
    ]);

    [Fact]
    public void B8_DsAtTheChild() => Check("example", RecordType.DS, [
        "NOERROR aa",
        "au example. SOA",
        "au example. RRSIG SOA 1",
        "au example. NSEC a.example. NS SOA MX RRSIG NSEC DNSKEY",
        "au example. RRSIG NSEC 1",
    ]);

    // An empty non-terminal has no NSEC: the one before it leads below it (RFC 4035 section 3.1.3.2).
    [Fact]
    public void EmptyNonTerminal_IsNoDataByTheRecordBeforeIt() => Check("y.w.example", RecordType.A, [
        "NOERROR aa",
        "au example. SOA",
        "au example. RRSIG SOA 1",
        "au x.w.example. NSEC x.y.w.example. MX RRSIG NSEC",
        "au x.w.example. RRSIG NSEC 3",
    ]);

    [Fact]
    public void DsAtASignedDelegation_IsAnsweredByTheParent() => Check("a.example", RecordType.DS, [
        "NOERROR aa",
        "an a.example. DS 57855 5 1 B6DCD485719ADCA18E5F3D48A2331627FDD3636B",
        "an a.example. RRSIG DS 2",
    ]);

    [Fact]
    public void DsAtAnUnsignedDelegation_IsDeniedByTheParent() => Check("b.example", RecordType.DS, [
        "NOERROR aa",
        "au example. SOA",
        "au example. RRSIG SOA 1",
        "au b.example. NSEC ns1.example. NS RRSIG NSEC",
        "au b.example. RRSIG NSEC 2",
    ]);

    [Fact]
    public void DsBelowADelegation_IsReferred() =>
        Assert.Equal("NOERROR", ReplyText.Of(Zones.AnswerAuthoritatively(new Question(DomainName.Parse("x.b.example"), RecordType.DS)))[0]);

    // The name and the wildcard beside it can be covered by one record, which is sent once.
    [Fact]
    public void NameError_OneRecordCoversBoth_IsSentOnce() => Check("a0.example", RecordType.A, [
        "NXDOMAIN aa",
        "au example. SOA",
        "au example. RRSIG SOA 1",
        "au a.example. NSEC ai.example. NS DS RRSIG NSEC",
        "au a.example. RRSIG NSEC 2",
        "au example. NSEC a.example. NS SOA MX RRSIG NSEC DNSKEY",
        "au example. RRSIG NSEC 1",
    ]);

    private static void Check(string name, RecordType type, string[] expected)
    {
        Message reply = Zones.AnswerAuthoritatively(new Question(DomainName.Parse(name), type));
        Assert.Equal(expected, ReplyText.Of(reply));
    }
}
