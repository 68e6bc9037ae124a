using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>DS sets of all shapes, who may give and deny them, and what stands where one was asked for.</summary>
internal static class DelegationShapes
{
    private const string Www = "www A 192.0.2.1";
    private const DnssecAlgorithm Unknown = (DnssecAlgorithm)99;

    private static readonly DomainName Test = DomainName.Parse("test");
    private static readonly ZoneKey Own = ScenarioWorld.KeyOf("test");
    private static readonly ValidationPolicy WithSha1 = new() { ValidateSha1 = true };

    public static IEnumerable<ScenarioFile> All() => [.. Lengths(), .. Unusable(), .. Mixed(), .. Signers(), .. Others(), .. Aliases(), .. Redirections()];

    private static DsRdata Digest(DigestType type = DigestType.Sha256) => Own.DelegationSigner(Test, type);

    private static DsRdata Cut(DsRdata digest, Range part) => new(digest.KeyTag, digest.Algorithm, digest.DigestType, digest.Digest[part]);

    private static DsRdata Wrong(DsRdata digest) => new(digest.KeyTag, digest.Algorithm, digest.DigestType, new byte[digest.Digest.Length]);

    private static ScenarioWorld World(params DsRdata[] delegation) => new ScenarioWorld().ZoneWithDelegation("test", Www, delegation);

    private static IEnumerable<ScenarioFile> Lengths()
    {
        foreach (DigestType type in new[] { DigestType.Sha1, DigestType.Sha256, DigestType.Sha384 })
        {
            DsRdata sound = Digest(type);
            DsRdata longer = new(sound.KeyTag, sound.Algorithm, type, (byte[])[.. sound.Digest.Span, 0]);
            string name = $"ds/{(byte)type}";
            yield return ScenarioFile.Of($"{name}-of-its-length-is-secure", "The digest has the length of its type.", World(sound), "www.test").Under(WithSha1).Holds(26);
            yield return ScenarioFile.Of($"{name}-one-octet-short-is-bogus", "The digest is the beginning of the right one.", World(Cut(sound, ..^1)), "www.test").Under(WithSha1).Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(26);
            yield return ScenarioFile.Of($"{name}-one-octet-long-is-bogus", "The digest begins with the right one.", World(longer), "www.test").Under(WithSha1).Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(26);
            yield return ScenarioFile.Of($"{name}-of-no-octets-is-bogus", "The digest is empty.", World(Cut(sound, ..0)), "www.test").Under(WithSha1).Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(26);
        }

        yield return ScenarioFile.Of("ds/short-one-beside-a-good-one-is-harmless", "A digest of the wrong length stands beside the right one.", World(Cut(Digest(), ..^1), Digest()), "www.test").Holds(26);
        yield return ScenarioFile.Of("ds/malformed-is-bogus", "The parent signed a DS of three octets. It names no algorithm, so none that is unknown.", Malformed(), "www.test").Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(21, 26);
        yield return ScenarioFile.Of("ds/malformed-beside-a-good-one-is-harmless", "A DS of three octets stands beside the right one.", Malformed(Digest()), "www.test").Holds(26);
    }

    private static ScenarioWorld Malformed(params DsRdata[] others) =>
        World([.. others, Digest(DigestType.Sha1)]).Zone(".", "", plan => plan.Except(new SetPlan(Test, RecordType.DS)
        {
            Rewrite = data => data is DsRdata { DigestType: DigestType.Sha1 } ? new UnknownRdata(RecordType.DS, data.ToWire()[..3]) : data,
        }));

