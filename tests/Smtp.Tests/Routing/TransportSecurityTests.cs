using DaneCore.Dane;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Routing;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Routing;

/// <summary>The table of RFC 7672 section 2.2, cell by cell.</summary>
public sealed class TransportSecurityTests
{
    private const string Usable = "3 1 1 000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("usable", TransportPolicy.Dane, TransportPolicy.Dane, TransportPolicy.Encrypt, TransportPolicy.May)]
    [InlineData("unusable", TransportPolicy.Encrypt, TransportPolicy.Encrypt, TransportPolicy.Encrypt, TransportPolicy.May)]
    [InlineData("none", TransportPolicy.May, TransportPolicy.May, TransportPolicy.May, TransportPolicy.May)]
    [InlineData("insecure", TransportPolicy.May, TransportPolicy.May, TransportPolicy.May, TransportPolicy.May)]
    [InlineData("bogus", TransportPolicy.Skip, TransportPolicy.Skip, TransportPolicy.Skip, TransportPolicy.May)]
    [InlineData("silent", TransportPolicy.Skip, TransportPolicy.Skip, TransportPolicy.Skip, TransportPolicy.May)]
    [InlineData("address-bogus", TransportPolicy.Skip, TransportPolicy.Skip, TransportPolicy.Skip, TransportPolicy.Skip)]
    [InlineData("no-address", TransportPolicy.Skip, TransportPolicy.Skip, TransportPolicy.Skip, TransportPolicy.Skip)]
    [Requirement("7672-2.2-4")]
    [MailRule(8, RuleSide.Holds)]
    [MailRule(22, RuleSide.Holds)]
    [MailRule(22, RuleSide.Broken)]
    public async Task Policy_ForEachCase_IsTheTables(
        string lookup, TransportPolicy secure, TransportPolicy dane, TransportPolicy encrypt, TransportPolicy may)
    {
        TlsaLookupResult tlsa = await ZoneOf(lookup).FindTlsaAsync(DomainName.Parse("mx.lab"), 25, UsageProfile.Smtp, Stop);

        Assert.Equal(secure, TransportSecurity.Decide(SecurityStatus.Secure, tlsa, InsecureMxPolicy.May).Policy);
        Assert.Equal(dane, TransportSecurity.Decide(SecurityStatus.Insecure, tlsa, InsecureMxPolicy.Dane).Policy);
        Assert.Equal(encrypt, TransportSecurity.Decide(SecurityStatus.Insecure, tlsa, InsecureMxPolicy.Encrypt).Policy);
        Assert.Equal(may, TransportSecurity.Decide(SecurityStatus.Insecure, tlsa, InsecureMxPolicy.May).Policy);
    }

    [Theory]
    [InlineData(SecurityStatus.Secure, "mx.lab., example.lab., other.lab.")]
    [InlineData(SecurityStatus.Insecure, "mx.lab.")]
    [Requirement("7672-3.2.2-2")]
    [MailRule(32, RuleSide.Holds)]
    [MailRule(8, RuleSide.Broken)]
    public async Task Names_OfTheRecipient_CountOnlyBehindSecureMx(SecurityStatus status, string names)
    {
        TestResolver dns = ZoneOf("usable");
        _ = status == SecurityStatus.Secure
            ? dns.Secure("example.lab. CNAME other.lab.", "other.lab. MX 10 mx.lab.")
            : dns.Insecure("example.lab. CNAME other.lab.", "other.lab. MX 10 mx.lab.");
        MxLookupResult.Hosts mx = Assert.IsType<MxLookupResult.Hosts>(await new MxLookup(dns).FindAsync(DomainName.Parse("example.lab"), Stop));
        TlsaLookupResult tlsa = await dns.FindTlsaAsync(DomainName.Parse("mx.lab"), 25, UsageProfile.Smtp, Stop);

        Assert.Equal(names, HostTarget.Of(mx.Exchangers[0], mx, tlsa, InsecureMxPolicy.Dane).Names.ToString());
    }

    private static TestResolver ZoneOf(string lookup)
    {
        TestResolver dns = new();
        return lookup switch
        {
            "usable" => dns.Secure("mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + Usable),
            "unusable" => dns.Secure("mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA 1 1 1 00"),
            "none" => dns.Secure("mx.lab. A 192.0.2.1"),
            "insecure" => dns.Insecure("mx.lab. A 192.0.2.1").Unsigned("mx.lab"),
            "bogus" => dns.Secure("mx.lab. A 192.0.2.1").Bogus("_25._tcp.mx.lab", RecordType.TLSA),
            "silent" => dns.Secure("mx.lab. A 192.0.2.1").Silent("_25._tcp.mx.lab", RecordType.TLSA),
            "address-bogus" => dns.Bogus("mx.lab", RecordType.A),
            _ => dns,
        };
    }
}
