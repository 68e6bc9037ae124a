using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using DaneCore.Support.Replaying;

namespace DaneCore.Conformance.Tests.Recorded;

/// <summary>
/// The same answers with one octet altered, or records taken away: what was secure or unsigned by proof becomes bogus with
/// the reason that fits, never anything better.
/// </summary>
public sealed class DamagedChainTests
{
    private static readonly DamagedPart[] WithData =
        [DamagedPart.Data, DamagedPart.DataSignature, DamagedPart.Delegation, DamagedPart.EntryKey, DamagedPart.ZoneKey];

    private static readonly DamagedPart[] WithDenial =
        [DamagedPart.Delegation, DamagedPart.EntryKey, DamagedPart.ZoneKey, DamagedPart.Denial, DamagedPart.DenialSignature];

    private static readonly DamagedPart[] RootWithDenial =
        [DamagedPart.EntryKey, DamagedPart.ZoneKey, DamagedPart.Denial, DamagedPart.DenialSignature];

    private static readonly Dictionary<string, DamagedPart[]> Parts = new(StringComparer.Ordinal)
    {
        ["cloudflare.com A"] = WithData,
        ["ethlab.xyz TXT"] = WithData,
        ["matoken.live TXT"] = WithData,
        ["bitcoin.ninja TXT"] = WithData,
        ["bitcoin.ninja TXT by a wildcard alias"] = WithData,
        ["nlnetlabs.nl TXT"] = WithData,
        ["nlnet.nl TXT"] = WithData,
        ["verisigninc.com TXT"] = WithData,
        ["kirei.se TXT"] = WithData,
        ["iis.se TXT"] = WithData,
        ["iana.org TXT"] = WithData,
        ["nic.se SOA"] = WithData,
        ["se NS"] = WithData,
        ["nic.se DNSKEY"] = WithData[2..],
        ["api.turris.cz A"] = WithData,
        ["api.turris.cz AAAA"] = WithData,
        ["nicmexico.mx A"] = WithData,
        ["random1.blog.root.cz A"] = [.. WithData, DamagedPart.Alias, DamagedPart.Denial, DamagedPart.DenialSignature],
        ["ed25519.nl A"] = WithData,
        ["nsec3-ecdsa384.ingotronic.ch A"] = [.. WithData, DamagedPart.Denial, DamagedPart.DenialSignature],
        ["isc.ingotronic.ch A by DNAME"] = [.. WithData, DamagedPart.Alias],
        [". DS"] = RootWithDenial,
        ["hm DS"] = RootWithDenial,
        ["deep.sk2 A"] = RootWithDenial,
        ["qwr.cz A"] = WithDenial,
        ["\",.\" A"] = RootWithDenial,
        ["www.ingotronic.ch MX"] = WithDenial,
        ["www.nsec3.ingotronic.ch MX"] = WithDenial,
        ["gibtsnicht.ingotronic.ch A"] = WithDenial,
        ["gibtsnicht.nsec3.ingotronic.ch A"] = WithDenial,
        ["a.wc.nsec3.ingotronic.ch MX"] = WithDenial,
        ["www.lidovky.cz A"] = [.. WithDenial, DamagedPart.Alias],
        ["www.nic.mx A"] = WithDenial,
        ["a.b.sample.net A"] = WithDenial,
        ["hm SOA"] = RootWithDenial,
        ["20min.ch A"] = WithDenial,
        ["unsigned.ingotronic.ch A"] = WithDenial,
    };

