using System.Formats.Asn1;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>The judgement inside a real handshake of the platform's TLS, over a loopback socket.</summary>
public sealed class DaneHandshakeTests
{
    // TLS 1.2, as the platform numbers versions.
    private const int OldestTls = 0xC00;

    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Upper = TestCertificate.Intermediate(Root, "Upper");
    private static readonly TestCertificate Issuer = TestCertificate.Intermediate(Upper);
    private static readonly TestCertificate Server = TestCertificate.Server(Issuer);

    // The platform's server never sends a root, so the anchor is an intermediate.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [MailRule(30, RuleSide.Holds)]
    [MailRule(30, RuleSide.Broken)]
    public async Task Server_UnderUsage2_IsJudgedByWhatItSent(bool sendsAnchor)
    {
        DaneHandshake handshake = Make(Upper.Record(CertificateUsage.DaneTa));

        LoopbackTls.Seen seen = await LoopbackTls.ShakeAsync(
            handshake.Options, Server, sendsAnchor ? [Issuer, Upper] : [Issuer], TestContext.Current.CancellationToken);

        Assert.Equal(sendsAnchor, seen.Completed);
        Assert.Equal(sendsAnchor, handshake.IsAccepted);
        Judging.Is(handshake.Outcome, sendsAnchor ? DaneStatus.Matched : DaneStatus.Mismatched, sendsAnchor ? "" : "server omits TA");
        Assert.Equal(sendsAnchor ? 3 : 2, handshake.Chain!.Certificates.Count);
        Assert.Equal(Server.Octets, handshake.Chain.Leaf!.Octets.ToArray());
    }

    // what is asked for, in TLS 1.2 or later.
    [Fact]
    [Requirement("7672-8.1-1")]
    [MailRule(34, RuleSide.Holds)]
    [MailRule(35, RuleSide.Holds)]
    [Requirement("7671-3-2")]
    [Requirement("7671-3-3")]
    [Requirement("7671-7-4")]
    [Requirement("7671-10.2-1")]
    public async Task Name_AskedFor_IsTheBaseDomainWithoutDot()
    {
        DaneHandshake handshake = new(
            Verifier(UsageProfile.Smtp), TlsaRecordSet.FromTrustedInput(Server.Record(CertificateUsage.DaneEe)), new ReferenceNames(DomainName.Parse("MX.Example.com.")));

        LoopbackTls.Seen seen = await LoopbackTls.ShakeAsync(handshake.Options, Server, [], TestContext.Current.CancellationToken);

        Assert.True(seen.Completed);
        Assert.Equal("mx.example.com", seen.ServerName);
        Assert.True((int)seen.Protocol >= OldestTls, seen.Protocol.ToString());
    }

    // What a platform refuses on its own must reach the judgement: usage 3 takes it.
    [Theory]
    [InlineData("expired")]
    [InlineData("self-signed")]
    [InlineData("another name")]
    [Requirement("6698-4.1-9")]
    [MailRule(26, RuleSide.Holds)]
    [Requirement("7671-5.1-1")]
    [Requirement("7671-5.1-2")]
    [MailRule(26, RuleSide.Broken)]
    public async Task Certificate_ThatPkixRefuses_ReachesTheRecords(string oddity)
    {
        var server = TestCertificate.Server(oddity == "self-signed" ? null : Issuer, plan =>
        {
            plan.NotAfter = oddity == "expired" ? TestCertificate.Now.AddDays(-1) : plan.NotAfter;
            plan.DnsNames = oddity == "another name" ? ["other.example.net"] : plan.DnsNames;
        });
        DaneHandshake good = Make(server.Record(CertificateUsage.DaneEe));
        DaneHandshake bad = Make(Judging.OneBitOff(server.Record(CertificateUsage.DaneEe)));

        Assert.True((await LoopbackTls.ShakeAsync(good.Options, server, [], TestContext.Current.CancellationToken)).Completed);
        Assert.False((await LoopbackTls.ShakeAsync(bad.Options, server, [], TestContext.Current.CancellationToken)).Completed);
        Judging.Is(good.Outcome, DaneStatus.Matched, "");
        Judging.Is(bad.Outcome, DaneStatus.Mismatched, "the record is not that of");
    }

