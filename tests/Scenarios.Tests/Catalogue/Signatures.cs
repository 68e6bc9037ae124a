using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>RFC 4035 section 5.3: which signature counts over which set, when, and by whom.</summary>
internal static class Signatures
{
    private const string Www = "www A 192.0.2.1";

    public static IEnumerable<ScenarioFile> All() => [.. Signers(), .. Labels(), .. Times(), .. Octets(), .. Algorithms()];

    private static ScenarioWorld World(Func<SetPlan, SetPlan>? otherwise = null, string owner = "www.test") =>
        new ScenarioWorld().Zone("test", Www, plan => otherwise is null
            ? plan
            : plan.Except(otherwise(new SetPlan(DomainName.Parse(owner), RecordType.A))));

    private static IEnumerable<ScenarioFile> Signers()
    {
        yield return ScenarioFile.Of("signer/answer-by-its-own-zone-is-secure", "A set signed by the zone that holds it is secure.", World(), "www.test").Holds(1);
        yield return ScenarioFile.Of(
            "signer/answer-by-parent-zone-is-bogus",
            "A set below a signed cut, signed by the parent zone with a good key of its own, is bogus.",
            new ScenarioWorld().Zone("test", "").Zone("sub.test", Www, plan => plan.Except(
                new SetPlan(DomainName.Parse("www.sub.test"), RecordType.A) { Keys = [ScenarioWorld.KeyOf("test")], Signer = DomainName.Parse("test") })),
            "www.sub.test").Bogus(ReasonKind.SignerNotZone).Breaks(1);
        yield return ScenarioFile.Of(
            "signer/answer-by-root-is-bogus",
            "A set signed by the root, which is an ancestor and not its zone, is bogus.",
            World(set => set with { Keys = [ScenarioWorld.KeyOf(".")], Signer = DomainName.Root }),
            "www.test").Bogus(ReasonKind.SignerNotZone).Breaks(1);
        yield return ScenarioFile.Of(
            "signer/answer-by-sibling-zone-is-bogus",
            "A set signed by a sibling zone is bogus.",
            World(set => set with { Keys = [ScenarioWorld.KeyOf("other")], Signer = DomainName.Parse("other") }).Zone("other", ""),
            "www.test").Bogus(ReasonKind.SignerNotZone).Breaks(1);
        yield return ScenarioFile.Of(
            "signer/answer-by-unpublished-key-is-bogus",
            "A set signed by a key that the zone does not publish is bogus.",
            World(set => set with { Keys = [ScenarioWorld.KeyOf("somebody else")] }),
            "www.test").Bogus(ReasonKind.SignatureKeyUnknown).Breaks(25);
        yield return ScenarioFile.Of(
            "signer/zone-under-a-plain-label-is-secure",
            "A zone two labels below its parent, with a name of the parent's between them, is found and secure.",
            new ScenarioWorld().Zone("test", "between A 192.0.2.9").Zone("sub.between.test", Www),
            "www.sub.between.test").Holds(1);
        yield return ScenarioFile.Of(
            "signer/zone-at-an-underscore-is-secure",
            "A zone that begins at a label with an underscore is found by who signed, and secure.",
            new ScenarioWorld().Zone("test", "").Zone("_tcp.test", "_25 TLSA 3 1 1 " + new string('0', 64)),
            "_25._tcp.test",
            RecordType.TLSA).Holds(1);
        yield return ScenarioFile.Of(
            "signer/cut-below-an-unanswered-underscore-is-indeterminate",
            "A cut is believed only when every label above it is known; one that nobody answers for leaves it open.",
            new ScenarioWorld().Zone("test", "").Zone("_25._tcp.test", "", plan => plan),
            "_25._tcp.test",
            RecordType.TLSA)
            .Answering((reply, _) => reply with { Answer = ParentRecord() })
            .Answering("_tcp.test", RecordType.DS, (reply, _) => reply with { Code = ResponseCode.ServFail, Authority = [] }).Indeterminate(ReasonKind.DelegationUnanswered);
        yield return ScenarioFile.Of(
            "signer/parent-zone-at-an-underscore-cut-is-bogus",
            "A set below a cut at a label with an underscore, signed by the zone above, is bogus.",
            new ScenarioWorld().Zone("test", "").Zone("_tcp.test", "_25 TLSA 3 1 1 " + new string('0', 64), plan => plan.Except(
                new SetPlan(DomainName.Parse("_25._tcp.test"), RecordType.TLSA) { Keys = [ScenarioWorld.KeyOf("test")], Signer = DomainName.Parse("test") })),
            "_25._tcp.test",
            RecordType.TLSA).Bogus(ReasonKind.DenialNotBySigner).Breaks(1);
    }