    /// <summary>Where the reason is not the one usual for the part.</summary>
    private static readonly Dictionary<(string Name, DamagedPart Part), ReasonKind> Unusual = new()
    {
        // Its DS names the key without the SEP flag, and that key signs everything.
        [("ethlab.xyz TXT", DamagedPart.EntryKey)] = ReasonKind.SignatureWrong,
        [("ethlab.xyz TXT", DamagedPart.ZoneKey)] = ReasonKind.KeysNotSelfSigned,

        // Here the denial stands beside data that was made from a wildcard.
        [("random1.blog.root.cz A", DamagedPart.Denial)] = ReasonKind.WildcardWithoutProof,
        [("random1.blog.root.cz A", DamagedPart.DenialSignature)] = ReasonKind.WildcardWithoutProof,
        [("nsec3-ecdsa384.ingotronic.ch A", DamagedPart.Denial)] = ReasonKind.WildcardWithoutProof,
        [("nsec3-ecdsa384.ingotronic.ch A", DamagedPart.DenialSignature)] = ReasonKind.WildcardWithoutProof,
    };

    public static TheoryData<string, DamagedPart> Damages => [.. from chain in Parts from part in chain.Value select (chain.Key, part)];

    public static TheoryData<string> All => [.. RecordedChains.Names];

    [Fact]
    public void Chains_All_AreDamaged() => Assert.Equal(RecordedChains.Names.Order(StringComparer.Ordinal), Parts.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [Requirement("4035-5.5-1")]
    [MemberData(nameof(Damages))]
    public void Chain_WithOneOctetAltered_IsBogusForThatReason(string name, DamagedPart part)
    {
        RecordedChain chain = RecordedChains.Of(name);
        Func<ResourceRecord, bool> belongs = ChainParts.Of(chain.Judge(), part);
        bool oneSuffices = part is DamagedPart.Data or DamagedPart.Alias or DamagedPart.Delegation;
        ResourceRecord? first = null;
        ReplayedWorld damaged = chain.World.With(record =>
        {
            if (!belongs(record) || (oneSuffices && first is not null && !first.Data.Equals(record.Data)))
            {
                return record;
            }

            first ??= record;
            return OctetDamage.Of(record);
        });

        Judgement judgement = (chain with { World = damaged }).Judge();

        Assert.NotNull(first);
        RecordedChainTests.Expect(judgement, SecurityStatus.Bogus, Unusual.GetValueOrDefault((name, part), Usual(name, part)));
        Assert.Equal((0, 0, 0), (judgement.Data.Count, judgement.SecureData.Count, judgement.AliasSets.Count));
    }

    /// <summary>Whoever can strip signatures or proofs must not gain by it: what cannot be shown to be unsigned never counts as that.</summary>
    [Theory]
    [Requirement("4035-5-3")]
    [MemberData(nameof(Damages))]
    public void Chain_WithThesePartsTakenAway_IsNeitherSecureNorInsecure(string name, DamagedPart part)
    {
        RecordedChain chain = RecordedChains.Of(name);
        Func<ResourceRecord, bool> belongs = ChainParts.Of(chain.Judge(), part);

        Verdict verdict = (chain with { World = chain.World.With(record => belongs(record) ? null : record) }).Judge().Verdict;

        // A recording that lacks the delegations on the way cannot show whose fault it is.
        Assert.True(verdict.Status == SecurityStatus.Bogus || (verdict.Status, verdict.Why!.Kind) == (SecurityStatus.Indeterminate, ReasonKind.NotRecorded), $"{verdict.Status}: {verdict.Why}");
    }

    [Theory]
    [Requirement("4035-5-3")]
    [Requirement("4035-5-4")]
    [MemberData(nameof(All))]
    public void Chain_WithAllSignaturesStripped_IsBogusAtTheAnchor(string name)
    {
        RecordedChain chain = RecordedChains.Of(name);

        Judgement judgement = (chain with { World = chain.World.With(record => record.Data is RrsigRdata ? null : record) }).Judge();

        RecordedChainTests.Expect(judgement, SecurityStatus.Bogus, ReasonKind.KeysUnsigned);
    }

    private static ReasonKind Usual(string name, DamagedPart part) => part switch
    {
        DamagedPart.EntryKey when Parts[name] == RootWithDenial => ReasonKind.AnchorMatchesNoKey,
        DamagedPart.EntryKey => ReasonKind.NoKeyMatchesDelegation,
        _ => ReasonKind.SignatureWrong,
    };
}
