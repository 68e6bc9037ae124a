using DaneCore.Lab.Authority;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>RFC 4035 section 5.2: from anchor to DS to keys, and what proves that a zone is not signed.</summary>
internal static class Delegations
{
    private const string Www = "www A 192.0.2.1";

    private static readonly ValidationPolicy WithSha1 = new() { ValidateSha1 = true };

    public static IEnumerable<ScenarioFile> All() => [.. Digests(), .. Keys(), .. Unsigned(), .. Anchors()];

    private static DsRdata Digest(DigestType type = DigestType.Sha256, string key = "test", DnssecAlgorithm? algorithm = null)
    {
        DsRdata digest = ScenarioWorld.KeyOf(key).DelegationSigner(DomainName.Parse("test"), type);
        return algorithm is { } other ? new DsRdata(digest.KeyTag, other, digest.DigestType, digest.Digest) : digest;
    }

    private static ScenarioWorld World(params DsRdata[] delegation) => new ScenarioWorld().ZoneWithDelegation("test", Www, delegation);

    private static DsRdata Unknown(DigestType type) => new(1, DnssecAlgorithm.EcdsaP256Sha256, type, new byte[32]);

    private static DsRdata Wrong(DigestType type = DigestType.Sha256)
    {
        DsRdata digest = Digest(type);
        byte[] octets = digest.Digest.ToArray();
        octets[0] ^= 1;
        return new DsRdata(digest.KeyTag, digest.Algorithm, digest.DigestType, octets);
    }

