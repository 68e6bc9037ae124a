using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Dane.Tests;

/// <summary>A-25: the vectors, each in both orders .</summary>
public sealed class DigestAgilityTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Server = TestCertificate.Server(Root);
    private static readonly PeerChain Sent = Judging.Chain(Server, Root);

    private static readonly TlsaRecord Fits311 = Server.Record(CertificateUsage.DaneEe);
    private static readonly TlsaRecord Fits312 = Server.Record(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha512);
    private static readonly TlsaRecord Fits302 = Server.Record(CertificateUsage.DaneEe, Selector.Cert, MatchingType.Sha512);
    private static readonly TlsaRecord Fits310 = Server.Record(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Full);
    private static readonly TlsaRecord Fits211 = Root.Record(CertificateUsage.DaneTa);

    public static TheoryData<string, TlsaRecord, TlsaRecord, DaneStatus> Vectors => new()
    {
        { "the stronger digest is wrong", Fits311, Judging.OneBitOff(Fits312), DaneStatus.Mismatched },
        { "the weaker digest is wrong", Fits312, Judging.OneBitOff(Fits311), DaneStatus.Matched },
        { "another selector", Fits311, Judging.OneBitOff(Fits302), DaneStatus.Matched },
        { "full data beside a wrong digest", Fits310, Judging.OneBitOff(Fits312), DaneStatus.Matched },
        { "a digest of the wrong length is gone before agility", Fits311, Short(Fits312), DaneStatus.Matched },
        { "another usage", Fits211, Judging.OneBitOff(Fits312), DaneStatus.Matched },
        { "an unknown matching type is gone before agility", Fits311, new TlsaRecord(CertificateUsage.DaneEe, Selector.Spki, (MatchingType)3, Fits312.Data), DaneStatus.Matched },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    [Requirement("7672-5-1")]
    [MailRule(25, RuleSide.Holds)]
    [MailRule(25, RuleSide.Broken)]
    [MailRule(70, RuleSide.Holds)]
    [Requirement("7671-2-3")]
    [Requirement("7671-9-1")]
    [Requirement("7671-9-3")]
    [MailRule(70, RuleSide.Broken)]
    public void TwoRecords_InAnyOrder_AreJudgedTheSame(string situation, TlsaRecord first, TlsaRecord second, DaneStatus expected)
    {
        DaneOutcome one = Judging.Verify(Sent, first, second);
        DaneOutcome other = Judging.Verify(Sent, second, first);

        Assert.True(one.Status == expected, situation + ": " + one.Reason);
        Assert.Equal(one.Status, other.Status);
        Assert.Equal(one.Reason, other.Reason);
        Assert.Equal(one.ResultType, other.ResultType);
        Assert.Equal(one.MatchedRecord, other.MatchedRecord);
        Assert.Equal(one.Warnings, other.Warnings);
    }

    [Fact]
    [Requirement("7672-5-1")]
    [MailRule(25, RuleSide.Broken)]
    [Requirement("7671-9-3")]
    public void Record_DroppedThoughItFits_SaysSo()
    {
        DaneOutcome outcome = Judging.Verify(Sent, Fits311, Judging.OneBitOff(Fits312));

        Judging.Is(outcome, DaneStatus.Mismatched, "although it fits");
        Assert.Equal("dropped-by-agility", outcome.Records[0].StateText);
        Assert.Equal("RFC 7671 section 9", outcome.Records[0].Reason.Rfc);
    }

    private static TlsaRecord Short(TlsaRecord record) => new(record.Usage, record.Selector, record.MatchingType, record.Data[..^1]);
}