    // To look at a connection that is not to be used: the handshake ends well, the verdict does not change.
    [Fact]
    public async Task Mismatch_WithoutRefusal_EndsWellAndIsNotAccepted()
    {
        DaneHandshake handshake = new(
            Verifier(UsageProfile.Smtp), TlsaRecordSet.FromTrustedInput(Judging.OneBitOff(Server.Record(CertificateUsage.DaneEe))), Judging.Mx)
        {
            RefusesInside = false,
        };

        Assert.True((await LoopbackTls.ShakeAsync(handshake.Options, Server, [], TestContext.Current.CancellationToken)).Completed);
        Assert.False(handshake.IsAccepted);
        Assert.Equal(DaneStatus.Mismatched, handshake.Outcome.Status);
    }

    // records of which none can be used, and no records at all: encrypted, nobody authenticated.
    [Fact]
    [Requirement("7671-10.3-2")]
    public async Task Handshake_WithoutUsableRecords_EncryptsAndAuthenticatesNobody()
    {
        DaneHandshake unusable = Make(Server.Record(CertificateUsage.PkixEe));
        var none = DaneHandshake.WithoutAuthentication(Judging.Mx, UsageProfile.Smtp);

        foreach (DaneHandshake handshake in (DaneHandshake[])[unusable, none])
        {
            Assert.True((await LoopbackTls.ShakeAsync(handshake.Options, Server, [], TestContext.Current.CancellationToken)).Completed);
            Assert.True(handshake.IsAccepted);
            Assert.Equal(DaneStatus.Unusable, handshake.Outcome.Status);
            Assert.Single(handshake.Chain!.Certificates);
        }
    }

    // on the web the same records mean PKIX, so a certificate of nobody's is refused.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [MailRule(24, RuleSide.Broken)]
    [Requirement("7671-10.3-1")]
    [MailRule(24, RuleSide.Holds)]
    public async Task Web_WithoutUsableRecords_IsJudgedByPkix(bool isTrusted)
    {
        string pem = System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", isTrusted ? Root.Octets : TestCertificate.Root("Other").Octets);
        Assert.True(TrustRoots.TryRead(Encoding.ASCII.GetBytes(pem), out TrustRoots? roots, out _));
        DaneHandshake handshake = new(
            new DaneVerifier(UsageProfile.Https, new FakeTimeProvider(TestCertificate.Now), roots),
            TlsaRecordSet.FromTrustedInput(TlsaRecord.Parse("9 1 1 00")),
            Judging.Mx);

        LoopbackTls.Seen seen = await LoopbackTls.ShakeAsync(handshake.Options, Server, [Issuer, Upper], TestContext.Current.CancellationToken);

        Assert.Equal(isTrusted, seen.Completed);
        Assert.Equal(DaneStatus.Unusable, handshake.Outcome.Status);
    }

    // An address in a certificate is never visited, even where the chain is short of the issuer to be had there.
    [Fact]
    [MailRule(72, RuleSide.Broken)]
    public async Task Certificate_WithAnIssuerAddress_CausesNoRequest()
    {
        using TcpListener web = new(IPAddress.Loopback, 0);
        web.Start();
        int port = ((IPEndPoint)web.LocalEndpoint).Port;
        var server = TestCertificate.Server(Issuer, plan => plan.AddExtension("1.3.6.1.5.5.7.1.1", isCritical: false, IssuerAddress($"http://127.0.0.1:{port}/ca.der")));
        DaneHandshake handshake = Make(server.Record(CertificateUsage.DaneEe));

        Assert.True((await LoopbackTls.ShakeAsync(handshake.Options, server, [], TestContext.Current.CancellationToken)).Completed);
        Assert.False(web.Pending());
    }