    private static IEnumerable<ScenarioFile> Unusable()
    {
        DsRdata foreign = new(Own.Tag, Unknown, DigestType.Sha256, new byte[32]);
        DsRdata unknown = new(Own.Tag, Own.Algorithm, (DigestType)99, new byte[32]);
        yield return ScenarioFile.Of("ds/unknown-digest-and-unknown-algorithm-count-as-unsigned", "One DS has an unknown digest, the other an unknown algorithm: none is usable.", World(foreign, unknown), "www.test").Insecure(ReasonKind.DelegationAlgorithmsUnsupported).Holds(21);
        yield return ScenarioFile.Of("ds/unknown-digest-beside-a-good-one-is-secure", "A digest of an unknown type stands beside a good one.", World(unknown, Digest()), "www.test").Holds(21);
        yield return ScenarioFile.Of("ds/thirty-unusable-before-a-good-one-are-harmless", "Thirty DS records of unknown algorithms stand before the one that counts.",
            World([.. Enumerable.Range(0, 30).Select(i => new DsRdata((ushort)i, Unknown, DigestType.Sha256, new byte[32])), Digest()]), "www.test").Holds(21);
        yield return ScenarioFile.Of("ds/wrong-sha-384-beside-a-good-sha-256-is-secure", "One usable DS that leads to the keys suffices, stronger ones that do not beside it.", World(Wrong(Digest(DigestType.Sha384)), Digest()), "www.test").Holds(21);
        yield return ScenarioFile.Of("ds/unknown-algorithm-with-stripped-signatures-is-insecure-all-the-same", "Where no DS is usable the zone is unsigned, whatever its signatures look like.", World(foreign), "www.test").Answering(Damage.WithoutSignatures).Insecure(ReasonKind.DelegationAlgorithmsUnsupported).Holds(21);
        yield return ScenarioFile.Of("ds/unknown-algorithm-without-signature-is-bogus", "That no DS is usable is believed only under the parent's signature.", World(foreign), "www.test").Answering("test", RecordType.DS, Damage.WithoutSignatures).Bogus(ReasonKind.SignatureMissing).Breaks(20, 21);
        yield return ScenarioFile.Of("ds/turned-into-an-unknown-algorithm-is-bogus", "The algorithm in the DS was changed on the way into an unknown one.", World(Digest()), "www.test")
            .Answering("test", RecordType.DS, (reply, _) => reply with { Answer = [.. reply.Answer.Select(record => record.Data is DsRdata ? record with { Data = foreign } : record)] }).Bogus(ReasonKind.SignatureWrong).Breaks(20, 21);
        yield return ScenarioFile.Of("ds/twenty-four-usable-are-looked-at", "As many usable DS records as are looked at, the last of them right.", World([.. Standby(23), Digest()]), "www.test").Holds(21);
        yield return ScenarioFile.Of("ds/twenty-five-usable-are-the-limit", "One usable DS record more than are looked at.", World([.. Standby(24), Digest()]), "www.test").Bogus(ReasonKind.WorkDelegations).Breaks(21);
        yield return ScenarioFile.Of("ds/sha-1-alone-and-wrong-is-bogus-when-wanted", "SHA-1 is implemented: where the user wants it, a wrong digest is noticed.", World(Wrong(Digest(DigestType.Sha1))), "www.test").Under(WithSha1).Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(23);
        yield return ScenarioFile.Of("ds/sha-1-beside-a-sha-256-of-unknown-algorithm-is-secure-when-wanted", "The SHA-256 digest is of no use, so it does not push the SHA-1 digest out.", World(foreign, Digest(DigestType.Sha1)), "www.test").Under(WithSha1).Holds(22);
        yield return ScenarioFile.Of("ds/sha-1-beside-a-sha-384-is-ignored", "Where a SHA-384 digest stands and is wrong, SHA-1 does not help.", World(Digest(DigestType.Sha1), Wrong(Digest(DigestType.Sha384))), "www.test").Under(WithSha1).Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(22);

        static IEnumerable<DsRdata> Standby(int count) => Enumerable.Range(0, count).Select(i => new DsRdata((ushort)i, Own.Algorithm, DigestType.Sha256, new byte[32]));
    }

