using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Conformance.Tests.Recorded;

/// <summary>Answers of the public DNS, judged at their time under the root's anchors: each comes out as its source says.</summary>
public sealed class RecordedChainTests
{
    public static TheoryData<string> All => [.. RecordedChains.Names];

    [Theory]
    [InlineData("cloudflare.com A")]
    [InlineData("ethlab.xyz TXT")]
    [InlineData("matoken.live TXT")]
    [InlineData("bitcoin.ninja TXT")]
    [InlineData("bitcoin.ninja TXT by a wildcard alias")]
    [InlineData("nlnetlabs.nl TXT")]
    [InlineData("nlnet.nl TXT")]
    [InlineData("verisigninc.com TXT")]
    [InlineData("kirei.se TXT")]
    [InlineData("iis.se TXT")]
    [InlineData("iana.org TXT")]
    [InlineData("nic.se SOA")]
    [InlineData("se NS")]
    [InlineData("nic.se DNSKEY")]
    [InlineData("api.turris.cz A")]
    [InlineData("api.turris.cz AAAA")]
    [InlineData("nicmexico.mx A")]
    [InlineData("random1.blog.root.cz A")]
    [InlineData("ed25519.nl A")]
    [InlineData("nsec3-ecdsa384.ingotronic.ch A")]
    [InlineData("isc.ingotronic.ch A by DNAME")]
    public void Chain_ThatHolds_IsSecureWithItsData(string name)
    {
        RecordedChain chain = RecordedChains.Of(name);
        Judgement judgement = chain.Judge();

        Expect(judgement, SecurityStatus.Secure, ReasonKind.None);
        Assert.Equal(ResponseCode.NoError, judgement.Code);
        RecordSet data = Assert.Single(judgement.Data);
        Assert.Equal((chain.Question.Type, judgement.FinalName), (data.Type, data.Owner));
    }

    [Theory]
    [InlineData(". DS", ResponseCode.NoError)]
    [InlineData("hm DS", ResponseCode.NoError)]
    [InlineData("deep.sk2 A", ResponseCode.NXDomain)]
    [InlineData("qwr.cz A", ResponseCode.NXDomain)]
    [InlineData("\",.\" A", ResponseCode.NXDomain)]
    [InlineData("www.ingotronic.ch MX", ResponseCode.NoError)]
    [InlineData("www.nsec3.ingotronic.ch MX", ResponseCode.NoError)]
    [InlineData("gibtsnicht.ingotronic.ch A", ResponseCode.NXDomain)]
    [InlineData("gibtsnicht.nsec3.ingotronic.ch A", ResponseCode.NXDomain)]
    [InlineData("a.wc.nsec3.ingotronic.ch MX", ResponseCode.NoError)]
    public void Absence_ThatIsProved_IsSecureWithoutData(string name, ResponseCode code)
    {
        Judgement judgement = RecordedChains.Of(name).Judge();

        Expect(judgement, SecurityStatus.Secure, ReasonKind.None);
        Assert.Equal(code, judgement.Code);
        Assert.Empty(judgement.Data);
        Assert.Contains(judgement.Authority, set => set.Type is RecordType.NSEC or RecordType.NSEC3);
    }

    [Theory]
    [Requirement("4033-5-2")]
    [InlineData("www.lidovky.cz A", ReasonKind.InsecureDelegation)]
    [InlineData("www.nic.mx A", ReasonKind.OptOutDelegation)]
    [InlineData("a.b.sample.net A", ReasonKind.OptOutDelegation)]
    [InlineData("hm SOA", ReasonKind.InsecureDelegation)]
    [InlineData("20min.ch A", ReasonKind.OptOutDelegation)]
    [InlineData("unsigned.ingotronic.ch A", ReasonKind.InsecureDelegation)]
    public void Zone_ThatIsUnsignedByProof_IsInsecureWithItsData(string name, ReasonKind why)
    {
        Judgement judgement = RecordedChains.Of(name).Judge();

        Expect(judgement, SecurityStatus.Insecure, why);
        Assert.Single(judgement.Data);
        Assert.Empty(judgement.SecureData);
    }