    private static IEnumerable<ScenarioFile> Digests()
    {
        yield return ScenarioFile.Of("ds/sha-256-is-secure", "A DS with SHA-256 names the key.", World(Digest()), "www.test").Holds(26);
        yield return ScenarioFile.Of("ds/sha-384-is-secure", "A DS with SHA-384 names the key.", World(Digest(DigestType.Sha384)), "www.test").Holds(26);
        yield return ScenarioFile.Of("ds/wrong-digest-is-bogus", "One bit of the digest is turned over.", World(Wrong()), "www.test").Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(21);
        yield return ScenarioFile.Of("ds/of-another-key-is-bogus", "The DS names a key that the zone does not have.", World(Digest(key: "elsewhere")), "www.test").Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(21);
        yield return ScenarioFile.Of("ds/one-of-two-suffices", "A DS for a standby key does no harm beside the right one.", World(Digest(key: "elsewhere"), Digest()), "www.test").Holds(21);
        yield return ScenarioFile.Of("ds/sha-1-alone-counts-as-unsigned", "A DS with SHA-1 only counts as none.", World(Digest(DigestType.Sha1)), "www.test").Insecure(ReasonKind.Sha1Policy).Holds(23);
        yield return ScenarioFile.Of("ds/sha-1-alone-is-secure-when-wanted", "A DS with SHA-1 is checked when the user wants it.", World(Digest(DigestType.Sha1)), "www.test").Under(WithSha1).Holds(23);
        yield return ScenarioFile.Of("ds/sha-1-does-not-help-a-wrong-sha-256", "Where a SHA-256 digest stands, SHA-1 is ignored.", World(Digest(DigestType.Sha1), Wrong()), "www.test").Under(WithSha1).Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(22);
        yield return ScenarioFile.Of("ds/wrong-sha-1-does-not-hurt-a-good-sha-256", "Where a SHA-256 digest stands, a wrong SHA-1 is ignored.", World(Wrong(DigestType.Sha1), Digest()), "www.test").Under(WithSha1).Holds(22);
        yield return ScenarioFile.Of("ds/unknown-digest-type-counts-as-unsigned", "Nothing but unknown digest types: the zone counts as unsigned.", World(Unknown((DigestType)99)), "www.test").Insecure(ReasonKind.DelegationDigestsUnsupported).Holds(21);
        yield return ScenarioFile.Of("ds/unknown-digest-type-beside-a-wrong-one-is-bogus", "One usable DS that fails makes it bogus, unusable ones beside it or not.", World(Unknown((DigestType)99), Wrong()), "www.test").Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(21);
        yield return ScenarioFile.Of("ds/unknown-algorithm-counts-as-unsigned", "Nothing but unknown algorithms: the zone counts as unsigned.", World(Digest(algorithm: (DnssecAlgorithm)99)), "www.test").Insecure(ReasonKind.DelegationAlgorithmsUnsupported).Holds(21);
        yield return ScenarioFile.Of("ds/unknown-algorithm-beside-a-good-one-is-secure", "A DS of an unknown algorithm beside a good one is ignored.", World(Digest(algorithm: (DnssecAlgorithm)99), Digest()), "www.test").Holds(24);
        yield return ScenarioFile.Of("ds/unknown-algorithm-beside-a-wrong-one-is-bogus", "An unknown algorithm in the DS set does not excuse a usable DS that fails.", World(Digest(algorithm: (DnssecAlgorithm)99), Wrong()), "www.test").Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(21);
        yield return ScenarioFile.Of("ds/short-digest-is-bogus", "A digest of the wrong length matches nothing.", World(new DsRdata(Digest().KeyTag, Digest().Algorithm, DigestType.Sha256, Digest().Digest[..31])), "www.test").Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(26);
        yield return ScenarioFile.Of("ds/stripped-signature-is-bogus", "The DS set has lost its signature on the way.", World(Digest()), "www.test").Answering("test", RecordType.DS, Damage.WithoutSignatures).Bogus(ReasonKind.SignatureMissing).Breaks(20);
        yield return ScenarioFile.Of("ds/stripped-set-is-bogus", "An empty answer in place of the DS set, without proof, makes no unsigned zone.", World(Digest()), "www.test").Answering("test", RecordType.DS, (reply, _) => reply with { Answer = [], Authority = [] }).Bogus(ReasonKind.DelegationProofMissing).Breaks(63);
        yield return ScenarioFile.Of("ds/denied-by-the-child-is-bogus", "The child's own NSEC cannot deny the DS that its parent holds.", World(Digest()), "www.test").Answering("test", RecordType.DS, Damage.DeniedAs("test", RecordType.TXT)).Bogus(ReasonKind.DelegationDenialFromChild).Breaks(27);
        yield return ScenarioFile.Of("ds/denied-by-another-delegation-is-bogus", "The NSEC of another, unsigned delegation says nothing about this one.", World(Digest()).UnsignedZone("open", ""), "www.test").Answering("test", RecordType.DS, Damage.DeniedAs("open", RecordType.DS)).Bogus(ReasonKind.NameNotDenied).Breaks(28);
        yield return ScenarioFile.Of("ds/asked-for-is-the-parents", "A DS is data of the parent zone.", World(Digest()), "test", RecordType.DS).Holds(27);
        yield return ScenarioFile.Of("ds/of-the-root-does-not-exist", "The root has no parent and so no DS; its own zone proves it.", World(Digest()), ".", RecordType.DS).Holds(29);
    }

