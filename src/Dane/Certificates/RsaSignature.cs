using System.Formats.Asn1;
using System.Security.Cryptography;

namespace DaneCore.Dane.Certificates;

/// <summary>
/// Signatures by RSA, checked by the platform. BouncyCastle would first try whether the modulus of a key is prime, which takes
/// minutes over a few dozen large keys of a hostile server's choosing.
/// </summary>
internal static class RsaSignature
{
    public const string PssOid = "1.2.840.113549.1.1.10";

    // RFC 4055 section 3.1: what stands for parameters left out.
    private const int DefaultSaltLength = 20;
    private const string Mgf1Oid = "1.2.840.113549.1.1.8";

    // SHA-224 is left out: the platform has none, and no public authority signs over it.
    private static readonly Dictionary<string, HashAlgorithmName> Pkcs1Digests = new(StringComparer.Ordinal)
    {
        ["1.2.840.113549.1.1.5"] = HashAlgorithmName.SHA1,
        ["1.2.840.113549.1.1.11"] = HashAlgorithmName.SHA256,
        ["1.2.840.113549.1.1.12"] = HashAlgorithmName.SHA384,
        ["1.2.840.113549.1.1.13"] = HashAlgorithmName.SHA512,
    };

    private static readonly Dictionary<string, HashAlgorithmName> PssDigests = new(StringComparer.Ordinal)
    {
        ["1.3.14.3.2.26"] = HashAlgorithmName.SHA1,
        ["2.16.840.1.101.3.4.2.1"] = HashAlgorithmName.SHA256,
        ["2.16.840.1.101.3.4.2.2"] = HashAlgorithmName.SHA384,
        ["2.16.840.1.101.3.4.2.3"] = HashAlgorithmName.SHA512,
    };

    /// <summary>The signature algorithms known, by identifier.</summary>
    public static IEnumerable<string> Algorithms => [.. Pkcs1Digests.Keys, PssOid];

    /// <summary>Why the signature does not hold; null when it does.</summary>
    /// <exception cref="AsnContentException">Something cannot be read.</exception>
    /// <exception cref="CryptographicException">The platform refuses the key.</exception>
    public static string? WhyWrong(ReadOnlyMemory<byte> algorithm, ReadOnlyMemory<byte> publicKey, ReadOnlySpan<byte> signed, byte[] signature)
    {
        AsnReader parts = new AsnReader(algorithm, AsnEncodingRules.BER).ReadSequence();
        string oid = parts.ReadObjectIdentifier();
        HashAlgorithmName digest;
        RSASignaturePadding padding = RSASignaturePadding.Pkcs1;
        if (oid is PssOid)
        {
            padding = RSASignaturePadding.Pss;
            if (WhyNotPss(parts, out digest) is { } odd)
            {
                return odd;
            }
        }
        else if (!Pkcs1Digests.TryGetValue(oid, out digest))
        {
            return $"its signature algorithm {oid} is too weak, or not known";
        }

        using var key = RSA.Create(ReadKey(publicKey));
        return key.VerifyData(signed, signature, digest, padding) ? null : "its signature does not fit its issuer's key";
    }

    // RFC 4055 section 3.1.
    private static string? WhyNotPss(AsnReader algorithm, out HashAlgorithmName digest)
    {
        digest = default;
        if (!algorithm.HasData || !algorithm.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            return "its signature is by RSASSA-PSS without parameters";
        }

        AsnReader parameters = algorithm.ReadSequence();
        digest = HashAlgorithmName.SHA1;
        if (Part(parameters, 0) is { } named && !PssDigests.TryGetValue(named.ReadSequence().ReadObjectIdentifier(), out digest))
        {
            return "its signature uses a digest that is too weak, or not known";
        }

        HashAlgorithmName mask = HashAlgorithmName.SHA1;
        if (Part(parameters, 1) is { } masked)
        {
            AsnReader function = masked.ReadSequence();
            if (function.ReadObjectIdentifier() is not Mgf1Oid
                || !PssDigests.TryGetValue(function.ReadSequence().ReadObjectIdentifier(), out mask))
            {
                return "its signature uses a mask that is not known";
            }
        }

        int saltLength = Part(parameters, 2) is { } salt ? ReadSmall(salt) : DefaultSaltLength;
        int trailer = Part(parameters, 3) is { } end ? ReadSmall(end) : 1;
        if (parameters.HasData || trailer != 1)
        {
            return "its signature has parameters that are not known";
        }

        // The platform knows RSASSA-PSS in the one shape RFC 4055 section 3.1 recommends, and authorities use no other.
        return mask != digest ? "its signature uses one digest for the message and another for the mask"
            : saltLength != LengthOf(digest) ? $"its signature has a salt of {saltLength} octets and a digest of {LengthOf(digest)}"
            : null;
    }

    private static AsnReader? Part(AsnReader parameters, int number)
    {
        Asn1Tag tag = new(TagClass.ContextSpecific, number, isConstructed: true);
        return parameters.HasData && parameters.PeekTag() == tag ? parameters.ReadSequence(tag) : null;
    }

    private static int ReadSmall(AsnReader reader) => reader.TryReadInt32(out int value) ? value : -1;

    private static int LengthOf(HashAlgorithmName digest) =>
        digest == HashAlgorithmName.SHA1 ? SHA1.HashSizeInBytes
        : digest == HashAlgorithmName.SHA256 ? SHA256.HashSizeInBytes
        : digest == HashAlgorithmName.SHA384 ? SHA384.HashSizeInBytes
        : SHA512.HashSizeInBytes;

    private static RSAParameters ReadKey(ReadOnlyMemory<byte> publicKey)
    {
        AsnReader info = new AsnReader(publicKey, AsnEncodingRules.BER).ReadSequence();
        _ = info.ReadSequence();
        AsnReader key = new AsnReader(info.ReadBitString(out _), AsnEncodingRules.BER).ReadSequence();
        return new RSAParameters
        {
            Modulus = key.ReadInteger().ToByteArray(isUnsigned: true, isBigEndian: true),
            Exponent = key.ReadInteger().ToByteArray(isUnsigned: true, isBigEndian: true),
        };
    }
}
