using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Dane.Tests;

/// <summary>A-32 to A-34: which names count, and how they are compared.</summary>
public sealed class NameMatchTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();

    [Theory]
    [InlineData("mx.example.com", true, "the name itself")]
    [InlineData("MX.Example.COM", true, "letters fold")]
    [InlineData("mx.example.com.", false, "a dot at the end is no part of a host name")]
    [InlineData("*.example.com", true, "a wildcard for one label")]
    [InlineData("*.EXAMPLE.com", true, "a wildcard folds as well")]
    [InlineData("*.com", false, "not for two labels")]
    [InlineData("*", false, "not for everything")]
    [InlineData("*.*.com", false, "only the first label")]
    [InlineData("m*.example.com", false, "not in part of a label")]
    [InlineData("*x.example.com", false, "not in part of a label")]
    [InlineData("*.mx.example.com", false, "not for no label")]
    [InlineData("mx.*.com", false, "only the first label")]
    [InlineData("example.com", false, "a parent")]
    [InlineData("a.mx.example.com", false, "a child")]
    [InlineData("mx.example.com\0.evil.net", false, "a zero octet is a character like any other")]
    [InlineData("mx..example.com", false, "an empty label")]
    [InlineData(".mx.example.com", false, "an empty label in front")]
    [InlineData("", false, "nothing")]
    [InlineData("mxxexample.com", false, "a dot is a dot")]
    [Requirement("7672-1.1-1")]
    [Requirement("7672-3.2.3-1")]
    [MailRule(33, RuleSide.Holds)]
    [MailRule(33, RuleSide.Broken)]
    public void DnsName_OfTheCertificate_IsComparedByLabel(string offered, bool matches, string situation)
    {
        var server = TestCertificate.Server(Root, plan => plan.DnsNames = [offered]);

        DaneOutcome outcome = Judging.Verify(Judging.Chain(server, Root), Root.Record(CertificateUsage.DaneTa));

        Assert.True(outcome.Status == (matches ? DaneStatus.Matched : DaneStatus.Mismatched), situation + ": " + outcome.Reason);
        Assert.Equal(matches ? ResultType.None : ResultType.CertificateHostMismatch, outcome.ResultType);
        Assert.Equal(matches ? "mx.example.com." : null, outcome.MatchedName?.ToString());
    }

    // A-33: with a DNS name there, the common name is not looked at.
    [Theory]
    [InlineData("mx.example.com", "", true)]
    [InlineData("*.example.com", "", true)]
    [InlineData("mx.example.com", "other.example.net", false)]
    [InlineData("other.example.net", "", false)]
    [Requirement("7672-1.1-1")]
    [MailRule(33, RuleSide.Holds)]
    [MailRule(33, RuleSide.Broken)]
    public void CommonName_CountsOnlyWithoutDnsNames(string commonName, string dnsName, bool matches)
    {
        var server = TestCertificate.Server(Root, plan =>
        {
            plan.Subject = "CN=" + commonName;
            plan.DnsNames = dnsName.Length == 0 ? [] : [dnsName];
        });
        PeerChain chain = Judging.Chain(server, Root);

        Judging.Is(
            Judging.Verify(chain, Root.Record(CertificateUsage.DaneTa)),
            matches ? DaneStatus.Matched : DaneStatus.Mismatched,
            matches ? "" : "other.example.net, and the name has to be mx.example.com.");
    }

    [Fact]
    public void CommonName_OfAWebServer_NeverCounts()
    {
        var server = TestCertificate.Server(Root, plan => plan.DnsNames = []);

        Judging.Is(
            Judging.Verify(UsageProfile.Https, Judging.Chain(server, Root), Judging.Mx, Root.Record(CertificateUsage.DaneTa)),
            DaneStatus.Mismatched,
            "the certificate is for no DNS name");
    }

    // A-32.
    [Theory]
    [InlineData(true, "example.org", "mx.example.com. example.org. example.net.")]
    [InlineData(false, "example.org", "mx.example.com.")]
    [InlineData(true, "mx.example.com", "mx.example.com. example.net.")]
    [Requirement("7672-3.2.2-2")]
    [MailRule(32, RuleSide.Holds)]
    [MailRule(32, RuleSide.Broken)]
    public void Names_OfAMailHost_AreThoseOfItsSecurity(bool mxIsSecure, string nextHop, string expected)
    {
        var names = ReferenceNames.ForExchanger(
            DomainName.Parse("mx.example.com"), DomainName.Parse(nextHop), DomainName.Parse("example.net"), mxIsSecure);

        Assert.Equal(expected, string.Join(' ', names.All));
    }

    [Fact]
    [Requirement("7672-3.2.2-3")]
    [MailRule(32, RuleSide.Holds)]
    [Requirement("7671-10.2-2")]
    public void Names_OfAHostBehindAnAlias_HoldBoth()
    {
        var names = ReferenceNames.ForHost(DomainName.Parse("target.example.net"), DomainName.Parse("host.example.com"));

        Assert.Equal("target.example.net., host.example.com.", names.ToString());
        var server = TestCertificate.Server(Root, plan => plan.DnsNames = ["host.example.com"]);
        DaneOutcome outcome = Judging.Verify(UsageProfile.Smtp, Judging.Chain(server, Root), names, Root.Record(CertificateUsage.DaneTa));
        Assert.Equal("host.example.com.", outcome.MatchedName!.ToString());
    }

    // A-34.
    [Theory]
    [InlineData("MX.Example.COM.", "mx.example.com")]
    [InlineData("_smtp.a-b.example", "_smtp.a-b.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData(@"a\.b.example", "")]
    [InlineData(@"b\252cher.example", "")]
    [InlineData(".", "")]
    [MailRule(34, RuleSide.Holds)]
    [MailRule(34, RuleSide.Broken)]
    public void ServerName_ForTls_IsLowerCaseWithoutDotOrNotSent(string name, string expected) =>
        Assert.Equal(expected, new ReferenceNames(DomainName.Parse(name)).ServerName);
}