    private static IEnumerable<ScenarioFile> Keys()
    {
        var keySigning = ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "ksk", KeyRole.KeySigning);
        var zoneSigning = ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "zsk", KeyRole.ZoneSigning);
        ScenarioWorld Split(Func<SetPlan, SetPlan>? keySet = null) => new ScenarioWorld().Zone("test", Www, plan =>
        {
            SigningPlan split = plan with { Keys = [keySigning, zoneSigning] };
            return keySet is null ? split : split.Except(keySet(new SetPlan(DomainName.Parse("test"), RecordType.DNSKEY)));
        });
        yield return ScenarioFile.Of("keys/two-roles-are-secure", "One key signs the keys, the other the data.", Split(), "www.test").Holds(14);
        yield return ScenarioFile.Of("keys/signed-by-the-other-key-only-is-bogus", "The key that the DS names must itself have signed the keys.", Split(set => set with { Keys = [zoneSigning] }), "www.test").Bogus(ReasonKind.KeysNotSelfSigned).Breaks(14);
        yield return ScenarioFile.Of("keys/unsigned-are-bogus", "The keys carry no signature.", Split(set => set with { Damage = SignatureDamage.Omitted }), "www.test").Bogus(ReasonKind.KeysUnsigned);
        yield return ScenarioFile.Of("keys/missing-are-bogus", "The parent vouches for keys that are not there.", Split(), "www.test").Answering("test", RecordType.DNSKEY, (reply, _) => reply with { Answer = [] }).Bogus(ReasonKind.KeysMissing);
        yield return ScenarioFile.Of("keys/unanswered-are-indeterminate", "The question for the keys fails: that proves nothing.", Split(), "www.test").Answering("test", RecordType.DNSKEY, (reply, _) => reply with { Code = ResponseCode.ServFail, Answer = [] }).Indeterminate(ReasonKind.KeysUnanswered);
        yield return ScenarioFile.Of("keys/with-an-added-key-are-bogus", "A key added on the way breaks the signature over the keys.", Split(), "www.test").Answering("test", RecordType.DNSKEY, (reply, _) => reply with
        {
            Answer = [.. reply.Answer, reply.Answer[0] with { Data = ScenarioWorld.KeyOf("intruder").Record }],
        }).Bogus(ReasonKind.SignatureWrong).Breaks(14);

        ZoneKey whole = ScenarioWorld.KeyOf("test");
        yield return ScenarioFile.Of("keys/without-zone-flag-are-bogus", "A key without the Zone flag verifies nothing.", Changed(whole.WithFlags(0x0001)), "www.test").Bogus(ReasonKind.KeyNotZoneKey).Breaks(12);
        yield return ScenarioFile.Of("keys/with-another-protocol-are-bogus", "A key whose protocol is not 3 verifies nothing.", Changed(whole.WithProtocol(2)), "www.test").Bogus(ReasonKind.KeyProtocolWrong).Breaks(12);
        yield return ScenarioFile.Of("keys/revoked-are-bogus", "A revoked key vouches for nothing, even where a DS names it.", Changed(whole.Revoked()), "www.test").Bogus(ReasonKind.KeyRevoked).Breaks(13);
        yield return ScenarioFile.Of("keys/without-sep-flag-are-secure", "The SEP flag plays no part in validation.", Changed(whole.WithFlags(0x0100)), "www.test").Holds(12);
        yield return ScenarioFile.Of("keys/sharing-a-tag-are-secure", "A tag is a hint: another key may share it.", new ScenarioWorld().Zone("test", Www, plan => plan with { StandbyKeys = [ZoneKey.Decoy(whole.Tag, "decoy", DnssecAlgorithm.EcdsaP256Sha256)] }), "www.test").Holds(15);

        ScenarioWorld Changed(ZoneKey key) => new ScenarioWorld().ZoneWithDelegation("test", Www, [key.DelegationSigner(DomainName.Parse("test"))], plan => plan with { Keys = [key] });
    }

    private static IEnumerable<ScenarioFile> Unsigned()
    {
        foreach ((string kind, DenialScheme denial, ReasonKind reason) in new (string, DenialScheme, ReasonKind)[]
        {
            ("nsec", new DenialScheme.Nsec(), ReasonKind.InsecureDelegation),
            ("nsec3", new DenialScheme.Nsec3(), ReasonKind.InsecureDelegation),
            ("optout", new DenialScheme.Nsec3(OptOut: true), ReasonKind.OptOutDelegation),
        })
        {
            ScenarioWorld world = new ScenarioWorld().Zone("test", Www, plan => plan with { Denial = denial }).UnsignedZone("open.test", Www);
            yield return ScenarioFile.Of($"unsigned/{kind}-delegation-is-insecure", "The parent proves that there is no DS: the zone is not signed.", world, "www.open.test").Insecure(reason);
            yield return ScenarioFile.Of($"unsigned/{kind}-delegation-without-proof-is-bogus", "Without the proof the same data are bogus.", world, "www.open.test").Answering("open.test", RecordType.DS, (reply, _) => reply with { Authority = [] }).Bogus(ReasonKind.DelegationProofMissing);
            yield return ScenarioFile.Of($"unsigned/{kind}-proof-without-signature-is-bogus", "The proof has lost its signatures.", world, "www.open.test").Answering("open.test", RecordType.DS, Damage.WithoutSignatures).Bogus(ReasonKind.DenialUnsigned);
            yield return ScenarioFile.Of($"unsigned/{kind}-name-error-below-is-insecure", "A name that does not exist in an unsigned zone is denied without proof.", world, "nothing.open.test").Insecure(reason, ResponseCode.NXDomain);
            yield return ScenarioFile.Of($"unsigned/{kind}-data-at-a-name-of-the-zone-is-bogus", "Unsigned data at a name that is no delegation are bogus, whatever is proved about its DS.", world, "www.test").Answering(Damage.WithoutSignatures).Bogus(ReasonKind.SignatureMissing);
        }

        yield return ScenarioFile.Of(
            "unsigned/absent-ds-at-a-plain-name-is-no-delegation",
            "That a name has no DS makes no unsigned zone of it: it has no NS either.",
            new ScenarioWorld().Zone("test", "plain A 192.0.2.1\nx.plain A 192.0.2.2"),
            "x.plain.test").Answering(Damage.WithoutSignatures).Bogus(ReasonKind.SignatureMissing).Breaks(38);
        yield return ScenarioFile.Of(
            "unsigned/data-at-an-empty-non-terminal-are-bogus",
            "Below a name that exists only through others, unsigned data are bogus.",
            new ScenarioWorld().Zone("test", "deep.below A 192.0.2.1"),
            "deep.below.test").Answering(Damage.WithoutSignatures).Bogus(ReasonKind.SignatureMissing);
        yield return ScenarioFile.Of(
            "unsigned/wildcard-of-the-zone-above-is-insecure",
            "Below an unsigned delegation, data that the zone above made from a wildcard are as good as any: the delegation decides.",
            new ScenarioWorld().Zone("test", "*.wild A 192.0.2.9").UnsignedZone("open.wild.test", Www),
            "www.open.wild.test").Answering((_, zones) => FromWildcard(zones, "www.open.wild.test")).Insecure(ReasonKind.InsecureDelegation);
        yield return ScenarioFile.Of(
            "unsigned/wildcard-without-delegation-is-bogus",
            "The same where nothing is delegated: the wildcard needs its proof.",
            new ScenarioWorld().Zone("test", "*.wild A 192.0.2.9"),
            "www.open.wild.test").Answering((_, zones) => FromWildcard(zones, "www.open.wild.test")).Bogus(ReasonKind.WildcardWithoutProof);
        yield return ScenarioFile.Of(
            "unsigned/name-in-a-gap-is-no-delegation",
            "Asked for a DS, the server shows the gap of an older version, and nothing about a wildcard, which could delegate nothing.",
            new ScenarioWorld().Zone("test", Www),
            "www.test").Answering("www.test", RecordType.DS, (reply, _) => reply with { Authority = OlderDenial("aaa.test") });
        yield return ScenarioFile.Of(
            "unsigned/name-in-no-gap-may-be-a-delegation",
            "Asked for a DS, the server shows that there is no wildcard, and not the gap.",
            new ScenarioWorld().Zone("test", Www),
            "www.test").Answering("www.test", RecordType.DS, (reply, _) => reply with { Authority = OlderDenial("test") }).Bogus(ReasonKind.NameNotDenied);
        yield return ScenarioFile.Of(
            "unsigned/signed-data-below-are-insecure-too",
            "Below an unsigned delegation nothing counts, not even good signatures.",
            new ScenarioWorld().Zone("test", "").ZoneWithDelegation("island.test", Www, []),
            "www.island.test").Insecure(ReasonKind.InsecureDelegation).Holds(65);
        yield return ScenarioFile.Of(
            "unsigned/grandparent-proof-is-bogus",
            "Proof of no DS by the grandparent counts for nothing where the parent is signed.",
            new ScenarioWorld().Zone("test", "").Zone("sub.test", Www),
            "www.sub.test").Answering("sub.test", RecordType.DS, (reply, _) => reply with { Answer = [], Authority = GrandparentDenial() }).Answering(Damage.WithoutSignatures).Bogus(ReasonKind.DenialNotBySigner).Breaks(42);
    }

    // What the wildcard says of any name, moved to another, and the proof left out.
    private static Message FromWildcard(ZoneSet zones, string name)
    {
        Message reply = zones.Answer(new Question(DomainName.Parse("any.wild.test"), RecordType.A));
        return reply with { Answer = [.. reply.Answer.Select(record => record with { Owner = DomainName.Parse(name) })], Authority = [] };
    }

    // One part of what the zone said of www when it was not there: "aaa" has the gap, the apex denies the wildcard.
    private static IReadOnlyList<ResourceRecord> OlderDenial(string owner) =>
    [
        .. new ScenarioWorld().Zone("test", "aaa A 192.0.2.1\nzzz A 192.0.2.1").Sign()
            .Answer(new Question(DomainName.Parse("www.test"), RecordType.A)).Authority
            .Where(record => record.Type is RecordType.NSEC or RecordType.RRSIG && record.Owner.Equals(DomainName.Parse(owner))),
    ];

    // A root that claims "sub.test." as an unsigned delegation of its own, signed with the root's key.
    private static IReadOnlyList<ResourceRecord> GrandparentDenial() =>
        new ScenarioWorld().UnsignedZone("sub.test", "").Sign().Answer(new Question(DomainName.Parse("sub.test"), RecordType.DS)).Authority;

    private static DsRdata RootDigest() => ScenarioWorld.KeyOf(".").DelegationSigner(DomainName.Root);

    private static TrustAnchorSet Digested(params DsRdata[] digests) => new(digests.Select(digest => TrustAnchor.FromDigest(DomainName.Root, digest)));

    private static IEnumerable<ScenarioFile> Anchors()
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", Www).ZoneWithDelegation("island.test", Www, []);
        yield return ScenarioFile.Of("anchor/of-an-island-is-secure", "A zone without DS is secure under an anchor of its own.", world, "www.island.test").TrustedAt("island.test");
        yield return ScenarioFile.Of("anchor/none-above-is-indeterminate", "No anchor stands above the name: nothing can be said.", world, "www.test").TrustedAt("island.test").Indeterminate(ReasonKind.NoTrustAnchor).Holds(83);
        yield return ScenarioFile.Of("anchor/of-another-key-is-bogus", "The anchor is none of the zone's keys.", world, "www.test").Trusting(Named(".", ScenarioWorld.KeyOf("elsewhere"))).Bogus(ReasonKind.AnchorMatchesNoKey).Breaks(79);
        yield return ScenarioFile.Of("anchor/any-one-of-several-suffices", "One anchor is old, the other fits.", world, "www.test").Trusting(Named(".", ScenarioWorld.KeyOf("elsewhere"), ScenarioWorld.KeyOf("."))).Secure(ResponseCode.NoError).Holds(81);
        yield return ScenarioFile.Of("anchor/as-whole-key-is-secure", "An anchor may be a key instead of a digest.", world, "www.test").Trusting(new TrustAnchorSet([TrustAnchor.FromKey(DomainName.Root, ScenarioWorld.KeyOf(".").Record)]));
        yield return ScenarioFile.Of("anchor/of-an-unknown-digest-type-is-indeterminate", "The only anchor has a digest type that is not supported: that proves nothing, least of all that the zone is unsigned.", world, "www.test").Trusting(Digested(Unknown((DigestType)99))).Indeterminate(ReasonKind.AnchorUnusable).Breaks(81);
        yield return ScenarioFile.Of("anchor/of-an-unknown-digest-type-beside-a-good-one-is-secure", "An anchor whose digest type is not supported does no harm beside one that fits.", world, "www.test").Trusting(Digested(Unknown((DigestType)99), RootDigest())).Secure(ResponseCode.NoError).Holds(81);
        yield return ScenarioFile.Of("anchor/of-an-unknown-algorithm-is-indeterminate", "The only anchor has an algorithm that is not supported, and forged data come with it.", world, "www.test").Trusting(Digested(new DsRdata(RootDigest().KeyTag, (DnssecAlgorithm)99, DigestType.Sha256, RootDigest().Digest))).Answering(Damage.WithoutSignatures).Indeterminate(ReasonKind.AnchorUnusable).Breaks(81);
        ScenarioWorld nested = new ScenarioWorld().UnsignedZone("open", "").ZoneWithDelegation("island.open", Www, []);
        yield return ScenarioFile.Of("anchor/of-an-island-below-an-unsigned-zone-is-secure", "Two anchors stand above the name; the nearer one vouches for it.", nested, "www.island.open").Trusting(Both(nested, ".", "island.open")).Holds(79);
        yield return ScenarioFile.Of("anchor/of-an-island-with-stripped-keys-is-bogus", "The nearer anchor's zone is broken; that the farther one finds it unsigned is no excuse.", nested, "www.island.open").Trusting(Both(nested, ".", "island.open"))
            .Answering(Damage.WithoutSignatures).Answering("island.open", RecordType.DNSKEY, Damage.WithoutSignatures).Bogus(ReasonKind.KeysUnsigned);
        yield return ScenarioFile.Of("anchor/of-an-island-with-unanswered-keys-is-indeterminate", "The nearer anchor's zone does not show its keys; that the farther one finds it unsigned is no answer.", nested, "www.island.open").Trusting(Both(nested, ".", "island.open"))
            .Answering(Damage.WithoutSignatures).Answering("island.open", RecordType.DNSKEY, (reply, _) => reply with { Code = ResponseCode.ServFail, Answer = [] }).Indeterminate(ReasonKind.KeysUnanswered);
        yield return ScenarioFile.Of("anchor/outdated-does-not-hurt-a-secure-path", "The nearer anchor names a key that is gone; the path from the root holds.", world, "www.test").Trusting(new TrustAnchorSet([.. ScenarioWorld.AnchorsOf(world.Sign()).Anchors, .. Named("test", ScenarioWorld.KeyOf("gone")).Anchors]));
        yield return ScenarioFile.Of("anchor/redirection-from-above-it-is-bogus", "An unsigned DNAME of the zone above cannot move a name that an anchor vouches for.", nested, "www.island.open").Trusting(Both(nested, ".", "island.open")).Answering((reply, _) => reply with
        {
            Answer = [new ResourceRecord(DomainName.Parse("open"), RecordClass.IN, 300, new NameRdata(RecordType.DNAME, DomainName.Parse("evil")))],
        }).Bogus(ReasonKind.DenialMissing);
        yield return ScenarioFile.Of("anchor/negative-makes-insecure", "Below a negative trust anchor nothing is validated.", world, "www.test").Answering(Damage.WithoutSignatures).Under(new ValidationPolicy { NegativeTrustAnchors = [DomainName.Parse("test")] }).Insecure(ReasonKind.NegativeTrustAnchor);
        yield return ScenarioFile.Of("anchor/negative-elsewhere-changes-nothing", "A negative trust anchor counts for its own subtree only.", world, "www.test").Answering(Damage.WithoutSignatures).Under(new ValidationPolicy { NegativeTrustAnchors = [DomainName.Parse("est")] }).Bogus(ReasonKind.SignatureMissing);
    }

    private static TrustAnchorSet Both(ScenarioWorld world, params string[] zones) =>
        new(zones.SelectMany(zone => ScenarioWorld.AnchorsOf(world.Sign(), zone).Anchors));

    private static TrustAnchorSet Named(string zone, params ZoneKey[] keys) => new(
        keys.Select(key => TrustAnchor.FromDigest(DomainName.Parse(zone), key.DelegationSigner(DomainName.Parse(zone)))));
}
