using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Dane.Tests;

/// <summary>A-29: what a path under usage 2 has to keep, each beside a twin that keeps it.</summary>
public sealed class TrustAnchorTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Issuer = TestCertificate.Intermediate(Root);
    private static readonly TestCertificate Server = TestCertificate.Server(Issuer);

    public static TheoryData<string, ResultType, Action<CertificatePlan>> BadServers => new()
    {
        { "expired on 2026-05-31", ResultType.CertificateExpired, plan => plan.NotAfter = TestCertificate.Now.AddDays(-1) },
        { "not valid before 2026-06-02", ResultType.CertificateNotTrusted, plan => plan.NotBefore = TestCertificate.Now.AddDays(1) },
        { "not for TLS servers", ResultType.CertificateNotTrusted, plan => plan.Purposes = ["1.3.6.1.5.5.7.3.4"] },
        { "may neither sign nor agree", ResultType.CertificateNotTrusted, plan => plan.KeyUsage = X509KeyUsageFlags.KeyCertSign },
        { "critical extension 1.3.6.1.4.1.99999.1", ResultType.CertificateNotTrusted, plan => plan.AddExtension("1.3.6.1.4.1.99999.1", isCritical: true, [5, 0]) },
        { "the certificate is for other.example.net", ResultType.CertificateHostMismatch, plan => plan.DnsNames = ["other.example.net"] },
        { "an RSA key of 768 bits", ResultType.CertificateNotTrusted, plan => plan.Key = RSA.Create(768) },
    };

    [Theory]
    [MemberData(nameof(BadServers))]
    [Requirement("6698-2.1.1-3")]
    [Requirement("7672-3.2.2-1")]
    [MailRule(29, RuleSide.Holds)]
    [MailRule(29, RuleSide.Broken)]
    [MailRule(71, RuleSide.Broken)]
    [Requirement("7671-10.2-2")]
    public void Server_ThatBreaksOneRule_IsRefusedForIt(string why, ResultType type, Action<CertificatePlan> change)
    {
        TlsaRecord record = Root.Record(CertificateUsage.DaneTa, Selector.Cert);
        Judging.Is(Judging.Verify(Judging.Chain(Server, Issuer, Root), record), DaneStatus.Matched, "");

        DaneOutcome outcome = Judging.Verify(Judging.Chain(TestCertificate.Server(Issuer, change), Issuer, Root), record);

        Judging.Is(outcome, DaneStatus.Mismatched, why);
        Assert.Equal(type, outcome.ResultType);
    }

    public static TheoryData<string, Action<CertificatePlan>> BadIssuers => new()
    {
        { "Test Issuer) expired", plan => plan.NotAfter = TestCertificate.Now.AddDays(-1) },
        { "is not valid before", plan => plan.NotBefore = TestCertificate.Now.AddDays(1) },
        { "not marked as an authority", plan => plan.IsAuthority = false },
        { "not marked as an authority", plan => plan.IsAuthority = null },
        { "may not sign certificates", plan => plan.KeyUsage = X509KeyUsageFlags.DigitalSignature },
        { "may not issue for TLS servers", plan => plan.Purposes = ["1.3.6.1.5.5.7.3.4"] },
        { "critical extension", plan => plan.AddExtension("1.3.6.1.4.1.99999.1", isCritical: true, [5, 0]) },
        { "lies outside the name constraints", plan => plan.Constrain(["example.net"], []) },
        { "lies outside the name constraints", plan => plan.Constrain([], ["mx.example.com"]) },
    };

    [Theory]
    [MemberData(nameof(BadIssuers))]
    [MailRule(29, RuleSide.Broken)]
    public void Intermediate_ThatBreaksOneRule_IsRefusedForIt(string why, Action<CertificatePlan> change)
    {
        var issuer = TestCertificate.Intermediate(Root, change: change);
        var server = TestCertificate.Server(issuer);

        Judging.Is(Judging.Verify(Judging.Chain(server, issuer, Root), Root.Record(CertificateUsage.DaneTa)), DaneStatus.Mismatched, why);
    }

    // An anchor that issued itself is held to its dates: docs/decisions/0006-path-search-for-usage-2.md.
    [Theory]
    [InlineData(MatchingType.Sha256)]
    [InlineData(MatchingType.Full)]
    [MailRule(29, RuleSide.Broken)]
    public void Anchor_Expired_IsRefusedWhetherSentOrInDns(MatchingType matchingType)
    {
        var root = TestCertificate.Root("Old Root", plan => plan.NotAfter = TestCertificate.Now.AddDays(-1));
        var server = TestCertificate.Server(root);
        TlsaRecord record = root.Record(CertificateUsage.DaneTa, Selector.Cert, matchingType);

        DaneOutcome outcome = Judging.Verify(matchingType == MatchingType.Full ? Judging.Chain(server) : Judging.Chain(server, root), record);

        Judging.Is(outcome, DaneStatus.Mismatched, "Old Root");
        Assert.Equal(ResultType.CertificateExpired, outcome.ResultType);
    }

    // One that another issued is name and key (RFC 5280 section 6.1.1), as OpenSSL has it; as a link below the anchor its dates count.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [MailRule(29, RuleSide.Holds)]
    public void Anchor_ThatAnotherIssued_IsNotHeldToItsDatesButWarnedOf(bool expired)
    {
        var crossed = TestCertificate.Intermediate(Root, "Crossed", plan =>
        {
            plan.NotAfter = expired ? TestCertificate.Now.AddDays(-1) : plan.NotAfter;
            plan.NotBefore = expired ? plan.NotBefore : TestCertificate.Now.AddDays(1);
        });
        PeerChain chain = Judging.Chain(TestCertificate.Server(crossed), crossed, Root);

        DaneOutcome outcome = Judging.Verify(chain, crossed.Record(CertificateUsage.DaneTa));
        Judging.Is(outcome, DaneStatus.Matched, "CN=Crossed");
        Assert.Contains(outcome.Warnings, warning => warning.Contains(expired ? "expired on 2026-05-31" : "not valid before 2026-06-02", StringComparison.Ordinal));

        Judging.Is(Judging.Verify(chain, Root.Record(CertificateUsage.DaneTa)), DaneStatus.Mismatched, "CN=Crossed");
        Judging.Is(
            Judging.Verify(chain, crossed.Record(CertificateUsage.DaneTa, Selector.Cert, MatchingType.Full)), DaneStatus.Matched, "CN=Crossed");
    }

    [Theory]
    [InlineData("keyCertSign", DaneStatus.Matched)]
    [InlineData("version 1", DaneStatus.Matched)]
    [InlineData("no extensions", DaneStatus.Mismatched)]
    [InlineData("names alone", DaneStatus.Mismatched)]
    public void Anchor_WithoutBasicConstraints_NeedsKeyCertSignOrTheTimeBeforeExtensions(string kind, DaneStatus expected)
    {
        var root = TestCertificate.Root("Plain Root", plan =>
        {
            plan.IsAuthority = null;
            plan.KeyUsage = kind == "keyCertSign" ? X509KeyUsageFlags.KeyCertSign : null;
            plan.DnsNames = kind == "names alone" ? ["root.example.com"] : [];
        });
        root = kind == "version 1" ? HostileCertificates.VersionOne(root) : root;

        DaneOutcome outcome = Judging.Verify(Judging.Chain(TestCertificate.Server(root), root), root.Record(CertificateUsage.DaneTa));

        Judging.Is(outcome, expected, expected == DaneStatus.Matched ? "Plain Root" : "not marked as an authority");
    }

    [Theory]
    [InlineData(0, DaneStatus.Mismatched)]
    [InlineData(1, DaneStatus.Matched)]
    [Requirement("7672-3.1.2-1")]
    [MailRule(29, RuleSide.Holds)]
    [MailRule(29, RuleSide.Broken)]
    [Requirement("7671-5.2.1-2")]
    public void PathLength_OfTheAnchor_CountsTheAuthoritiesBelow(int length, DaneStatus expected)
    {
        var root = TestCertificate.Root("Short Root", plan => plan.PathLength = length);
        var issuer = TestCertificate.Intermediate(root);
        var server = TestCertificate.Server(issuer);

        Judging.Is(
            Judging.Verify(Judging.Chain(server, issuer, root), root.Record(CertificateUsage.DaneTa, Selector.Cert)),
            expected,
            expected == DaneStatus.Matched ? "" : "allows 0 authorities below it, and there are 1");
    }

    [Fact]
    public void Signature_ByAnotherKeyOfTheSameName_DoesNotHold()
    {
        var impostor = TestCertificate.Root(change: plan => plan.Key = TestCertificate.EllipticKey("impostor"));
        var server = TestCertificate.Server(Root);

        Judging.Is(Judging.Verify(Judging.Chain(server, Root), Root.Record(CertificateUsage.DaneTa)), DaneStatus.Matched, "");
        Judging.Is(
            Judging.Verify(Judging.Chain(server, impostor), impostor.Record(CertificateUsage.DaneTa)),
            DaneStatus.Mismatched,
            "is not signed by certificate 1 (CN=Test Root): its signature does not fit");
    }

    [Theory]
    [InlineData("SHA1", DaneStatus.Matched)]
    [InlineData("MD5", DaneStatus.Mismatched)]
    public void Signature_OverAWeakDigest_IsWarnedOfOrRefused(string digest, DaneStatus expected)
    {
        using var key = RSA.Create(2048);
        var root = TestCertificate.Root("RSA Root", plan => plan.Key = key);
        var server = TestCertificate.Server(root, plan => plan.OldDigest = new HashAlgorithmName(digest));

        DaneOutcome outcome = Judging.Verify(Judging.Chain(server, root), root.Record(CertificateUsage.DaneTa));

        Judging.Is(outcome, expected, expected == DaneStatus.Matched ? "" : "too weak");
        Assert.Equal(expected == DaneStatus.Matched, outcome.Warnings.Any(warning => warning.Contains("SHA-1", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("pkcs1")]
    [InlineData("pss")]
    public void Signature_ByRsa_Holds(string padding)
    {
        using var key = RSA.Create(2048);
        var root = TestCertificate.Root("RSA Root", plan => (plan.Key, plan.Padding) = (key, Of(padding)));
        var server = TestCertificate.Server(root, plan => plan.Padding = Of(padding));

        Judging.Is(Judging.Verify(Judging.Chain(server, root), root.Record(CertificateUsage.DaneTa)), DaneStatus.Matched, "");

        static RSASignaturePadding Of(string name) => name == "pss" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
    }

    // the server's own certificate is no anchor, sent once or twice, self-signed and marked as an authority or not.
    [Theory]
    [InlineData(Selector.Cert, MatchingType.Sha256)]
    [InlineData(Selector.Spki, MatchingType.Sha256)]
    [InlineData(Selector.Spki, MatchingType.Sha512)]
    [InlineData(Selector.Cert, MatchingType.Full)]
    [MailRule(27, RuleSide.Broken)]
    public void Record_OfTheServerItself_IsRefusedAndNamed(Selector selector, MatchingType matchingType)
    {
        var server = TestCertificate.Server(null, plan =>
        {
            plan.IsAuthority = true;
            plan.KeyUsage = null;
        });
        TlsaRecord record = server.Record(CertificateUsage.DaneTa, selector, matchingType);

        foreach (PeerChain chain in (PeerChain[])[Judging.Chain(server), Judging.Chain(server, server), Judging.Chain(server, Root)])
        {
            Judging.Is(Judging.Verify(chain, record), DaneStatus.Mismatched, "the record is that of the server's own certificate, but usage 2");
        }
    }

    // RFC 7671 section 5.2.3 asks only who signed: a certificate that signs itself is signed with its own key. OpenSSL agrees.
    [Fact]
    public void Key_OfTheServerItself_VouchesOnlyForACertificateThatSignsItself()
    {
        var self = TestCertificate.Server(null);

        DaneOutcome outcome = Judging.Verify(Judging.Chain(self), self.Record(CertificateUsage.DaneTa, Selector.Spki, MatchingType.Full));
        Judging.Is(outcome, DaneStatus.Matched, "is signed with the key in the record");
        Assert.Equal(1, outcome.MatchedDepth);

        Judging.Is(
            Judging.Verify(Judging.Chain(Server, Issuer, Root), Server.Record(CertificateUsage.DaneTa, Selector.Spki, MatchingType.Full)),
            DaneStatus.Mismatched,
            "the record is that of the server's own certificate, but usage 2");
    }

    //
    [Fact]
    [MailRule(30, RuleSide.Broken)]
    [MailRule(71, RuleSide.Broken)]
    [Requirement("7671-5.2-1")]
    public void Anchor_ByDigestAndNotSent_IsSaidToBeOmitted()
    {
        DaneOutcome outcome = Judging.Verify(Judging.Chain(Server, Issuer), Root.Record(CertificateUsage.DaneTa, Selector.Cert));

        Judging.Is(outcome, DaneStatus.Mismatched, "server omits TA");
        Assert.Contains("CN=Test Root", outcome.Reason.Text, StringComparison.Ordinal);
        Assert.Equal("RFC 7671 section 5.2.2", outcome.Reason.Rfc);
        Assert.Equal(ResultType.CertificateNotTrusted, outcome.ResultType);
    }

    // `2 0 0`.
    [Fact]
    [MailRule(31, RuleSide.Holds)]
    [MailRule(31, RuleSide.Broken)]
    [Requirement("7671-5.2.2-1")]
    public void Anchor_InDnsOnly_ServesAsOne()
    {
        TlsaRecord record = Root.Record(CertificateUsage.DaneTa, Selector.Cert, MatchingType.Full);

        DaneOutcome outcome = Judging.Verify(Judging.Chain(Server, Issuer), record);
        Judging.Is(outcome, DaneStatus.Matched, "the trust anchor in the record");
        Assert.Equal(2, outcome.MatchedDepth);

        Judging.Is(Judging.Verify(Judging.Chain(Server), record), DaneStatus.Mismatched, "the server omits the issuer of the server's certificate");
    }

    // `2 1 0`.
    [Fact]
    [MailRule(31, RuleSide.Holds)]
    [MailRule(31, RuleSide.Broken)]
    [Requirement("7671-5.2.3-1")]
    public void Key_InDnsOnly_VouchesForWhatItSigned()
    {
        TlsaRecord record = Root.Record(CertificateUsage.DaneTa, Selector.Spki, MatchingType.Full);

        DaneOutcome outcome = Judging.Verify(Judging.Chain(Server, Issuer), record);
        Judging.Is(outcome, DaneStatus.Matched, "certificate 1 (CN=Test Issuer) is signed with the key in the record");
        Assert.Equal(2, outcome.MatchedDepth);

        Judging.Is(Judging.Verify(Judging.Chain(Server), record), DaneStatus.Mismatched, "no certificate of the path is signed with it");
        var late = TestCertificate.Server(Root, plan => plan.NotAfter = TestCertificate.Now.AddDays(-1));
        Judging.Is(Judging.Verify(Judging.Chain(late), record), DaneStatus.Mismatched, "expired");
    }
}
