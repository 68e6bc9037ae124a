using System.Security.Cryptography;
using System.Text;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Dane.Tests;

/// <summary>Certificates as servers really send them: in any order, padded, repeated, cross-signed, broken beside the path.</summary>
public sealed class ChainShapeTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Upper = TestCertificate.Intermediate(Root, "Upper");
    private static readonly TestCertificate Lower = TestCertificate.Intermediate(Upper, "Lower");
    private static readonly TestCertificate Server = TestCertificate.Server(Lower);
    private static readonly TestCertificate Stranger = TestCertificate.Root("Stranger");

    public static TheoryData<string, string> Shapes => new()
    {
        { "in order", "S L U R" },
        { "backwards", "S R U L" },
        { "shuffled", "S U R L" },
        { "padded", "S X L X U X R X" },
        { "repeated", "S S L L U L R R S" },
        { "with broken certificates between", "S ! L ! U R !" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    [MailRule(29, RuleSide.Holds)]
    [MailRule(30, RuleSide.Holds)]
    [MailRule(30, RuleSide.Broken)]
    [MailRule(29, RuleSide.Broken)]
    public void Path_ThroughAnyShape_IsFound(string shape, string letters)
    {
        PeerChain chain = Shaped(letters);

        DaneOutcome outcome = Judging.Verify(chain, Root.Record(CertificateUsage.DaneTa));

        Judging.Is(outcome, DaneStatus.Matched, "Test Root");
        Assert.Equal(3, outcome.MatchedDepth);
        Judging.Is(Judging.Verify(Shaped(letters.Replace("U", "X", StringComparison.Ordinal)), Root.Record(CertificateUsage.DaneTa)), DaneStatus.Mismatched, shape.Length > 0 ? "omits" : "");
    }

    [Fact]
    [MailRule(29, RuleSide.Broken)]
    public void Stranger_InTheChain_IsNoAnchorOfIt() =>
        Judging.Is(
            Judging.Verify(Shaped("S L U R X"), Stranger.Record(CertificateUsage.DaneTa)), DaneStatus.Mismatched, "which signs itself and is not the trust anchor");

    // Two certificates of one authority, crossed under two roots; only one leads to the anchor, and the other stands first.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [MailRule(29, RuleSide.Holds)]
    public void CrossCertificate_ThatLeadsNowhere_IsLeftAgain(bool wrongFirst)
    {
        var crossed = TestCertificate.Intermediate(Stranger, "Upper");
        PeerChain chain = wrongFirst ? Judging.Chain(Server, Lower, crossed, Upper, Stranger, Root) : Judging.Chain(Server, Lower, Upper, crossed, Stranger, Root);

        Judging.Is(Judging.Verify(chain, Root.Record(CertificateUsage.DaneTa)), DaneStatus.Matched, "Test Root");
        Judging.Is(Judging.Verify(chain, Stranger.Record(CertificateUsage.DaneTa)), DaneStatus.Matched, "Stranger");
    }

    [Fact]
    public void CrossCertificate_Expired_GivesWayToTheOther()
    {
        var late = TestCertificate.Intermediate(Root, "Upper", plan => plan.NotAfter = TestCertificate.Now.AddDays(-1));

        Judging.Is(Judging.Verify(Judging.Chain(Server, Lower, late, Upper, Root), Root.Record(CertificateUsage.DaneTa)), DaneStatus.Matched, "");
        Judging.Is(Judging.Verify(Judging.Chain(Server, Lower, late, Root), Root.Record(CertificateUsage.DaneTa)), DaneStatus.Mismatched, "expired");
    }

    [Fact]
    public void CrossCertificate_WithTooShortAPath_GivesWayToTheOther()
    {
        var narrow = TestCertificate.Intermediate(Root, "Upper", plan => plan.PathLength = 0);

        Judging.Is(Judging.Verify(Judging.Chain(Server, Lower, narrow, Upper, Root), Root.Record(CertificateUsage.DaneTa)), DaneStatus.Matched, "");
        Judging.Is(Judging.Verify(Judging.Chain(Server, Lower, narrow, Root), Root.Record(CertificateUsage.DaneTa)), DaneStatus.Mismatched, "authorities below it");
    }

    // Authorities that certify one another in every direction: the search ends, and says that it was cut off.
    [Fact]
    public void Maze_OfCertificates_EndsAtTheLimit()
    {
        const int Size = 9;
        TestCertificate[] keys = [.. Enumerable.Range(0, Size).Select(i => TestCertificate.Root("Maze", plan => plan.Key = TestCertificate.EllipticKey("maze " + i)))];
        List<TestCertificate> sent = [TestCertificate.Server(keys[0])];
        foreach (TestCertificate of in keys)
        {
            sent.AddRange(keys.Select(by => TestCertificate.Intermediate(by, "Maze", plan =>
            {
                plan.Key = of.Key;
                plan.NotAfter = plan.NotAfter.AddSeconds(Array.IndexOf(keys, by));
            })));
        }

        var elsewhere = TestCertificate.Root("Elsewhere");
        sent.Add(elsewhere);
        DaneOutcome outcome = Judging.Verify(Judging.Chain([.. sent]), elsewhere.Record(CertificateUsage.DaneTa));

        Judging.Is(outcome, DaneStatus.Mismatched, "work limit");
        Judging.Is(Judging.Verify(Judging.Chain([.. sent]), sent[1].Record(CertificateUsage.DaneTa)), DaneStatus.Matched, "");
    }

    // Checking with large keys is what a hostile server would have us do: none too large is used, and few large ones.
    [Theory]
    [InlineData(8192, 6, null)]
    [InlineData(8192, 7, "number of signatures that is tried")]
    [InlineData(16384, 40, null)]
    [InlineData(16384, 120, "number of signatures that is tried")]
    public void LargeKeys_OfOneName_AreTriedUpToTheLimit(int bits, int count, string? limit)
    {
        using var key = RSA.Create(2048);
        var real = TestCertificate.Root("Large", plan => plan.Key = key);
        List<TestCertificate> sent = [TestCertificate.Server(real)];
        for (int i = 0; i < count; i++)
        {
            sent.Add(LargeIssuer(bits, i));
        }

        TlsaRecord record = real.Record(CertificateUsage.DaneTa);
        Judging.Is(Judging.Verify(Judging.Chain([.. sent, real]), record), limit is null ? DaneStatus.Matched : DaneStatus.Mismatched, limit ?? "");
        Judging.Is(
            Judging.Verify(Judging.Chain([.. sent, Root]), Root.Record(CertificateUsage.DaneTa)),
            DaneStatus.Mismatched,
            limit ?? (bits > 8192 ? "its issuer has an RSA key of 16384 bits" : "does not fit its issuer's key"));
    }

    [Fact]
    public void Path_LongerThanTheLimit_IsNotFound()
    {
        List<TestCertificate> issuers = [Root];
        for (int i = 0; i < 12; i++)
        {
            issuers.Add(TestCertificate.Intermediate(issuers[^1], "Step " + i));
        }

        Judging.Is(Judging.Verify(Sent(9), Root.Record(CertificateUsage.DaneTa)), DaneStatus.Matched, "");
        Judging.Is(Judging.Verify(Sent(12), Root.Record(CertificateUsage.DaneTa)), DaneStatus.Mismatched, "issuers in a row");

        PeerChain Sent(int steps)
        {
            TestCertificate[] used = [.. issuers.Take(steps + 1)];
            return Judging.Chain([TestCertificate.Server(used[^1]), .. used.Reverse()]);
        }
    }

    // Names compare without regard to case and string type (RFC 5280 section 7.1).
    [Fact]
    public void IssuerName_WrittenOtherwise_IsTheSameName()
    {
        var root = TestCertificate.Root("Our  ROOT");
        var alike = TestCertificate.Root("our root", plan => plan.Key = root.Key);

        Judging.Is(Judging.Verify(Judging.Chain(TestCertificate.Server(root), alike), alike.Record(CertificateUsage.DaneTa)), DaneStatus.Matched, "");
    }

    private static TestCertificate LargeIssuer(int bits, int number)
    {
        using var key = RSA.Create();
        key.ImportParameters(new RSAParameters
        {
            Modulus = [.. Enumerable.Repeat((byte)0xFF, (bits / 8) - 1), (byte)((2 * number) + 1)],
            Exponent = [1, 0, 1],
        });
        return TestCertificate.Intermediate(Root, "Large", plan => plan.Key = key);
    }

    private static PeerChain Shaped(string letters) => PeerChain.FromDer(letters.Split(' ').Select(letter => (ReadOnlyMemory<byte>)(letter switch
    {
        "S" => Server.Octets,
        "L" => Lower.Octets,
        "U" => Upper.Octets,
        "R" => Root.Octets,
        "X" => Stranger.Octets,
        _ => Encoding.ASCII.GetBytes("0garbage"),
    })));
}
