using DaneCore.Resolver.Wire;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace DaneCore.Lab.Signing;

/// <summary>Ed25519 and Ed448 (RFC 8080): deterministic by nature, without context (RFC 8080 section 4).</summary>
internal sealed class EdwardsPrivateKey : PrivateKey
{
    private readonly DnssecAlgorithm _algorithm;
    private readonly byte[] _secret;

    private EdwardsPrivateKey(DnssecAlgorithm algorithm, byte[] secret)
    {
        _algorithm = algorithm;
        _secret = secret;
        PublicKey = algorithm == DnssecAlgorithm.Ed25519
            ? new Ed25519PrivateKeyParameters(secret).GeneratePublicKey().GetEncoded()
            : new Ed448PrivateKeyParameters(secret).GeneratePublicKey().GetEncoded();
    }

    public override byte[] PublicKey { get; }

    public static EdwardsPrivateKey Derive(DnssecAlgorithm algorithm, SeedOctets seed) =>
        new(algorithm, seed.Take(SecretLength(algorithm)));

    public static EdwardsPrivateKey Import(DnssecAlgorithm algorithm, byte[] secret) => new(algorithm, secret);

    public static int SecretLength(DnssecAlgorithm algorithm) =>
        algorithm == DnssecAlgorithm.Ed25519 ? Ed25519.SecretKeySize : Ed448.SecretKeySize;

    public override byte[] Sign(ReadOnlySpan<byte> data)
    {
        byte[] message = data.ToArray();
        if (_algorithm == DnssecAlgorithm.Ed25519)
        {
            byte[] signature = new byte[Ed25519.SignatureSize];
            Ed25519.Sign(_secret, 0, PublicKey, 0, message, 0, message.Length, signature, 0);
            return signature;
        }

        byte[] longer = new byte[Ed448.SignatureSize];
        Ed448.Sign(_secret, 0, PublicKey, 0, [], message, 0, message.Length, longer, 0);
        return longer;
    }
}
