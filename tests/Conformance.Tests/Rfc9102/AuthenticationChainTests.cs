using System.Globalization;
using System.Text.RegularExpressions;
using DaneCore.Conformance.Tests.Recorded;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using DaneCore.Support.Replaying;

namespace DaneCore.Conformance.Tests.Rfc9102;

/// <summary>
/// Authentication chains: all records from a private root to a TLSA record or to the proof that there is none. RFC 9102
/// appendix A.1 as octets, and the eight cases of the draft before it as text.
/// </summary>
public sealed partial class AuthenticationChainTests
{
    private static readonly TrustAnchorSet Anchors = RootAnchors.Parse(File.ReadAllText(PathOf("root.ds")));

    [Fact]
    public void Chain_OfAppendixA1_IsSecure()
    {
        RecordedChain chain = AppendixA1();

        Judgement judgement = chain.Judge();

        RecordedChainTests.Expect(judgement, SecurityStatus.Secure, ReasonKind.None);
        Assert.Equal(
            "3 1 1 8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922",
            Assert.Single(Assert.Single(judgement.Data).Data).ToString(),
            ignoreCase: true);
    }

    [Theory]
    [InlineData(DamagedPart.Data, ReasonKind.SignatureWrong)]
    [InlineData(DamagedPart.DataSignature, ReasonKind.SignatureWrong)]
    [InlineData(DamagedPart.Delegation, ReasonKind.SignatureWrong)]
    [InlineData(DamagedPart.EntryKey, ReasonKind.NoKeyMatchesDelegation)]
    public void Chain_OfAppendixA1WithOneOctetAltered_IsBogus(DamagedPart part, ReasonKind why)
    {
        RecordedChain chain = AppendixA1();
        Func<ResourceRecord, bool> belongs = ChainParts.Of(chain.Judge(), part);

        Judgement judgement = (chain with { World = chain.World.With(record => belongs(record) ? OctetDamage.Of(record) : record) }).Judge();

        RecordedChainTests.Expect(judgement, SecurityStatus.Bogus, why);
    }

    [Theory]
    [InlineData("_443._tcp.www.example.com", "_443._tcp.www.example.com.", ResponseCode.NoError)]
    [InlineData("_25._tcp.example.com NSEC wildcard", "_25._tcp.example.com.", ResponseCode.NoError)]
    [InlineData("_25._tcp.example.org NSEC3 wildcard", "_25._tcp.example.org.", ResponseCode.NoError)]
    [InlineData("_443._tcp.www.example.org CNAME", "dane311.example.org.", ResponseCode.NoError)]
    [InlineData("_443._tcp.www.example.net DNAME", "_443._tcp.www.example.com.", ResponseCode.NoError)]
    [InlineData("_25._tcp.smtp.example.com NSEC Denial of Existence", "_25._tcp.smtp.example.com.", ResponseCode.NXDomain)]
    [InlineData("_25._tcp.smtp.example.org NSEC3 Denial of Existence", "_25._tcp.smtp.example.org.", ResponseCode.NXDomain)]
    public void Chain_OfTheDraft_IsSecure(string title, string finalName, ResponseCode code)
    {
        Judgement judgement = OfDraft(title).Judge();

        RecordedChainTests.Expect(judgement, SecurityStatus.Secure, ReasonKind.None);
        Assert.Equal((finalName, code), (judgement.FinalName.ToString(), judgement.Code));
        Assert.Equal(code == ResponseCode.NoError ? 1 : 0, judgement.Data.Count);
    }

    [Fact]
    public void Chain_OfTheDraftToAnOptedOutZone_IsInsecure() =>
        RecordedChainTests.Expect(
            OfDraft("_443._tcp.www.insecure.example NSEC3 opt-out insecure delegation").Judge(), SecurityStatus.Insecure, ReasonKind.OptOutDelegation);

    [Theory]
    [InlineData("_443._tcp.www.example.com", RecordType.TLSA, ReasonKind.SignatureWrong)]
    [InlineData("_25._tcp.example.com NSEC wildcard", RecordType.TLSA, ReasonKind.SignatureWrong)]
    [InlineData("_25._tcp.example.com NSEC wildcard", RecordType.NSEC, ReasonKind.WildcardWithoutProof)]
    [InlineData("_25._tcp.example.org NSEC3 wildcard", RecordType.NSEC3, ReasonKind.WildcardWithoutProof)]
    [InlineData("_443._tcp.www.example.org CNAME", RecordType.CNAME, ReasonKind.SignatureWrong)]
    [InlineData("_443._tcp.www.example.net DNAME", RecordType.DNAME, ReasonKind.SignatureWrong)]
    [InlineData("_25._tcp.smtp.example.com NSEC Denial of Existence", RecordType.NSEC, ReasonKind.SignatureWrong)]
    [InlineData("_25._tcp.smtp.example.org NSEC3 Denial of Existence", RecordType.NSEC3, ReasonKind.SignatureWrong)]
    [InlineData("_443._tcp.www.insecure.example NSEC3 opt-out insecure delegation", RecordType.NSEC3, ReasonKind.SignatureWrong)]
    public void Chain_OfTheDraftWithOneOctetAltered_IsBogus(string title, RecordType type, ReasonKind why)
    {
        RecordedChain chain = OfDraft(title);

        Judgement judgement = (chain with { World = chain.World.With(record => record.Type == type ? OctetDamage.Of(record) : record) }).Judge();

        RecordedChainTests.Expect(judgement, SecurityStatus.Bogus, why);
    }

    private static RecordedChain AppendixA1() => new(
        new Question(DomainName.Parse("_443._tcp.www.example.com."), RecordType.TLSA),
        new RecordPool(BareRecords.Read(Convert.FromHexString(File.ReadAllText(PathOf("a1-authentication-chain.hex")).Trim()))),
        At("2019-06-01T00:00:00Z"))
    {
        Anchors = Anchors,
    };

    /// <summary>A section of the draft: its title begins with the name asked for; its first figure holds the records, others their octets.</summary>
    private static RecordedChain OfDraft(string title)
    {
        string text = File.ReadAllText(PathOf("draft-08-test-vectors.txt"));
        int begin = text.IndexOf($"<section title=\"{title}\">", StringComparison.Ordinal);
        int end = text.IndexOf("</section>", begin, StringComparison.Ordinal);
        IEnumerable<ResourceRecord> records =
            from figure in FigurePattern.Matches(text[begin..end])
            let lines = figure.Groups["text"].Value
            where !lines.TrimStart().StartsWith("0000:", StringComparison.Ordinal)
            from record in ZoneText.Parse(lines)
            select record;
        Question question = new(DomainName.Parse(title.Split(' ')[0] + "."), RecordType.TLSA);
        return new RecordedChain(question, new RecordPool(records), At("2017-01-01T00:00:00Z")) { Anchors = Anchors };
    }

    private static string PathOf(string file) => TestData.PathOf("vectors", "rfc9102", file);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("<artwork>(?<text>.*?)</artwork>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FigurePattern { get; }
}