    private static IEnumerable<ScenarioFile> Mixed()
    {
        ZoneKey curve = ScenarioWorld.KeyOf("curve");
        var edwards = ZoneKey.Create(DnssecAlgorithm.Ed25519, "edwards");
        var future = ZoneKey.Inert(Unknown, new byte[40]);
        SetPlan data = new(DomainName.Parse("www.test"), RecordType.A);
        SetPlan keySet = new(Test, RecordType.DNSKEY);
        ScenarioWorld Of(ZoneKey[] named, ZoneKey[] keys, params SetPlan[] exceptions) => new ScenarioWorld().ZoneWithDelegation(
            "test", Www, [.. named.Select(key => key.DelegationSigner(Test))], plan => exceptions.Aggregate(plan with { Keys = keys }, (changed, exception) => changed.Except(exception)));
        yield return ScenarioFile.Of("mixed/two-algorithms-are-secure", "Two algorithms, each signing everything.", Of([curve, edwards], [curve, edwards]), "www.test").Holds(24);
        yield return ScenarioFile.Of("mixed/one-of-two-signs-the-data", "The DS set names two algorithms, one of them signs the data: that suffices.", Of([curve, edwards], [curve, edwards], data with { Keys = [edwards] }), "www.test").Holds(24);
        yield return ScenarioFile.Of("mixed/one-of-two-signs-the-keys", "The DS set names two algorithms, one of them signs the keys: that suffices.", Of([curve, edwards], [curve, edwards], keySet with { Keys = [curve] }, data with { Keys = [edwards] }), "www.test").Holds(24);
        yield return ScenarioFile.Of("mixed/data-by-an-algorithm-no-ds-names-are-secure", "In the middle of a roll: a key of the new algorithm is in the set and no DS names it yet.", Of([curve], [curve, edwards], keySet with { Keys = [curve] }, data with { Keys = [edwards] }), "www.test").Holds(24);
        yield return ScenarioFile.Of("mixed/unknown-one-beside-a-known-one-is-secure", "One of two algorithms is unknown; the other does the work.", Of([curve, future], [curve, future]), "www.test").Holds(21, 24);
        yield return ScenarioFile.Of("mixed/unknown-one-alone-over-the-data-is-bogus", "The DS set names a known algorithm too. That its signature is missing over the data is no reason to take them for unsigned.", Of([curve, future], [curve, future], data with { Keys = [future] }), "www.test").Bogus(ReasonKind.SignatureAlgorithmUnsupported).Breaks(21, 24);
        yield return ScenarioFile.Of("mixed/unknown-one-alone-over-the-keys-is-bogus", "Nor over the keys.", Of([curve, future], [curve, future], keySet with { Keys = [future] }), "www.test").Bogus(ReasonKind.SignatureAlgorithmUnsupported).Breaks(21, 24);
        yield return ScenarioFile.Of("mixed/known-one-wrong-over-the-data-is-bogus", "The known algorithm's signature does not fit; the unknown one's cannot stand in.", Of([curve, future], [curve, future], data with { Keys = [curve], Damage = SignatureDamage.Flipped }, data with { IsAddition = true, Keys = [future] }), "www.test").Bogus(ReasonKind.SignatureWrong).Breaks(21, 24);
        var old = ZoneKey.Create(DnssecAlgorithm.RsaSha1, "test");
        yield return ScenarioFile.Of("mixed/sha-1-beside-a-good-one-is-secure", "One of two algorithms uses SHA-1; the other does the work.", Of([curve, old], [curve, old]), "www.test").Holds(23);
        yield return ScenarioFile.Of("mixed/sha-1-alone-over-the-data-is-bogus", "The DS set names a better algorithm, so the data must carry its signature.", Of([curve, old], [curve, old], data with { Keys = [old] }), "www.test").Bogus(ReasonKind.SignatureAlgorithmUnsupported).Breaks(23);
    }

