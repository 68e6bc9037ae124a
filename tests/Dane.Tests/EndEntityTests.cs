using System.Security.Cryptography;
using System.Text;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Dane.Tests;

public sealed class EndEntityTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Issuer = TestCertificate.Intermediate(Root);
    private static readonly TestCertificate Server = TestCertificate.Server(Issuer);

    public static TheoryData<string, Action<CertificatePlan>> Odd => new()
    {
        { "expired", plan => plan.NotAfter = TestCertificate.Now.AddDays(-1) },
        { "not valid yet", plan => plan.NotBefore = TestCertificate.Now.AddDays(1) },
        { "another name", plan => plan.DnsNames = ["other.example.net"] },
        { "no name at all", plan => (plan.Subject, plan.DnsNames) = ("", []) },
        { "for clients only", plan => plan.Purposes = ["1.3.6.1.5.5.7.3.2"] },
        { "a key that may only sign certificates", plan => plan.KeyUsage = System.Security.Cryptography.X509Certificates.X509KeyUsageFlags.KeyCertSign },
        { "an unknown critical extension", plan => plan.AddExtension("1.3.6.1.4.1.99999.1", isCritical: true, [5, 0]) },
        { "a broken list of names", plan => plan.AddExtension("2.5.29.17", isCritical: false, [0x30, 0x05]) },
    };

    // under usage 3 nothing counts but the octets. The same certificate under usage 2 shows that each oddity is one.
    [Theory]
    [MemberData(nameof(Odd))]
    [Requirement("6698-2.1.1-4")]
    [Requirement("7672-3.1.1-1")]
    [Requirement("7672-3.2.1-1")]
    [MailRule(26, RuleSide.Holds)]
    [MailRule(26, RuleSide.Broken)]
    [Requirement("7671-5.1-1")]
    [Requirement("7671-5.1-2")]
    [Requirement("7671-4.2-1")]
    public void Certificate_OddInAnyOtherWay_IsAccepted(string situation, Action<CertificatePlan> change)
    {
        var server = TestCertificate.Server(Issuer, plan =>
        {
            plan.Key = TestCertificate.EllipticKey(situation);
            plan.DnsNames = situation == "a broken list of names" ? [] : plan.DnsNames;
            change(plan);
        });
        PeerChain chain = Judging.Chain(server, Issuer);

        Judging.Is(Judging.Verify(chain, server.Record(CertificateUsage.DaneEe)), DaneStatus.Matched, "");
        Judging.Is(Judging.Verify(chain, Issuer.Record(CertificateUsage.DaneTa)), DaneStatus.Mismatched, "");
    }

    // A-26, seen from Microsoft: what RFC 7671 lets pass is pointed out.
    [Fact]
    public void Certificate_ExpiredUnderUsage3_MatchesWithAWarningAboutExchangeOnline()
    {
        var server = TestCertificate.Server(Issuer, plan => plan.NotAfter = TestCertificate.Now.AddDays(-1));

        DaneOutcome outcome = Judging.Verify(Judging.Chain(server), server.Record(CertificateUsage.DaneEe));

        Judging.Is(outcome, DaneStatus.Matched, "");
        Assert.Contains(outcome.Warnings, warning => warning.Contains("5.7.322", StringComparison.Ordinal));
        Assert.Empty(Judging.Verify(Judging.Chain(Server), Server.Record(CertificateUsage.DaneEe)).Warnings);
    }

    // depth 0 only.
    [Fact]
    [Requirement("6698-2.1.1-4")]
    [MailRule(27, RuleSide.Broken)]
    [MailRule(71, RuleSide.Broken)]
    public void Record_OfAnIssuer_DoesNotMatchAndIsNamed()
    {
        DaneOutcome outcome = Judging.Verify(Judging.Chain(Server, Issuer), Issuer.Record(CertificateUsage.DaneEe));

        Judging.Is(outcome, DaneStatus.Mismatched, "the record is that of certificate 1 (CN=Test Issuer)");
        Assert.Contains("publish it with usage 2", outcome.Reason.Text, StringComparison.Ordinal);
    }

    public static TheoryData<string, TlsaRecord> Mistakes => new()
    {
        { "the digest of nothing", new(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha256, SHA256.HashData([])) },
        { "says selector 1", new(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha256, SHA256.HashData(Server.Octets)) },
        { "says selector 0", new(CertificateUsage.DaneEe, Selector.Cert, MatchingType.Sha512, SHA512.HashData(Server.PublicKey)) },
        { "of the PEM text", new(CertificateUsage.DaneEe, Selector.Cert, MatchingType.Sha256, SHA256.HashData(Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", Server.Octets) + "\n"))) },
        { "bare key bits", new(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha256, SHA256.HashData(Server.PublicKey[^65..])) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    [MailRule(69, RuleSide.Broken)]
    [MailRule(27, RuleSide.Broken)]
    public void Record_MadeByACommonMistake_IsRecognised(string mistake, TlsaRecord record) =>
        Judging.Is(Judging.Verify(Judging.Chain(Server, Issuer), record), DaneStatus.Mismatched, mistake);

    [Fact]
    public void Certificate_NotReadable_MatchesNothing()
    {
        byte[] octets = [0x30, 0x03, 0x02, 0x01, 0x00];
        TlsaRecord record = new(CertificateUsage.DaneEe, Selector.Cert, MatchingType.Sha256, SHA256.HashData(octets));

        Judging.Is(Judging.Verify(PeerChain.FromDer(octets), record), DaneStatus.Mismatched, "cannot be read");
    }

    // usage 3 first, then 2; any match wins, in any order.
    [Fact]
    [MailRule(28, RuleSide.Holds)]
    [MailRule(28, RuleSide.Broken)]
    public void Set_WithUsage3And2_IsSatisfiedByEither()
    {
        PeerChain chain = Judging.Chain(Server, Issuer);
        TlsaRecord leaf = Server.Record(CertificateUsage.DaneEe);
        TlsaRecord anchor = Issuer.Record(CertificateUsage.DaneTa);

        DaneOutcome both = Judging.Verify(chain, anchor, leaf);
        Assert.Equal(leaf, both.MatchedRecord);
        Assert.Equal([RecordState.NotNeeded, RecordState.Matched], Judging.States(both));

        DaneOutcome second = Judging.Verify(chain, Judging.OneBitOff(leaf), anchor);
        Assert.Equal(anchor, second.MatchedRecord);
        Assert.Equal([RecordState.NoMatch, RecordState.Matched], Judging.States(second));

        Judging.Is(Judging.Verify(chain, Judging.OneBitOff(leaf), Judging.OneBitOff(anchor)), DaneStatus.Mismatched, "none of 2 records holds");
    }

    // each combination present has to fit.
    [Fact]
    [MailRule(66, RuleSide.Broken)]
    [Requirement("7671-8-1")]
    [Requirement("7671-8-2")]
    [Requirement("7672-9.2-1")]
    public void Set_WithACombinationThatFitsNothing_IsPointedOut()
    {
        DaneOutcome outcome = Judging.Verify(
            Judging.Chain(Server, Issuer), Server.Record(CertificateUsage.DaneEe), Judging.OneBitOff(Issuer.Record(CertificateUsage.DaneTa)));

        Judging.Is(outcome, DaneStatus.Matched, "");
        Assert.Contains(outcome.Warnings, warning => warning.StartsWith("no 2 1 1 record fits", StringComparison.Ordinal));
    }
}