    /// <summary>RFC 9905 section 2: what rests on SHA-1 counts as unsigned unless the user wants it otherwise.</summary>
    [Theory]
    [Requirement("4033-6-1")]
    [Requirement("6840-2.1-1")]
    [Requirement("9905-2-2")]
    [Requirement("9905-2-3")]
    [Requirement("9905-2-4")]
    [InlineData("iis.se TXT")]
    [InlineData("iana.org TXT")]
    [InlineData("nicmexico.mx A")]
    [InlineData("random1.blog.root.cz A")]
    [InlineData("gibtsnicht.ingotronic.ch A")]
    [InlineData("gibtsnicht.nsec3.ingotronic.ch A")]
    public void Chain_ThatRestsOnSha1_IsInsecureByDefault(string name)
    {
        RecordedChain chain = RecordedChains.Of(name);

        Expect((chain with { Policy = new ValidationPolicy() }).Judge(), SecurityStatus.Insecure, ReasonKind.Sha1Policy);
        Expect(chain.Judge(), SecurityStatus.Secure, ReasonKind.None);
    }

    [Theory]
    [Requirement("4034-3.1.5-1")]
    [MemberData(nameof(All))]
    public void Chain_ADayBeforeItsSignaturesBegin_IsBogus(string name)
    {
        RecordedChain chain = RecordedChains.Of(name);
        DateTimeOffset begin = ChainParts.Steps(chain.Judge().Verdict.Evidence).Max(step => step.Inception)!.Value;

        Expect((chain with { Instant = begin.AddDays(-1) }).Judge(), SecurityStatus.Bogus, ReasonKind.SignatureNotYetValid);
    }

    [Theory]
    [Requirement("4034-3.1.5-2")]
    [MemberData(nameof(All))]
    public void Chain_ADayAfterItsSignaturesEnd_IsBogus(string name)
    {
        RecordedChain chain = RecordedChains.Of(name);
        DateTimeOffset end = ChainParts.Steps(chain.Judge().Verdict.Evidence).Min(step => step.Expiration)!.Value;

        Expect((chain with { Instant = end.AddDays(1) }).Judge(), SecurityStatus.Bogus, ReasonKind.SignatureExpired);
    }

    /// <summary>The recordings are worth their place only while they show every algorithm and both kinds of denial at work.</summary>
    [Fact]
    public void Chains_TakenTogether_UseEveryAlgorithmAndBothKindsOfDenial()
    {
        Judgement[] judgements = [.. RecordedChains.Names.Select(name => RecordedChains.Of(name).Judge())];
        IEnumerable<DnssecAlgorithm?> algorithms = judgements.SelectMany(judgement => ChainParts.Steps(judgement.Verdict.Evidence)).Select(step => step.Algorithm);
        IEnumerable<RecordType> denials = judgements.SelectMany(judgement => judgement.Authority).Select(set => set.Type);

        DnssecAlgorithm?[] every =
        [
            DnssecAlgorithm.RsaSha1, DnssecAlgorithm.RsaSha1Nsec3Sha1, DnssecAlgorithm.RsaSha256, DnssecAlgorithm.RsaSha512,
            DnssecAlgorithm.EcdsaP256Sha256, DnssecAlgorithm.EcdsaP384Sha384, DnssecAlgorithm.Ed25519,
        ];
        Assert.Empty(every.Except(algorithms));
        Assert.Empty(new[] { RecordType.NSEC, RecordType.NSEC3 }.Except(denials));
    }

    internal static void Expect(Judgement judgement, SecurityStatus status, ReasonKind why) =>
        Assert.Equal((status, why, judgement.Verdict.Why?.Text), (judgement.Verdict.Status, judgement.Verdict.Why?.Kind ?? ReasonKind.None, judgement.Verdict.Why?.Text));
}
