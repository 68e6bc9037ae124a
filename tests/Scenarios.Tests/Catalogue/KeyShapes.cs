using System.Security.Cryptography;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>Keys and what they sign: flags, revocation, shared tags, shapes of keys and signatures.</summary>
internal static class KeyShapes
{
    private const string Www = "www A 192.0.2.1";

    private static readonly DomainName Test = DomainName.Parse("test");
    private static readonly ZoneKey Own = ScenarioWorld.KeyOf("test");
    private static readonly ZoneKey Other = ScenarioWorld.KeyOf("other");

    public static IEnumerable<ScenarioFile> All() => [.. Flags(), .. Revoked(), .. SelfSigned(), .. Tags(), .. Malformed(), .. Lengths(), .. Rsa()];

    private static SetPlan Data(params ZoneKey[] keys) => new(DomainName.Parse("www.test"), RecordType.A) { Keys = keys };

    private static SetPlan KeySet(params ZoneKey[] keys) => new(Test, RecordType.DNSKEY) { Keys = keys };

    private static ScenarioWorld World(Func<SigningPlan, SigningPlan> plan) => new ScenarioWorld().ZoneWithDelegation("test", Www, [Own.DelegationSigner(Test)], plan);

    // One key does everything, and the DS names it.
    private static ScenarioWorld Under(ZoneKey key, SetPlan? exception = null) => new ScenarioWorld().ZoneWithDelegation("test", Www, [key.DelegationSigner(Test)], plan =>
        exception is null ? plan with { Keys = [key] } : (plan with { Keys = [key] }).Except(exception));

    private static IEnumerable<ScenarioFile> Flags()
    {
        yield return ScenarioFile.Of("keys/without-zone-flag-beside-a-good-one-is-harmless", "A key without the Zone flag stands among the others.", World(plan => plan with { StandbyKeys = [Other.WithFlags(0)] }), "www.test").Holds(12);
        yield return ScenarioFile.Of("keys/of-another-protocol-beside-a-good-one-is-harmless", "A key of another protocol stands among the others.", World(plan => plan with { StandbyKeys = [Other.WithProtocol(255)] }), "www.test").Holds(12);
        yield return ScenarioFile.Of("keys/with-all-other-flags-are-secure", "Flags that mean nothing yet are set besides.", Under(Own.WithFlags(0xFF7F)), "www.test").Holds(12);
        ZoneKey noZoneKey = Other.WithFlags(0);
        yield return ScenarioFile.Of("keys/data-by-one-without-zone-flag-are-bogus", "The keys are in order; the data are signed by one of them that lacks the Zone flag.", World(plan => (plan with { StandbyKeys = [noZoneKey] }).Except(Data(noZoneKey))), "www.test").Bogus(ReasonKind.KeyNotZoneKey).Breaks(12);
        ZoneKey otherProtocol = Other.WithProtocol(0);
        yield return ScenarioFile.Of("keys/data-by-one-of-another-protocol-are-bogus", "The keys are in order; the data are signed by one of them with protocol 0.", World(plan => (plan with { StandbyKeys = [otherProtocol] }).Except(Data(otherProtocol))), "www.test").Bogus(ReasonKind.KeyProtocolWrong).Breaks(12);
    }

    private static IEnumerable<ScenarioFile> Revoked()
    {
        ZoneKey old = Other.Revoked();
        yield return ScenarioFile.Of("keys/revoked-beside-a-good-one-is-harmless", "The old key is revoked and says so over the keys; the new one does the work.", World(plan => (plan with { StandbyKeys = [old] }).Except(KeySet(old) with { IsAddition = true })), "www.test").Holds(13);
        yield return ScenarioFile.Of("keys/revoked-with-ds-left-behind-is-harmless", "The parent still names the revoked key, by its old tag, and the new one.",
            new ScenarioWorld().ZoneWithDelegation("test", Www, [Other.DelegationSigner(Test), Own.DelegationSigner(Test)], plan => (plan with { StandbyKeys = [old] }).Except(KeySet(old) with { IsAddition = true })), "www.test").Holds(13);
        yield return ScenarioFile.Of("keys/data-by-a-revoked-one-are-bogus", "The data are signed by the revoked key.", World(plan => (plan with { StandbyKeys = [old] }).Except(Data(old))), "www.test").Bogus(ReasonKind.KeyRevoked).Breaks(13);
        yield return ScenarioFile.Of("keys/revoked-with-ds-of-before-is-bogus", "The only key is revoked; the DS names what it was before, under the tag it had.",
            new ScenarioWorld().ZoneWithDelegation("test", Www, [Own.DelegationSigner(Test)], plan => plan with { Keys = [Own.Revoked()] }), "www.test").Bogus(ReasonKind.NoKeyMatchesDelegation).Breaks(13);
    }