    // What the zone test would have signed at a name where another zone begins.
    private static IReadOnlyList<ResourceRecord> ParentRecord() => new ScenarioWorld().Zone("test", "_25._tcp TLSA 3 1 1 " + new string('0', 64)).Sign()
        .Answer(new Question(DomainName.Parse("_25._tcp.test"), RecordType.TLSA)).Answer;

    private static IEnumerable<ScenarioFile> Labels()
    {
        yield return ScenarioFile.Of(
            "labels/more-than-the-owner-has-is-bogus",
            "A signature that counts more labels than the owner has is bogus.",
            World(set => set with { Labels = 3 }),
            "www.test").Bogus(ReasonKind.SignatureTooManyLabels).Breaks(2);
        yield return ScenarioFile.Of(
            "labels/fewer-than-the-signer-has-is-bogus",
            "A signature that counts fewer labels than its signer has would reach out of the zone and is bogus.",
            World(set => set with { Labels = 0 }),
            "www.test").Bogus(ReasonKind.SignatureTooFewLabels).Breaks(2);
        yield return ScenarioFile.Of(
            "labels/as-a-wildcard-without-one-is-bogus",
            "A signature that claims a wildcard expansion has to bring the proof that no closer name exists.",
            World(set => set with { Labels = 1 }),
            "www.test").Bogus(ReasonKind.WildcardWithoutProof);
        yield return ScenarioFile.Of(
            "labels/star-inside-a-name-is-ordinary",
            "A star that is not the first label is a label like any other.",
            new ScenarioWorld().Zone("test", "a.*.b A 192.0.2.1"),
            "a.*.b.test").Holds(3);
    }

    private static IEnumerable<ScenarioFile> Times()
    {
        DateTimeOffset now = ScenarioWorld.Now;
        yield return ScenarioFile.Of("time/last-second-is-secure", "A signature holds through the second of its expiration.", World(set => set with { Expiration = now }), "www.test").Holds(4);
        yield return ScenarioFile.Of("time/second-after-the-last-is-bogus", "One second later the signature has expired.", World(set => set with { Expiration = now.AddSeconds(-1) }), "www.test").Bogus(ReasonKind.SignatureExpired).Breaks(4);
        yield return ScenarioFile.Of("time/first-second-is-secure", "A signature holds from the second of its inception.", World(set => set with { Inception = now }), "www.test").Holds(4);
        yield return ScenarioFile.Of("time/second-before-the-first-is-bogus", "One second earlier the signature is not valid yet.", World(set => set with { Inception = now.AddSeconds(1) }), "www.test").Bogus(ReasonKind.SignatureNotYetValid).Breaks(4);
        yield return ScenarioFile.Of("time/end-before-start-is-bogus", "A signature that expires before it becomes valid never holds.", World(set => set with { Inception = now.AddDays(1), Expiration = now.AddDays(-1) }), "www.test").Bogus(ReasonKind.SignatureEndsBeforeStart).Breaks(4);
        yield return ScenarioFile.Of("time/extra-expired-signature-is-harmless", "An expired signature beside a good one does no harm.", World(set => set with { IsAddition = true, Expiration = now.AddDays(-1) }), "www.test").Holds(6);
        yield return ScenarioFile.Of("time/extra-signature-by-unknown-key-is-harmless", "A signature by an unknown key beside a good one is ignored.", World(set => set with { IsAddition = true, Keys = [ScenarioWorld.KeyOf("gone")] }), "www.test").Holds(25);
    }

