using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Signing;

/// <summary>
/// Stands where no key can be: under an algorithm nobody implements, or as a decoy. Public key and signatures are octets made up
/// from the seed; nothing verifies under it.
/// </summary>
internal sealed class InertPrivateKey : PrivateKey
{
    private const int UnknownKeyLength = 64;

    private readonly int _signatureLength;

    private InertPrivateKey(byte[] publicKey, int signatureLength)
    {
        PublicKey = publicKey;
        _signatureLength = signatureLength;
    }

    public override byte[] PublicKey { get; }

    public static InertPrivateKey Derive(SeedOctets seed) => new(seed.Take(UnknownKeyLength), UnknownKeyLength);

    /// <summary>A public key given as octets, sound or not.</summary>
    public static InertPrivateKey Of(DnssecAlgorithm algorithm, byte[] publicKey) => new(publicKey, algorithm switch
    {
        DnssecAlgorithm.EcdsaP384Sha384 => 96,
        DnssecAlgorithm.Ed448 => 114,
        _ when RsaPrivateKey.Carries(algorithm) => Math.Max(publicKey.Length - 4, UnknownKeyLength),
        _ => UnknownKeyLength,
    });

    public override byte[] Sign(ReadOnlySpan<byte> data) =>
        new SeedOctets(Convert.ToHexString(PublicKey) + Convert.ToHexString(data)).Take(_signatureLength);
}
