using System.Security.Cryptography;
using System.Text;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>Usages 0 and 1, for protocols other than mail relay (RFC 7671 section 5.3 and 5.4).</summary>
public sealed class PkixRuleTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Issuer = TestCertificate.Intermediate(Root);
    private static readonly TestCertificate Server = TestCertificate.Server(Issuer);
    private static readonly TestCertificate Other = TestCertificate.Root("Other Root");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Requirement("6698-2.1.1-2")]
    [Requirement("6698-6-1")]
    [Requirement("7671-14-1")]
    public void Server_NamedByUsage1_HasToPassPkixToo(bool isTrusted)
    {
        DaneOutcome outcome = Verify(Judging.Chain(Server, Issuer), [isTrusted ? Root : Other], Server.Record(CertificateUsage.PkixEe));

        Judging.Is(outcome, isTrusted ? DaneStatus.Matched : DaneStatus.Mismatched, isTrusted ? "passes PKIX up to" : "omits the issuer");
        Assert.Equal(isTrusted ? 0 : null, outcome.MatchedDepth);
    }

    [Fact]
    [Requirement("6698-2.1.1-2")]
    public void Server_ThatPassesPkixButIsNotNamed_IsRefused() =>
        Judging.Is(
            Verify(Judging.Chain(Server, Issuer), [Root], Judging.OneBitOff(Server.Record(CertificateUsage.PkixEe))),
            DaneStatus.Mismatched,
            "the record names no certificate of the path");

    [Fact]
    [Requirement("6698-2.1.1-1")]
    [Requirement("6698-6-1")]
    [Requirement("7671-14-1")]
    public void Issuer_NamedByUsage0_IsFoundInThePathOrAtItsRoot()
    {
        PeerChain chain = Judging.Chain(Server, Issuer);

        Assert.Equal(1, Verify(chain, [Root], Issuer.Record(CertificateUsage.PkixTa)).MatchedDepth);
        Assert.Equal(2, Verify(chain, [Root], Root.Record(CertificateUsage.PkixTa, Selector.Cert)).MatchedDepth);
        Judging.Is(Verify(chain, [Root], Other.Record(CertificateUsage.PkixTa)), DaneStatus.Mismatched, "names no certificate of the path");
        Judging.Is(Verify(chain, [Other], Issuer.Record(CertificateUsage.PkixTa)), DaneStatus.Mismatched, "");
    }

    // RFC 7671 section 5.4: a trusted intermediate must not hide the root the record names.
    [Fact]
    [Requirement("7671-5.4-1")]
    [Requirement("7671-5.4-2")]
    public void Issuer_TrustedItself_DoesNotEndThePathTooEarly() =>
        Judging.Is(Verify(Judging.Chain(Server, Issuer), [Issuer, Root], Root.Record(CertificateUsage.PkixTa)), DaneStatus.Matched, "");

    [Fact]
    public void Server_UnderAnotherName_IsRefused()
    {
        var server = TestCertificate.Server(Issuer, plan => plan.DnsNames = ["other.example.net"]);

        DaneOutcome outcome = Verify(Judging.Chain(server, Issuer), [Root], Issuer.Record(CertificateUsage.PkixTa));

        Judging.Is(outcome, DaneStatus.Mismatched, "other.example.net");
        Assert.Equal(ResultType.CertificateHostMismatch, outcome.ResultType);
        Assert.Equal("RFC 7671 section 10.2", outcome.Reason.Rfc);
    }

    [Fact]
    public void Roots_NotReadable_AreRefusedWithReason()
    {
        Assert.False(TrustRoots.TryRead("nothing"u8, out _, out string? why));
        Assert.Equal("it is neither PEM nor DER", why);
        Assert.True(TrustRoots.System.Count >= 0);
    }

    private static DaneOutcome Verify(PeerChain chain, TestCertificate[] trusted, TlsaRecord record)
    {
        string pem = string.Join('\n', trusted.Select(root => PemEncoding.WriteString("CERTIFICATE", root.Octets)));
        Assert.True(TrustRoots.TryRead(Encoding.ASCII.GetBytes(pem), out TrustRoots? roots, out _));
        return new DaneVerifier(UsageProfile.Https, new FakeTimeProvider(TestCertificate.Now), roots)
            .Verify(TlsaRecordSet.FromTrustedInput(record), chain, Judging.Mx);
    }
}