    private static IEnumerable<ScenarioFile> Signers()
    {
        SetPlan delegation = new(DomainName.Parse("sub.test"), RecordType.DS);
        ScenarioWorld Deep(SetPlan? exception = null) => new ScenarioWorld().Zone("test", "", plan => exception is null ? plan : plan.Except(exception)).Zone("sub.test", Www);
        yield return ScenarioFile.Of("ds/by-the-parent-is-secure", "The DS set is signed by the zone above.", Deep(), "www.sub.test").Holds(20, 27);
        yield return ScenarioFile.Of("ds/by-the-child-is-bogus", "The DS set is signed by the very key it names.", Deep(delegation with { Keys = [ScenarioWorld.KeyOf("sub.test")], Signer = DomainName.Parse("sub.test") }), "www.sub.test").Bogus(ReasonKind.SignerNotZone).Breaks(20, 27);
        yield return ScenarioFile.Of("ds/by-the-grandparent-is-bogus", "The DS set is signed by the zone above its parent.", Deep(delegation with { Keys = [ScenarioWorld.KeyOf(".")], Signer = DomainName.Root }), "www.sub.test").Bogus(ReasonKind.SignerNotZone).Breaks(20);
        yield return ScenarioFile.Of("ds/by-a-key-of-nobody-is-bogus", "The DS set is signed in the parent's name by a key that is not the parent's.", Deep(delegation with { Keys = [ScenarioWorld.KeyOf("intruder")] }), "www.sub.test").Bogus(ReasonKind.SignatureKeyUnknown).Breaks(20);
        yield return ScenarioFile.Of("ds/expired-is-bogus", "The signature over the DS set has expired.", Deep(delegation with { Expiration = ScenarioWorld.Now.AddSeconds(-1) }), "www.sub.test").Bogus(ReasonKind.SignatureExpired).Breaks(20);
        yield return ScenarioFile.Of("ds/absent-by-the-parent-is-insecure", "The parent proves that there is no DS.", new ScenarioWorld().Zone("test", "").UnsignedZone("sub.test", Www), "www.sub.test").Insecure(ReasonKind.InsecureDelegation).Holds(27);
        foreach ((string kind, DenialScheme denial) in new (string, DenialScheme)[]
        {
            ("nsec", new DenialScheme.Nsec()), ("nsec3", new DenialScheme.Nsec3()),
        })
        {
            yield return ScenarioFile.Of($"ds/denied-at-its-own-apex-by-{kind}-is-bogus", "The child's record at its apex lists no DS: the child cannot know.", new ScenarioWorld().Zone("test", "").Zone("sub.test", Www, plan => plan with { Denial = denial }), "www.sub.test")
                .Answering("sub.test", RecordType.DS, Damage.DeniedAs("sub.test", RecordType.TXT)).Bogus(ReasonKind.DelegationDenialFromChild).Breaks(27);
        }

        // One key for parent and child, so that who signed is told by the record alone.
        ScenarioWorld shared = new ScenarioWorld().Zone("test", "").Zone("sub.test", Www, plan => plan with { Keys = [Own], Denial = new DenialScheme.Nsec() });
        yield return ScenarioFile.Of("ds/denied-by-the-child-under-a-shared-key-is-bogus", "Parent and child share a key; the record is the child's all the same.", shared, "www.sub.test")
            .Answering("sub.test", RecordType.DS, Damage.DeniedAs("sub.test", RecordType.TXT)).Bogus(ReasonKind.DelegationDenialFromChild).Breaks(27);
    }