    private static IEnumerable<ScenarioFile> Octets()
    {
        yield return ScenarioFile.Of("octets/flipped-signature-bit-is-bogus", "One bit of the signature is turned over.", World(set => set with { Damage = SignatureDamage.Flipped }), "www.test").Bogus(ReasonKind.SignatureWrong);
        yield return ScenarioFile.Of("octets/short-signature-is-bogus", "The signature lacks its last octet.", World(set => set with { Damage = SignatureDamage.Shortened }), "www.test").Bogus(ReasonKind.SignatureWrong).Breaks(17);
        yield return ScenarioFile.Of("octets/padded-signature-is-bogus", "A zero octet stands before the signature.", World(set => set with { Damage = SignatureDamage.Padded }), "www.test").Bogus(ReasonKind.SignatureWrong).Breaks(17);
        yield return ScenarioFile.Of("octets/flipped-data-bit-is-bogus", "One bit of the data is turned over on the way.", World(), "www.test").Answering(Damage.FlippedBitIn(RecordType.A)).Bogus(ReasonKind.SignatureWrong);
        yield return ScenarioFile.Of("octets/other-original-ttl-is-bogus", "The original TTL is part of what is signed.", World(), "www.test").Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer.Select(record => record.Data is RrsigRdata s
                ? record with { Data = new RrsigRdata(s.TypeCovered, s.Algorithm, s.Labels, s.OriginalTtl + 1, s.Expiration, s.Inception, s.KeyTag, s.Signer, s.Signature) }
                : record)],
        }).Bogus(ReasonKind.SignatureWrong).Breaks(8);
        yield return ScenarioFile.Of("octets/stripped-signature-is-bogus", "The set has lost its signature on the way.", World(), "www.test").Answering(Damage.WithoutSignatures).Bogus(ReasonKind.SignatureMissing).Breaks(63);
        yield return ScenarioFile.Of("octets/added-record-is-bogus", "A record was added to the set on the way.", World(), "www.test").Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer, reply.Answer[0] with { Data = new AddressRdata(System.Net.IPAddress.Parse("192.0.2.66")) }],
        }).Bogus(ReasonKind.SignatureWrong).Breaks(9);
        yield return ScenarioFile.Of("octets/repeated-record-is-secure", "A record that comes twice counts once.", World(), "www.test").Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer, reply.Answer[0]],
        }).Holds(9);
        yield return ScenarioFile.Of("octets/letters-in-other-case-are-secure", "The case of letters in names does not count.", new ScenarioWorld().Zone("TeSt", "WwW A 192.0.2.1"), "wWw.tEsT").Holds(10);
        yield return ScenarioFile.Of("octets/names-in-data-are-lower-cased", "Names in MX data are signed in lower case.", new ScenarioWorld().Zone("test", "@ MX 10 MaIl"), "test", RecordType.MX).Holds(10);
        yield return ScenarioFile.Of("octets/odd-octets-in-names-are-secure", "Dots, zeros and eight-bit octets inside labels are octets like others.", new ScenarioWorld().Zone("test", "a\\.b\\000\\255 A 192.0.2.1"), "a\\.b\\000\\255.test").Holds(11);
    }

    private static IEnumerable<ScenarioFile> Algorithms()
    {
        foreach (DnssecAlgorithm algorithm in new[]
        {
            DnssecAlgorithm.RsaSha256, DnssecAlgorithm.RsaSha512, DnssecAlgorithm.EcdsaP256Sha256,
            DnssecAlgorithm.EcdsaP384Sha384, DnssecAlgorithm.Ed25519, DnssecAlgorithm.Ed448,
        })
        {
            ScenarioWorld Signed(SignatureDamage damage) => new ScenarioWorld().Zone("test", Www, plan =>
                (plan with { Keys = [ZoneKey.Create(algorithm, "test")] }).Except(new SetPlan(DomainName.Parse("www.test"), RecordType.A) { Damage = damage }));
            yield return ScenarioFile.Of($"algorithm/{(byte)algorithm}-is-secure", $"Algorithm {(byte)algorithm} is checked.", Signed(SignatureDamage.None), "www.test");
            yield return ScenarioFile.Of($"algorithm/{(byte)algorithm}-with-a-flipped-bit-is-bogus", $"One wrong bit under algorithm {(byte)algorithm} is noticed.", Signed(SignatureDamage.Flipped), "www.test").Bogus(ReasonKind.SignatureWrong);
        }

        foreach (DnssecAlgorithm algorithm in new[] { DnssecAlgorithm.RsaSha1, DnssecAlgorithm.RsaSha1Nsec3Sha1 })
        {
            ScenarioWorld Signed(SignatureDamage damage) => new ScenarioWorld().Zone("test", Www, plan =>
                (plan with { Keys = [ZoneKey.Create(algorithm, "test")] }).Except(new SetPlan(DomainName.Parse("www.test"), RecordType.A) { Damage = damage }));
            yield return ScenarioFile.Of($"algorithm/{(byte)algorithm}-counts-as-unsigned", $"Algorithm {(byte)algorithm} uses SHA-1 and counts as unsigned.", Signed(SignatureDamage.None), "www.test").Insecure(ReasonKind.Sha1Policy).Holds(23);
            yield return ScenarioFile.Of($"algorithm/{(byte)algorithm}-is-secure-when-wanted", $"Algorithm {(byte)algorithm} is checked when the user wants it.", Signed(SignatureDamage.None), "www.test").Under(new ValidationPolicy { ValidateSha1 = true });
            yield return ScenarioFile.Of($"algorithm/{(byte)algorithm}-with-a-flipped-bit-is-bogus-when-wanted", $"One wrong bit under algorithm {(byte)algorithm} is noticed when it is checked.", Signed(SignatureDamage.Flipped), "www.test").Under(new ValidationPolicy { ValidateSha1 = true }).Bogus(ReasonKind.SignatureWrong).Breaks(23);
        }
    }
}