    private static IEnumerable<ScenarioFile> SelfSigned()
    {
        yield return ScenarioFile.Of("keys/stand-in-beside-the-named-one-is-bogus", "The named key is there, but who signed the set is a key nobody named: it cannot vouch for itself.",
            World(plan => (plan with { StandbyKeys = [Other] }).Except(KeySet(Other)).Except(Data(Other))), "www.test").Bogus(ReasonKind.KeysNotSelfSigned).Breaks(14);
        yield return ScenarioFile.Of("keys/named-ones-signature-damaged-is-bogus", "Besides, the named key's signature over the set is there and does not fit.",
            World(plan => (plan with { StandbyKeys = [Other] }).Except(KeySet(Own) with { Damage = SignatureDamage.Flipped }).Except(KeySet(Other) with { IsAddition = true }).Except(Data(Other))), "www.test").Bogus(ReasonKind.SignatureWrong).Breaks(14);
        yield return ScenarioFile.Of("keys/signed-by-two-are-secure", "Both keys sign the set, one of them is named: either may sign data.",
            World(plan => (plan with { StandbyKeys = [Other] }).Except(KeySet(Other, Own)).Except(Data(Other))), "www.test").Holds(14);
    }

    private static IEnumerable<ScenarioFile> Tags()
    {
        var real = ZoneKey.CreateRsa(DnssecAlgorithm.RsaSha256, 1024, 1);
        ScenarioWorld Colliding(int decoys, bool inFront) => new ScenarioWorld().ZoneWithDelegation("test", Www, [real.DelegationSigner(Test)], plan =>
            plan with { Keys = [real], StandbyKeys = [.. Enumerable.Range(0, decoys).Select(i => ZoneKey.Decoy(real.Tag, $"decoy {i}"))] });
        ScenarioFile InOrder(ScenarioFile file, bool realLast) => file.Answering("test", RecordType.DNSKEY, (reply, _) => reply with
        {
            Answer = [.. reply.Answer.OrderBy(record => record.Data.Equals(real.Record) == realLast ? 1 : 0)],
        });
        yield return InOrder(ScenarioFile.Of("keys/three-others-with-its-tag-are-tried", "Three keys before the right one have its tag and algorithm.", Colliding(3, true), "www.test"), true).Holds(15);
        yield return InOrder(ScenarioFile.Of("keys/four-others-with-its-tag-are-the-limit", "Four keys before the right one have its tag: it is not reached.", Colliding(4, true), "www.test"), true).Bogus(ReasonKind.WorkKeyTags).Breaks(15);
        yield return ScenarioFile.Of("keys/tag-claimed-wrongly-is-bogus", "The signature is by the zone's key, and names another tag: such a key there is not.", World(plan => plan.Except(Data(Own) with { KeyTag = (ushort)(Own.Tag + 1) })), "www.test").Bogus(ReasonKind.SignatureKeyUnknown).Breaks(15);
        yield return ScenarioFile.Of("keys/tag-of-another-key-is-bogus", "The signature is by the zone's key, and names the tag of its other one.", World(plan => (plan with { StandbyKeys = [Other] }).Except(Data(Own) with { KeyTag = Other.Tag })), "www.test").Bogus(ReasonKind.SignatureWrong).Breaks(15);
        yield return ScenarioFile.Of("keys/same-tag-of-another-algorithm-is-passed-over", "Another key has the tag and another algorithm.", World(plan => plan with { StandbyKeys = [ZoneKey.Decoy(Own.Tag, "decoy")] }), "www.test").Holds(15);
    }

