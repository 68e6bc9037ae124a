using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Dane.Tests;

/// <summary>usage × selector × matching type × { fits, one bit off, wrong length } on a chain of three.</summary>
public sealed class VerifierMatrixTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Issuer = TestCertificate.Intermediate(Root);
    private static readonly TestCertificate Server = TestCertificate.Server(Issuer);
    private static readonly PeerChain Sent = Judging.Chain(Server, Issuer, Root);

    public static MatrixTheoryData<CertificateUsage, Selector, MatchingType> Usable => new(
        [CertificateUsage.DaneTa, CertificateUsage.DaneEe],
        [Selector.Cert, Selector.Spki],
        [MatchingType.Full, MatchingType.Sha256, MatchingType.Sha512]);

    [Theory]
    [MemberData(nameof(Usable))]
    [Requirement("6698-2.1.1-3")]
    [Requirement("6698-6-1")]
    [Requirement("6698-6-2")]
    [Requirement("6698-6-3")]
    [MailRule(27, RuleSide.Holds)]
    [MailRule(23, RuleSide.Holds)]
    [Requirement("7671-2-1")]
    public void Record_ThatFits_Matches(CertificateUsage usage, Selector selector, MatchingType matchingType)
    {
        TlsaRecord record = (usage == CertificateUsage.DaneEe ? Server : Root).Record(usage, selector, matchingType);

        DaneOutcome outcome = Judging.Verify(Sent, record);

        Judging.Is(outcome, DaneStatus.Matched, "");
        Assert.Equal(record, outcome.MatchedRecord);
        Assert.Equal(usage == CertificateUsage.DaneEe ? 0 : 2, outcome.MatchedDepth);
        Assert.Equal("mx.example.com.", outcome.MatchedName!.ToString());
        Assert.Equal("matched", outcome.Records[0].StateText);
    }

    [Theory]
    [MemberData(nameof(Usable))]
    [MailRule(28, RuleSide.Broken)]
    public void Record_OneBitOff_DoesNotMatch(CertificateUsage usage, Selector selector, MatchingType matchingType)
    {
        TlsaRecord record = Judging.OneBitOff((usage == CertificateUsage.DaneEe ? Server : Root).Record(usage, selector, matchingType));

        DaneOutcome outcome = Judging.Verify(Sent, record);

        // The last bit of an anchor is one of its own signature, which is no part of the path (RFC 5280 section 6.1).
        bool isAnchor = (usage, selector, matchingType) is (CertificateUsage.DaneTa, Selector.Cert, MatchingType.Full);
        Judging.Is(outcome, isAnchor ? DaneStatus.Matched : DaneStatus.Mismatched, "");
        Assert.Equal(isAnchor ? RecordState.Matched : RecordState.NoMatch, outcome.Records[0].State);
        Assert.Equal(isAnchor, outcome.Warnings.Any(warning => warning.Contains("is not signed by CN=Test Root", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Usable))]
    [MailRule(23, RuleSide.Broken)]
    public void Record_OneOctetShort_IsUnusable(CertificateUsage usage, Selector selector, MatchingType matchingType)
    {
        byte[] data = (usage == CertificateUsage.DaneEe ? Server : Root).Record(usage, selector, matchingType).Data[..^1].ToArray();

        DaneOutcome outcome = Judging.Verify(Sent, new TlsaRecord(usage, selector, matchingType, data));

        Assert.Equal(DaneStatus.Unusable, outcome.Status);
        Assert.Equal("unusable", outcome.Records[0].StateText);
    }

    [Fact]
    [MailRule(27, RuleSide.Holds)]
    public void Anchor_AtTheIntermediate_MatchesAtItsDepth()
    {
        DaneOutcome outcome = Judging.Verify(Sent, Issuer.Record(CertificateUsage.DaneTa));

        Judging.Is(outcome, DaneStatus.Matched, "certificate 1 (CN=Test Issuer)");
        Assert.Equal(1, outcome.MatchedDepth);
    }

    // a set without a usable record authenticates nobody, and says what follows per protocol.
    [Fact]
    [MailRule(24, RuleSide.Holds)]
    public void Set_AllUnusable_AuthenticatesNobody()
    {
        DaneOutcome mail = Judging.Verify(Sent, TlsaRecord.Parse("1 1 1 " + new string('a', 64)));
        DaneOutcome web = Judging.Verify(UsageProfile.Https, Sent, Judging.Mx, TlsaRecord.Parse("9 1 1 " + new string('a', 64)));

        Assert.Equal(DaneStatus.Unusable, mail.Status);
        Assert.Contains("TLS is required", mail.Reason.Text, StringComparison.Ordinal);
        Assert.Equal("RFC 7672 section 2.2", mail.Reason.Rfc);
        Assert.Contains("PKIX", web.Reason.Text, StringComparison.Ordinal);
        Assert.Equal("RFC 6698 section 4.1", web.Reason.Rfc);
        Assert.Null(mail.MatchedRecord);
    }

    // an unusable record that fits does not help a usable one that does not.
    [Fact]
    [MailRule(24, RuleSide.Holds)]
    [MailRule(24, RuleSide.Broken)]
    public void Set_WithOneUsableRecord_IsDecidedByIt()
    {
        TlsaRecord unusable = Server.Record(CertificateUsage.PkixEe);
        TlsaRecord usable = Server.Record(CertificateUsage.DaneEe);

        Judging.Is(Judging.Verify(Sent, unusable, usable), DaneStatus.Matched, "");
        DaneOutcome outcome = Judging.Verify(Sent, unusable, Judging.OneBitOff(usable));
        Judging.Is(outcome, DaneStatus.Mismatched, "the record is not that of the server's certificate");
        Assert.Equal([RecordState.Unusable, RecordState.NoMatch], Judging.States(outcome));
        Assert.Equal(ResultType.TlsaInvalid, outcome.ResultType);
    }

    // The worthiest hundred are looked at, whatever order they came in: usage 3 before usage 2.
    [Theory]
    [InlineData(99, DaneStatus.Matched)]
    [InlineData(100, DaneStatus.Mismatched)]
    public void Set_WithoutEnd_IsLookedAtUpToTheLimit(int others, DaneStatus expected)
    {
        TlsaRecord anchor = Root.Record(CertificateUsage.DaneTa);
        TlsaRecord[] set = [anchor, .. Enumerable.Range(0, others).Select(i => TlsaRecord.Parse($"3 1 1 {i:x64}"))];

        DaneOutcome outcome = Judging.Verify(Sent, set);

        Judging.Is(outcome, expected, expected == DaneStatus.Matched ? "Test Root" : "none of 100 records holds");
        Assert.Equal(expected == DaneStatus.Matched ? RecordState.Matched : RecordState.NotNeeded, outcome.Records[0].State);
        Assert.Equal(expected == DaneStatus.Mismatched, outcome.Records[0].Reason.Text == "work limit: 100 records of a set are looked at");
        Assert.Equal(Judging.States(outcome), Judging.States(Judging.Verify(Sent, [.. set.Reverse()])).Reverse());
    }

    [Fact]
    public void Peer_WithoutCertificate_MatchesNothing()
    {
        DaneOutcome outcome = Judging.Verify(PeerChain.FromDer(), Server.Record(CertificateUsage.DaneEe), Root.Record(CertificateUsage.DaneTa));

        Judging.Is(outcome, DaneStatus.Mismatched, "sent no certificate");
    }
}
