using DaneCore.Lab.Scenarios;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>What waiting times are made of, and what to mind about a set that stands in DNS.</summary>
public sealed class TlsaPublicationTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Server = TestCertificate.Server(Root);
    private static readonly TestCertificate Other = TestCertificate.Server(Root, plan => plan.Key = TestCertificate.EllipticKey("other"));
    private static readonly PeerChain Sent = Judging.Chain(Server, Root);
    private static readonly TlsaRecord Good = Server.Record(CertificateUsage.DaneEe);

    [Fact]
    public void Ttl_OfASignedSet_IsTheZonesOwn()
    {
        TlsaPublication published = Publications.Signed([Good], ttl: 17, original: 7200, days: 14);

        Assert.True(published.IsKnown);
        Assert.Equal(TimeSpan.FromHours(2), published.Ttl);
        Assert.Equal(TestCertificate.Now.AddDays(7), published.SignedUntil);
        Assert.Equal(TimeSpan.FromDays(14), published.SignatureLifetime);
        Assert.Equal([Good], published.Records);
    }

    [Fact]
    public void Ttl_OfASetThatNobodySigned_IsTheOneReceived() =>
        Assert.Equal(TimeSpan.FromSeconds(300), Publications.Insecure([Good]).Ttl);

    [Fact]
    public void Ttl_OfNothing_IsTheMinimumOfTheSoa()
    {
        TlsaPublication published = Publications.Absent(minimum: 900);

        Assert.True(published.IsKnown);
        Assert.Empty(published.Records);
        Assert.Equal(TimeSpan.FromSeconds(900), published.Ttl);
    }

    [Fact]
    public void Replay_IsPossibleUntilTheLastSignatureEnds()
    {
        TlsaPublication published = Publications.Signed([Good], days: 14);

        Assert.Equal(TestCertificate.Now.AddDays(7), published.ReplayableUntil(TestCertificate.Now));
        Assert.Equal(TestCertificate.Now.AddDays(15), published.ReplayableUntil(TestCertificate.Now.AddDays(1)));
        Assert.Null(Publications.Absent(900).ReplayableUntil(TestCertificate.Now));
    }

    [Fact]
    [MailRule(68, RuleSide.Holds)]
    public void Review_OfASoundSet_HasNothingToSay()
    {
        PublicationReview review = Review(Publications.Signed([Good]));

        Assert.True(review.Fits);
        Assert.Equal(RecordState.Matched, Assert.Single(review.Records).State);
        Assert.Empty(review.Warnings);
    }

    [Fact]
    [MailRule(68, RuleSide.Broken)]
    [Requirement("7671-13-1")]
    [Requirement("7672-9.2-3")]
    public void Review_OfLongTimes_SaysSo()
    {
        AssertWarns(Publications.Signed([Good], original: 86_401), "a TTL of 24 hours", "RFC 7671 section 13");
        AssertWarns(Publications.Signed([Good], days: 33), "hold for 33 days", "RFC 7671 section 11");
        Assert.Empty(Review(Publications.Signed([Good], original: 86_400, days: 32)).Warnings);
    }

    [Fact]
    public void Review_OfAStaleRecord_NamesItUnlessItIsPlanned()
    {
        TlsaRecord next = Other.Record(CertificateUsage.DaneEe);

        AssertWarns(Publications.Signed([Good, next]), next.ToString(), "fits neither these certificates nor those to come");
        Assert.Empty(Review(Publications.Signed([Good, next]), Good, next).Warnings);
    }

    [Fact]
    public void Review_WhereNothingFits_SaysThatMailWaits() =>
        AssertWarns(Publications.Signed([Other.Record(CertificateUsage.DaneEe)]), "hold mail back now", "RFC 7671 section 5.1");

    [Fact]
    public void Review_OfARecordForTheWrongUsage_NamesTheMistake() =>
        AssertWarns(Publications.Signed([Good, Server.Record(CertificateUsage.DaneTa)]), "usage 2 names an issuer; publish it with usage 3");

    [Fact]
    [MailRule(69, RuleSide.Broken)]
    public void Review_OfADigestOfNothing_NamesTheMistake() => AssertWarns(
        Publications.Signed([Good, TlsaRecord.Parse("3 1 1 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]),
        "the digest of nothing");

    [Fact]
    public void Review_OfTheWeakerDigest_SaysThatItDoesNotCount()
    {
        PublicationReview review = Review(Publications.Signed([Good, Other.Record(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha512)]));

        Assert.False(review.Fits);
        Assert.Equal([RecordState.DroppedByAgility, RecordState.NoMatch], review.Records.Select(record => record.State));
    }

    [Fact]
    public void Review_OfAPlaceThatIsNotSigned_SaysThatNobodyLooks() => AssertWarns(Publications.Insecure([Good]), "is not signed", "RFC 7672 section 2.2");

    [Fact]
    public void Review_OfAPlaceThatCouldNotBeSeen_SaysWhy()
    {
        TlsaPublication published = Publications.Unknown();

        Assert.False(published.IsKnown);
        Assert.Null(published.Ttl);
        AssertWarns(published, "could not be found out", "as the test says");
    }

    private static void AssertWarns(TlsaPublication published, params string[] words)
    {
        string warning = Assert.Single(Review(published).Warnings, text => text.Contains(words[0], StringComparison.Ordinal));
        Assert.All(words, word => Assert.Contains(word, warning, StringComparison.Ordinal));
    }

    private static PublicationReview Review(TlsaPublication published, params TlsaRecord[] planned) =>
        new TlsaGenerator(UsageProfile.Smtp, new FakeTimeProvider(TestCertificate.Now), TrustRoots.None)
            .Review(published, Sent, planned.Length > 0 ? planned : [Good], Judging.Mx);
}