    private static IEnumerable<ScenarioFile> Malformed()
    {
        foreach ((string what, DnssecAlgorithm algorithm, byte[] octets) in OddKeys.Malformed())
        {
            var key = ZoneKey.Inert(algorithm, octets);
            yield return ScenarioFile.Of($"keys/{what}-is-bogus", "The key that the DS names is no key.", Under(key), "www.test").Bogus(ReasonKind.KeyMalformed).Breaks(what.Contains("octet", StringComparison.Ordinal) && algorithm >= DnssecAlgorithm.EcdsaP256Sha256 ? [16, 17] : [16]);
            yield return ScenarioFile.Of($"keys/{what}-beside-a-good-one-is-harmless", "A key that is none stands among the others, and the DS set names it too.",
                new ScenarioWorld().ZoneWithDelegation("test", Www, [key.DelegationSigner(Test), Own.DelegationSigner(Test)], plan => plan with { StandbyKeys = [key] }), "www.test").Holds(16);
        }
    }

    private static IEnumerable<ScenarioFile> Lengths()
    {
        foreach (DnssecAlgorithm algorithm in new[] { DnssecAlgorithm.EcdsaP256Sha256, DnssecAlgorithm.EcdsaP384Sha384, DnssecAlgorithm.Ed25519, DnssecAlgorithm.Ed448 })
        {
            var key = ZoneKey.Create(algorithm, "test");
            yield return ScenarioFile.Of($"lengths/{(byte)algorithm}-exact-is-secure", "Key and signature are as long as the curve has them.", Under(key), "www.test").Holds(17);
            yield return ScenarioFile.Of($"lengths/{(byte)algorithm}-signature-short-is-bogus", "The signature lacks its last octet.", Under(key, Data(key) with { Damage = SignatureDamage.Shortened }), "www.test").Bogus(ReasonKind.SignatureWrong).Breaks(17);
            yield return ScenarioFile.Of($"lengths/{(byte)algorithm}-signature-padded-is-bogus", "A zero octet stands before the signature.", Under(key, Data(key) with { Damage = SignatureDamage.Padded }), "www.test").Bogus(ReasonKind.SignatureWrong).Breaks(17);
        }
    }

    private static IEnumerable<ScenarioFile> Rsa()
    {
        foreach ((string what, ZoneKey key) in new[]
        {
            ("exponent-3", OddKeys.ExponentThree), ("exponent-of-33-bits", OddKeys.LongExponent), ("modulus-of-4096-bits", OddKeys.LongModulus),
            ("leading-zeros", WithLeadingZeros()),
        })
        {
            yield return ScenarioFile.Of($"rsa/{what}-is-secure", "An unusual key, and a sound one.", Under(key), "www.test").Holds(16, 18);
            yield return ScenarioFile.Of($"rsa/{what}-with-a-flipped-bit-is-bogus", "The same key; one bit of the signature is turned over.", Under(key, Data(key) with { Damage = SignatureDamage.Flipped }), "www.test").Bogus(ReasonKind.SignatureWrong).Breaks(18);
            yield return ScenarioFile.Of($"rsa/{what}-with-a-zero-in-front-is-bogus", "The same key; the signature is one zero octet longer than the modulus.", Under(key, Data(key) with { Damage = SignatureDamage.Padded }), "www.test").Bogus(ReasonKind.SignatureWrong).Breaks(18);
        }

        yield return ScenarioFile.Of("rsa/forged-by-a-cube-root-is-bogus", "Made without the private key: padding and digest are right, and what comes after is left to chance.", Under(OddKeys.ExponentThree), "www.test").Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer.Select(record => record.Data is RrsigRdata s ? record with { Data = Forged(s) } : record)],
        }).Bogus(ReasonKind.SignatureWrong).Breaks(18);
    }

    // RFC 3110 section 2 prohibits leading zeros in exponent and modulus; some signers have them, and they change no number.
    private static ZoneKey WithLeadingZeros()
    {
        ZoneKey key = OddKeys.ExponentThree;
        return key.WithPublicKey([2, 0, 3, 0, .. key.Record.PublicKey.Span[2..]]);
    }

    private static RrsigRdata Forged(RrsigRdata s)
    {
        RrsigRdata With(ReadOnlyMemory<byte> signature) => new(s.TypeCovered, s.Algorithm, s.Labels, s.OriginalTtl, s.Expiration, s.Inception, s.KeyTag, s.Signer, signature);
        byte[] octets = [.. With(ReadOnlyMemory<byte>.Empty).ToCanonicalWire(), .. DomainName.Parse("www.test").Wire, 0, 1, 0, 1, 0, 0, (byte)(s.OriginalTtl >> 8), (byte)(s.OriginalTtl & 0xFF), 0, 4, 192, 0, 2, 1];
        return With(OddKeys.Forged(SHA256.HashData(octets)));
    }
}