    private static IEnumerable<ScenarioFile> Others()
    {
        ScenarioWorld two = new ScenarioWorld().Zone("test", Www).Zone("other", Www);
        yield return ScenarioFile.Of("ds/of-a-sibling-sent-along-is-harmless", "The DS set of another zone is sent along.", two, "www.test")
            .Answering("test", RecordType.DS, (reply, zones) => reply with { Answer = [.. zones.Answer(new Question(DomainName.Parse("other"), RecordType.DS)).Answer, .. reply.Answer] }).Holds(28);
        yield return ScenarioFile.Of("ds/of-a-sibling-instead-is-bogus", "The DS set of another zone is sent instead.", two, "www.test").Answering("test", RecordType.DS, Damage.InsteadOf("other", RecordType.DS)).Bogus(ReasonKind.DelegationProofMissing).Breaks(28);
        yield return ScenarioFile.Of("ds/of-a-sibling-renamed-is-bogus", "The DS set of another zone is sent under this one's name.", two, "www.test")
            .Answering("test", RecordType.DS, (_, zones) => Renamed(zones.Answer(new Question(DomainName.Parse("other"), RecordType.DS)), "test")).Bogus(ReasonKind.SignatureWrong).Breaks(28);
        yield return ScenarioFile.Of("ds/of-a-child-instead-is-bogus", "The DS set of a zone further down is sent instead.", new ScenarioWorld().Zone("test", Www).Zone("sub.test", ""), "www.test").Answering("test", RecordType.DS, Damage.InsteadOf("sub.test", RecordType.DS)).Bogus(ReasonKind.DelegationProofMissing).Breaks(28);

        ScenarioWorld root = new ScenarioWorld().Zone("test", Www);
        yield return ScenarioFile.Of("ds/of-the-root-without-proof-is-bogus", "That the root has no DS is proved by the root, or not at all.", root, ".", RecordType.DS).Answering(Damage.Without(RecordType.NSEC)).Bogus(ReasonKind.DenialMissing).Breaks(29);
        yield return ScenarioFile.Of("ds/of-the-root-made-up-is-bogus", "Somebody answers with a DS of the root.", root, ".", RecordType.DS).Answering((reply, _) => reply with
        {
            Answer = [new ResourceRecord(DomainName.Root, RecordClass.IN, 300, Digest())],
        }).Bogus(ReasonKind.SignatureMissing).Breaks(29);
    }