    // older servers find a suite they have, and nobody is offered one without a certificate.
    [Fact]
    [Requirement("7672-8.2-1")]
    [MailRule(36, RuleSide.Holds)]
    public void Suites_OnLinux_ReachOlderServersAndAreNeverAnonymous()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only on Linux can suites be chosen");
#pragma warning disable CA1416 // skipped elsewhere
        string[] offered = [.. Make(Server.Record(CertificateUsage.DaneEe)).Options.CipherSuitesPolicy!.AllowedCipherSuites.Select(suite => suite.ToString())];
#pragma warning restore CA1416

        Assert.Contains("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", offered);
        Assert.DoesNotContain(offered, suite => suite.Contains("anon", StringComparison.Ordinal) || suite.Contains("NULL", StringComparison.Ordinal));
    }

    // a resumed session would show certificates of another time.
    [Fact]
    [MailRule(37, RuleSide.Holds)]
    [MailRule(35, RuleSide.Holds)]
    [Requirement("8689-4.2.1-4")]
    [Requirement("7671-5.1-4")]
    public void Options_Always_SwitchOffWhatUndoesTheJudgement()
    {
        foreach (SslClientAuthenticationOptions options in (SslClientAuthenticationOptions[])
            [Make(Server.Record(CertificateUsage.DaneEe)).Options, DaneHandshake.WithoutAuthentication(Judging.Mx, UsageProfile.Smtp).Options])
        {
            Assert.False(options.AllowTlsResume);
            Assert.False(options.AllowRenegotiation);
            Assert.Equal("Tls12, Tls13", options.EnabledSslProtocols.ToString());
            Assert.True(options.CertificateChainPolicy!.DisableCertificateDownloads);
            Assert.Equal(X509RevocationMode.NoCheck, options.CertificateChainPolicy.RevocationMode);
            Assert.Equal(X509ChainTrustMode.CustomRootTrust, options.CertificateChainPolicy.TrustMode);
        }
    }

    [Fact]
    public void Outcome_BeforeTheHandshake_IsNoMatch()
    {
        DaneHandshake handshake = Make(Server.Record(CertificateUsage.DaneEe));

        Judging.Is(handshake.Outcome, DaneStatus.Mismatched, "did not get as far");
        Assert.False(handshake.IsAccepted);
    }

    [Fact]
    public void Peer_WithoutCertificate_IsRefused()
    {
        DaneHandshake handshake = Make(Server.Record(CertificateUsage.DaneEe));

        Assert.False(handshake.Judge(null, null));
        Judging.Is(handshake.Outcome, DaneStatus.Mismatched, "sent no certificate");
    }

    [Fact]
    public void Judgement_ThatFails_IsAMismatch()
    {
        DaneHandshake handshake = new(
            new DaneVerifier(UsageProfile.Smtp, new BrokenClock(), TrustRoots.None),
            TlsaRecordSet.FromTrustedInput(Server.Record(CertificateUsage.DaneEe)),
            Judging.Mx);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Server.Octets);

        Assert.False(handshake.Judge(certificate, null));
        Assert.False(handshake.IsAccepted);
        Judging.Is(handshake.Outcome, DaneStatus.Mismatched, "could not be judged: InvalidTimeZoneException: no clock");
        Assert.Equal(ResultType.ValidationFailure, handshake.Outcome.ResultType);
    }

    private static DaneHandshake Make(TlsaRecord record) => new(Verifier(UsageProfile.Smtp), TlsaRecordSet.FromTrustedInput(record), Judging.Mx);

    private static DaneVerifier Verifier(UsageProfile profile) => new(profile, new FakeTimeProvider(TestCertificate.Now), TrustRoots.None);

    private static byte[] IssuerAddress(string address)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.3.6.1.5.5.7.48.2");
            writer.WriteCharacterString(UniversalTagNumber.IA5String, address, new Asn1Tag(TagClass.ContextSpecific, 6));
        }

        return writer.Encode();
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidTimeZoneException("no clock");
    }
}
