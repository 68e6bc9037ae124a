using System.Security.Cryptography;
using System.Text;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>Protocols other than mail relay: all four usages, public authorities where no record counts, no common name.</summary>
public sealed class ServiceProfileTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Server = TestCertificate.Server(Root);

    [Theory]
    [InlineData("https")]
    [InlineData("imaps")]
    [InlineData("submissions")]
    [InlineData("xmpp")]
    [InlineData("something-else")]
    [MailRule(24, RuleSide.Holds)]
    public void Service_OtherThanMailRelay_UsesAllFourUsages(string service)
    {
        var profile = UsageProfile.ForService(service);
        foreach (TlsaRecord record in (TlsaRecord[])
            [Root.Record(CertificateUsage.PkixTa), Server.Record(CertificateUsage.PkixEe), Root.Record(CertificateUsage.DaneTa), Server.Record(CertificateUsage.DaneEe)])
        {
            Judging.Is(Verify(profile, Judging.Chain(Server, Root), record), DaneStatus.Matched, "");
            Judging.Is(Verify(profile, Judging.Chain(Server, Root), Judging.OneBitOff(record)), DaneStatus.Mismatched, "");
        }

        Assert.Equal(NoneUsable.JudgeByPkix, profile.WhenNoneUsable);
        Assert.Equal(service, profile.Name);
    }

    // The same records are unusable on port 25.
    [Fact]
    [MailRule(23, RuleSide.Broken)]
    public void MailRelay_WithUsages0And1_HasNoUsableRecord() =>
        Assert.Equal(
            DaneStatus.Unusable,
            Verify(UsageProfile.Smtp, Judging.Chain(Server, Root), Root.Record(CertificateUsage.PkixTa), Server.Record(CertificateUsage.PkixEe)).Status);

    [Theory]
    [InlineData("https", false)]
    [InlineData("imaps", false)]
    [InlineData("submissions", false)]
    [InlineData("xmpp", false)]
    [InlineData("smtp", true)]
    public void CommonName_CountsForMailRelayAlone(string service, bool counts)
    {
        var server = TestCertificate.Server(Root, plan => plan.DnsNames = []);

        Judging.Is(
            Verify(UsageProfile.ForService(service), Judging.Chain(server, Root), Root.Record(CertificateUsage.DaneTa)),
            counts ? DaneStatus.Matched : DaneStatus.Mismatched,
            counts ? "" : "the certificate is for no DNS name");
    }

    private static DaneOutcome Verify(UsageProfile profile, PeerChain chain, params TlsaRecord[] records)
    {
        Assert.True(TrustRoots.TryRead(Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", Root.Octets)), out TrustRoots? roots, out _));
        return new DaneVerifier(profile, new FakeTimeProvider(TestCertificate.Now), roots).Verify(TlsaRecordSet.FromTrustedInput(records), chain, Judging.Mx);
    }
}