    private static IEnumerable<ScenarioFile> Aliases()
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", "www A 192.0.2.1\nalias CNAME www\n*.wild CNAME www\nhere.wild A 192.0.2.2").Zone("sub.test", Www);
        yield return ScenarioFile.Of("cut/alias-for-a-ds-is-no-cut", "Asked for DS, the zone answers with its own CNAME: no zone begins there.", world, "alias.test").Holds(30);
        yield return ScenarioFile.Of("cut/unsigned-alias-for-a-ds-is-bogus", "The CNAME that stands where DS was asked for has no signature.", world, "alias.test").Answering("alias.test", RecordType.DS, Damage.WithoutSignatures).Bogus(ReasonKind.AliasAtDelegationUnsigned).Breaks(30);
        yield return ScenarioFile.Of("cut/made-up-alias-for-a-ds-is-bogus", "An alias is made up where a signed zone begins, to make the data beside it pass.", world, "www.sub.test").Answering("sub.test", RecordType.DS, (reply, _) => reply with
        {
            Answer = [new ResourceRecord(DomainName.Parse("sub.test"), RecordClass.IN, 300, new NameRdata(RecordType.CNAME, DomainName.Parse("www.test")))],
            Authority = [],
        }).Bogus(ReasonKind.AliasAtDelegationUnsigned).Breaks(30);
        yield return ScenarioFile.Of("cut/alias-of-another-name-for-a-ds-is-bogus", "A signed alias of another name says nothing about this one.", world, "www.sub.test").Answering("sub.test", RecordType.DS, Damage.InsteadOf("alias.test", RecordType.CNAME)).Bogus(ReasonKind.DelegationProofMissing).Breaks(30);
        yield return ScenarioFile.Of("cut/wildcard-alias-for-a-ds-is-no-cut", "Asked for DS, a wildcard's CNAME answers, with proof that no closer name exists.", world, "any.wild.test").Holds(31);
        yield return ScenarioFile.Of("cut/wildcard-alias-for-a-ds-without-proof-is-bogus", "Unsigned data below a name for whose DS a wildcard's CNAME answers, without proof that the name itself does not exist.", world, "www.any.wild.test").Answering(Unsigned)
            .Answering("any.wild.test", RecordType.DS, Damage.Without(RecordType.NSEC)).Bogus(ReasonKind.WildcardWithoutProof).Breaks(31);
        yield return ScenarioFile.Of("cut/wildcard-alias-for-a-ds-makes-nothing-unsigned", "The same with the proof: no zone begins there, so the data lack their signature.", world, "www.any.wild.test").Answering(Unsigned).Bogus(ReasonKind.SignatureMissing).Breaks(31);
        yield return ScenarioFile.Of("cut/wildcard-alias-where-a-zone-begins-is-bogus", "A wildcard's CNAME is sent under the name of a signed zone below the wildcard.",
            new ScenarioWorld().Zone("test", "www A 192.0.2.1\n*.wild CNAME www").Zone("sub.wild.test", Www), "www.sub.wild.test")
            .Answering("sub.wild.test", RecordType.DS, (_, zones) => Renamed(zones.Answer(new Question(DomainName.Parse("any.wild.test"), RecordType.CNAME)), "sub.wild.test")).Bogus(ReasonKind.WildcardWithoutProof).Breaks(31);
    }

    private static IEnumerable<ScenarioFile> Redirections()
    {
        ScenarioWorld world = new ScenarioWorld().Zone("test", "@ DNAME other.\n@ MX 10 mail.other.").Zone("other", "www A 192.0.2.2\nsub.deep A 192.0.2.3").Zone("sub.other", Www);
        var www = DomainName.Parse("www.test");
        yield return ScenarioFile.Of("cut/redirection-at-an-apex-is-secure", "A DNAME at the apex moves all names below, and the zone's own keys and DS stay.", world, "www.test").Holds(32);
        yield return ScenarioFile.Of("cut/redirection-at-an-apex-into-another-zone-is-secure", "Where it leads to, another zone begins.", world, "www.sub.test").Holds(32);
        yield return ScenarioFile.Of("cut/redirection-at-an-apex-leaves-the-apex-alone", "The apex itself is not redirected.", world, "test", RecordType.MX).Holds(32);
        yield return ScenarioFile.Of("cut/redirection-at-an-apex-shows-that-nothing-is-below", "Asked for DS below it, the DNAME answers.", world, "x.www.test", RecordType.DS).Secure(ResponseCode.NXDomain).Holds(32);
        yield return ScenarioFile.Of("cut/redirection-at-an-apex-unsigned-is-bogus", "The DNAME has lost its signature.", world, "www.test").Answering(Damage.WithoutSignaturesOver(RecordType.DNAME)).Bogus(ReasonKind.SignatureMissing).Breaks(32);
        yield return ScenarioFile.Of("cut/redirection-made-up-above-a-zone-is-bogus", "A DNAME is made up where DS was asked for.", new ScenarioWorld().Zone("test", Www), "www.test").Answering("test", RecordType.DS, (reply, _) => reply with
        {
            Answer = [new ResourceRecord(DomainName.Root, RecordClass.IN, 300, new NameRdata(RecordType.DNAME, DomainName.Parse("evil"))), new ResourceRecord(Test, RecordClass.IN, 300, new NameRdata(RecordType.CNAME, DomainName.Parse("test.evil")))],
            Authority = [],
        }).Bogus(ReasonKind.AliasAtDelegationUnsigned).Breaks(32);
        yield return ScenarioFile.Of("cut/redirection-by-the-parent-at-a-signed-cut-is-bogus", "The parent signed a DNAME where a signed zone begins.", new ScenarioWorld().Zone("test", "").Zone("sub.test", Www), "www.sub.test")
            .Answering((reply, _) => reply with { Answer = FromParent(www) }).Bogus(ReasonKind.SignerNotZone).Breaks(32);
    }

    private static IReadOnlyList<ResourceRecord> FromParent(DomainName target) =>
        [.. new ScenarioWorld().Zone("test", $"sub DNAME {target}").Sign().Answer(new Question(DomainName.Parse("www.sub.test"), RecordType.A)).Answer
            .Where(record => record.Type == RecordType.DNAME || record.Data is RrsigRdata { TypeCovered: RecordType.DNAME })];

    private static Message Unsigned(Message reply, DaneCore.Lab.Authority.ZoneSet zones) => reply with
    {
        Answer = [new ResourceRecord(reply.Questions[0].Name, RecordClass.IN, 300, new AddressRdata(System.Net.IPAddress.Parse("192.0.2.66")))],
        Authority = [],
    };

    private static Message Renamed(Message reply, string owner) =>
        reply with { Answer = [.. reply.Answer.Select(record => record with { Owner = DomainName.Parse(owner) })] };
}
