using CsCheck;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>A-70: no verdict, reason or warning depends on the order in which records came.</summary>
public sealed class RecordOrderTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Issuer = TestCertificate.Intermediate(Root);
    private static readonly TestCertificate Server = TestCertificate.Server(Issuer);
    private static readonly PeerChain Sent = Judging.Chain(Server, Issuer);

    private static readonly TlsaRecord[] Pool =
    [
        Server.Record(CertificateUsage.DaneEe),
        Judging.OneBitOff(Server.Record(CertificateUsage.DaneEe)),
        Server.Record(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha512),
        Judging.OneBitOff(Server.Record(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha512)),
        Judging.OneBitOff(Server.Record(CertificateUsage.DaneEe, Selector.Cert)),
        Issuer.Record(CertificateUsage.DaneEe),
        Issuer.Record(CertificateUsage.DaneTa),
        Judging.OneBitOff(Issuer.Record(CertificateUsage.DaneTa)),
        Issuer.Record(CertificateUsage.DaneTa, Selector.Cert, MatchingType.Sha512),
        Root.Record(CertificateUsage.DaneTa),
        Root.Record(CertificateUsage.DaneTa, Selector.Cert, MatchingType.Full),
        Root.Record(CertificateUsage.DaneTa, Selector.Spki, MatchingType.Full),
        Server.Record(CertificateUsage.DaneTa),
        Server.Record(CertificateUsage.PkixEe),
        TlsaRecord.Parse("3 1 1 aa"),
        TlsaRecord.Parse("9 9 9 aa"),
    ];

    [Theory]
    [InlineData("smtp")]
    [InlineData("exchange-online")]
    [InlineData("https")]
    [MailRule(70, RuleSide.Holds)]
    public void Set_InAnyOrder_ComesOutTheSame(string service)
    {
        var profile = UsageProfile.ForService(service);
        Gen<TlsaRecord[]> sets = Gen.Shuffle(Pool).Select(Gen.Int[1, 5]).Select((records, count) => records[..count]);

        sets.SelectMany(set => Gen.Shuffle(set).Select(shuffled => (Set: set, Shuffled: shuffled))).Sample(
            pair =>
            {
                DaneOutcome one = Judging.Verify(profile, Sent, Judging.Mx, pair.Set);
                DaneOutcome other = Judging.Verify(profile, Sent, Judging.Mx, pair.Shuffled);

                Assert.Equal(one.Status, other.Status);
                Assert.Equal(one.Reason, other.Reason);
                Assert.Equal(one.ResultType, other.ResultType);
                Assert.Equal(one.MatchedRecord, other.MatchedRecord);
                Assert.Equal(one.MatchedDepth, other.MatchedDepth);
                Assert.Equal(one.Warnings, other.Warnings);
                Assert.Equal(
                    one.Records.OrderBy(record => record.Record.ToString(), StringComparer.Ordinal),
                    other.Records.OrderBy(record => record.Record.ToString(), StringComparer.Ordinal));
            },
            iter: 300);
    }

    // the instant is the one thing that may turn a verdict, and it does so to the second.
    [Fact]
    [MailRule(70, RuleSide.Holds)]
    [MailRule(70, RuleSide.Broken)]
    public void Verdict_AtAnInstant_IsTheSameHoweverOftenAndTurnsWithTheDates()
    {
        FakeTimeProvider clock = new(TestCertificate.Now);
        DaneVerifier verifier = new(UsageProfile.Smtp, clock, TrustRoots.None);
        var records = TlsaRecordSet.FromTrustedInput(Issuer.Record(CertificateUsage.DaneTa), Judging.OneBitOff(Server.Record(CertificateUsage.DaneEe)));
        clock.SetUtcNow(Sent.Leaf!.NotAfter!.Value);

        DaneOutcome before = verifier.Verify(records, Sent, Judging.Mx);
        DaneOutcome again = verifier.Verify(records, PeerChain.FromDer([.. Sent.Certificates.Select(certificate => certificate.Octets)]), Judging.Mx);
        clock.Advance(TimeSpan.FromSeconds(1));
        DaneOutcome after = verifier.Verify(records, Sent, Judging.Mx);

        Judging.Is(before, DaneStatus.Matched, "CN=Test Issuer");
        Assert.Equal((before.Status, before.Reason, before.MatchedRecord, before.MatchedDepth), (again.Status, again.Reason, again.MatchedRecord, again.MatchedDepth));
        Judging.Is(after, DaneStatus.Mismatched, "expired");
    }
}
