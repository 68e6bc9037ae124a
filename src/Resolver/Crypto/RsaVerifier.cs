using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Crypto;

/// <summary>
/// RSA with PKCS #1 v1.5 padding (RFC 3110, RFC 5702). The key's octets are taken apart here; the platform does the rest
/// and never sees a key outside the limits below.
/// <code>
/// | exponent length (8) | exponent | modulus |      or, for a length of more than 255:
/// | 0 | exponent length (16) | exponent | modulus |
/// </code>
/// </summary>
internal sealed class RsaVerifier : VerificationKey
{
    // RFC 3110 section 3: not less than 512 bits and not more than 4096.
    private const int MinModulusBits = 512;
    private const int MaxModulusBits = 4096;

    // The cost of a check grows with the exponent, so we take less than the 4096 bits RFC 3110 section 2 allows. OpenSSL
    // stops at 64 bits too; the largest seen in a top-level domain has 33.
    private const int MaxExponentBits = 64;

    private readonly LibCryptoKey? _key;
    private readonly KeyPool<RSA> _keys;
    private readonly HashAlgorithmName _hash;
    private readonly int _signatureLength;

    private RsaVerifier(LibCryptoKey? key, KeyPool<RSA> keys, HashAlgorithmName hash, int signatureLength)
    {
        _key = key;
        _keys = keys;
        _hash = hash;
        _signatureLength = signatureLength;
    }

    public static KeyImport Import(DnskeyRdata key, HashAlgorithmName hash) => Import(key, hash, LibCryptoProbe.Rsa);

    /// <summary>The same with or without <see cref="LibCrypto"/>, which is not asked about SHA-1: the system's policy may refuse that.</summary>
    internal static KeyImport Import(DnskeyRdata key, HashAlgorithmName hash, bool directly)
    {
        if (!TrySplit(key.PublicKey.Span, out ReadOnlySpan<byte> exponent, out ReadOnlySpan<byte> modulus))
        {
            return new KeyImport.Malformed("the RSA key ends before its exponent does");
        }

        // RFC 3110 section 2 prohibits leading zero octets; they change nothing, and others let them pass.
        exponent = exponent.TrimStart((byte)0);
        modulus = modulus.TrimStart((byte)0);
        if (exponent.IsEmpty || exponent is [1] || (exponent[^1] & 1) == 0)
        {
            return new KeyImport.Malformed("the exponent of the RSA key is not an odd number above 1");
        }

        if (BitsOf(exponent) > MaxExponentBits)
        {
            return new KeyImport.Malformed(string.Create(
                CultureInfo.InvariantCulture, $"the exponent of the RSA key has {BitsOf(exponent)} bits; at most {MaxExponentBits} are taken"));
        }

        if (BitsOf(modulus) is < MinModulusBits or > MaxModulusBits)
        {
            return new KeyImport.Malformed(string.Create(
                CultureInfo.InvariantCulture, $"the modulus of the RSA key has {BitsOf(modulus)} bits; from {MinModulusBits} to {MaxModulusBits} are allowed"));
        }

        if ((modulus[^1] & 1) == 0)
        {
            return new KeyImport.Malformed("the modulus of the RSA key is even");
        }

        RSAParameters parameters = new() { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() };
        KeyPool<RSA> keys = new(() => RSA.Create(parameters));
#pragma warning disable CA2000 // the verifier owns it from then on
        LibCryptoKey? direct = directly && hash != HashAlgorithmName.SHA1 ? LibCrypto.ImportRsa(modulus, exponent) : null;
#pragma warning restore CA2000
        if (direct is not null)
        {
            return new KeyImport.Imported(new RsaVerifier(direct, keys, hash, modulus.Length));
        }

        try
        {
            keys.Return(keys.Take());
        }
        catch (CryptographicException)
        {
            keys.Dispose();
            return new KeyImport.Malformed("the platform does not take the RSA key");
        }

        return new KeyImport.Imported(new RsaVerifier(null, keys, hash, modulus.Length));
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        // RFC 8017 section 8.2.2 step 1: as long as the modulus; leading zero octets are part of it (RFC 3110 section 3).
        if (signature.Length != _signatureLength)
        {
            return false;
        }

        if (_key is not null)
        {
            return VerifyDirectly(_key, data, signature);
        }

        try
        {
            RSA key = _keys.Take();
            bool verifies = key.VerifyData(data, signature, _hash, RSASignaturePadding.Pkcs1);
            _keys.Return(key);
            return verifies;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public override void Dispose()
    {
        _key?.Dispose();
        _keys.Dispose();
    }

    private bool VerifyDirectly(LibCryptoKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        if (_hash == HashAlgorithmName.SHA256)
        {
            hash = hash[..SHA256.HashSizeInBytes];
            Sha2.Hash256(data, hash);
            return LibCrypto.VerifyPkcs1(key, LibCrypto.Sha256, hash, signature);
        }

        Sha2.Hash512(data, hash);
        return LibCrypto.VerifyPkcs1(key, LibCrypto.Sha512, hash, signature);
    }

    private static bool TrySplit(ReadOnlySpan<byte> octets, out ReadOnlySpan<byte> exponent, out ReadOnlySpan<byte> modulus)
    {
        exponent = default;
        modulus = default;
        WireReader reader = new(octets);
        if (!reader.TryReadByte(out byte shortLength))
        {
            return false;
        }

        ushort length = shortLength;
        if (length == 0 && !reader.TryReadUInt16(out length))
        {
            return false;
        }

        if (!reader.TryTake(length, out exponent))
        {
            return false;
        }

        modulus = reader.TakeRest();
        return true;
    }

    // Of a number without leading zero octets.
    private static int BitsOf(ReadOnlySpan<byte> number) =>
        number.IsEmpty ? 0 : ((number.Length - 1) * 8) + BitOperations.Log2(number[0]) + 1;
}
