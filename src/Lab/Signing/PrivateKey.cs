using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Signing;

/// <summary>
/// The secret half of a zone key and the public octets that go with it. Signatures are the same for the same data on every
/// run and every platform, so that generated zones can be compared octet by octet. Safe for use from many threads.
/// </summary>
internal abstract class PrivateKey
{
    /// <summary>The public key as DNSKEY carries it.</summary>
    public abstract byte[] PublicKey { get; }

    /// <summary>The signature as RRSIG carries it.</summary>
    public abstract byte[] Sign(ReadOnlySpan<byte> data);

    /// <summary>Derives a key from a seed; the same seed gives the same key. RSA keys are chosen from the ones checked in.</summary>
    public static PrivateKey Derive(DnssecAlgorithm algorithm, string seed)
    {
        var octets = new SeedOctets($"{(byte)algorithm}/{seed}");
        return algorithm switch
        {
            _ when RsaPrivateKey.Carries(algorithm) =>
                RsaPrivateKey.CheckedIn(algorithm, RsaPrivateKey.UsualBits(algorithm), 1 + (octets.Take(1)[0] % RsaPrivateKey.PerSize)),
            DnssecAlgorithm.EcdsaP256Sha256 or DnssecAlgorithm.EcdsaP384Sha384 => EcdsaPrivateKey.Derive(algorithm, octets),
            DnssecAlgorithm.Ed25519 or DnssecAlgorithm.Ed448 => EdwardsPrivateKey.Derive(algorithm, octets),
            _ => InertPrivateKey.Derive(octets),
        };
    }
}
