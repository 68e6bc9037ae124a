using System.Diagnostics;
using DaneCore.Resolver.Wire;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Security;

namespace DaneCore.Lab.Signing;

/// <summary>ECDSA over P-256 and P-384 (RFC 6605) with the nonce of RFC 6979, so that a signature depends on key and data alone.</summary>
internal sealed class EcdsaPrivateKey : PrivateKey
{
    private static readonly ECDomainParameters P256 = Curve("P-256");
    private static readonly ECDomainParameters P384 = Curve("P-384");

    private readonly ECPrivateKeyParameters _key;
    private readonly int _length;

    private EcdsaPrivateKey(ECPrivateKeyParameters key)
    {
        _key = key;
        _length = (key.Parameters.N.BitLength + 7) / 8;
        ECPoint point = key.Parameters.G.Multiply(key.D).Normalize();

        // RFC 6605 section 4: the coordinates one after the other, without the octet that tells compressed points apart.
        PublicKey = point.GetEncoded(compressed: false)[1..];
    }

    public override byte[] PublicKey { get; }

    public static EcdsaPrivateKey Derive(DnssecAlgorithm algorithm, SeedOctets seed)
    {
        ECDomainParameters curve = CurveOf(algorithm);

        // 8 octets more than the order has: the remainder is as good as even.
        var wide = new BigInteger(1, seed.Take(((curve.N.BitLength + 7) / 8) + 8));
        return new EcdsaPrivateKey(new ECPrivateKeyParameters(wide.Mod(curve.N.Subtract(BigInteger.One)).Add(BigInteger.One), curve));
    }

    public static EcdsaPrivateKey Import(DnssecAlgorithm algorithm, byte[] secret) =>
        new(new ECPrivateKeyParameters(new BigInteger(1, secret), CurveOf(algorithm)));

    public override byte[] Sign(ReadOnlySpan<byte> data)
    {
        bool isP256 = ReferenceEquals(_key.Parameters, P256);
        IDigest NewDigest() => isP256 ? new Sha256Digest() : new Sha384Digest();
        IDigest digest = NewDigest();
        digest.BlockUpdate(data);
        byte[] hash = DigestUtilities.DoFinal(digest);
        var signer = new ECDsaSigner(new HMacDsaKCalculator(NewDigest()));
        signer.Init(forSigning: true, _key);
        BigInteger[] pair = signer.GenerateSignature(hash);

        // RFC 6605 section 4: r and s one after the other, each as long as the order.
        byte[] signature = new byte[2 * _length];
        Put(pair[0], signature.AsSpan(0, _length));
        Put(pair[1], signature.AsSpan(_length));
        return signature;
    }

    private static void Put(BigInteger number, Span<byte> to)
    {
        byte[] octets = number.ToByteArrayUnsigned();
        octets.CopyTo(to[^octets.Length..]);
    }

    private static ECDomainParameters CurveOf(DnssecAlgorithm algorithm) => algorithm switch
    {
        DnssecAlgorithm.EcdsaP256Sha256 => P256,
        DnssecAlgorithm.EcdsaP384Sha384 => P384,
        _ => throw new UnreachableException(),
    };

    private static ECDomainParameters Curve(string name)
    {
        X9ECParameters parameters = CustomNamedCurves.GetByName(name);
        return new ECDomainParameters(parameters);
    }
}
