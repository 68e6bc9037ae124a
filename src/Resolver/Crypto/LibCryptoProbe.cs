using System.Security.Cryptography;

namespace DaneCore.Resolver.Crypto;

/// <summary>
/// Finds out, when it is first needed and each kind by itself, whether <see cref="LibCrypto"/> does as it should: a signature known to be good must
/// hold, the same over another text must not, and a point beside the curve must be no key. (Two checks of P-384 alone take a millisecond and a half,
/// which most runs of the command line never need.)
/// </summary>
internal static class LibCryptoProbe
{
    // Made for this purpose with OpenSSL, over the text below; the RSA key has 1024 bits and the exponent 3. The private keys are gone.
    private const string P256Key = "X41Hv7cR0ZxsCyGy+mQFARGg3abbiAaU1RKmYlCLnan2JkTXkQU/Y6/oKsPtErjqVMz97paF0uKiTYHbLTEG7A==";
    private const string P256Signature = "XIhSJWuHb6JSKN8RR7VFp7ZTmCPfUiBds/df4uEkzdHh9tf3/YN8LDwDj7KaEmewvKczmKEClt05+WEb28iiVQ==";
    private const string P384Key =
        "SNEcr4or36Y0nZRgCygmpgPsZvpTLUZElK+PRJ34FzUtAWnKV4FKYhJyfRwGQ+05gD5Or6zTKGSEGUhboPa8qg1kzd0AXjuTBSG1acIFf0jXvcIoOPADjLZyG8BF3+3X";

    private const string P384Signature =
        "eIEYgLC03dUv3eT1bv7stEUQVUE1Jt2jjS0HPJ7YQd517sPHJwZJFJf7qc08aYv2wLL+nOXWiZEGSK+/u7mtcnVIOuSN6KEmwoxQgY76bIh0NbbM/Tzq3Q3iCwC1MfOc";

    private const string RsaModulus =
        "qa7XdWXn01KFRBIUxHkRY/2eyo7T9w4nXtXqVIRx//c4vdZaP1K321TlTebpeW5oE2H7TKVRzxiYfkzk7Stl0ZN3bRXiyQiuqTjZsEbA64PacYYMr/GZpAlJ"
        + "JtEQRZvxFMGUY0pbL/41YZGFfK/TEMCxxawyKtDGQrqAHNcMZo0=";

    private const string RsaSignature =
        "Oedg0PjA0a/SXWeyT5yk9MDHdoiYGhk9pkyU+LmSKocbHO2/MgfYZFh8bJjV2ZiU3iu+OTJ8lSpEk/5OA1KhKlTitHpEWVDM7W7bjZT4NToGKtYu4xbXyq2j"
        + "XANXPbFUtXfVFp7Z9WzuETZKZWvL7nbUj33sWqArie+Xmk4iniY=";

    private static readonly Lazy<bool> HashesHold = new(() => Holds(HashesAbc));
    private static readonly Lazy<bool> P256Holds = new(() => Holds(() => HoldsPair(LibCrypto.P256, P256Key, P256Signature, Hash256())));
    private static readonly Lazy<bool> P384Holds = new(() => Holds(() => HoldsPair(LibCrypto.P384, P384Key, P384Signature, Hash384())));
    private static readonly Lazy<bool> RsaHolds = new(() => Holds(HoldsPkcs1));

    private static ReadOnlySpan<byte> Text => "a set of octets"u8;

    /// <summary>SHA-1 and SHA-2.</summary>
    public static bool Hashes => HashesHold.Value;

    public static bool P256 => P256Holds.Value;

    public static bool P384 => P384Holds.Value;

    public static bool Rsa => RsaHolds.Value;

    // Each function of a kind is called once, so that one that is missing is missed here. The library itself may not be there.
    private static bool Holds(Func<bool> kind)
    {
        try
        {
            return OperatingSystem.IsLinux() && LibCrypto.StaysUntilTheEnd() && kind();
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return false;
        }
    }

    private static bool HashesAbc()
    {
        // The examples of FIPS 180-4, which takes these three octets for each of its hashes.
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        LibCrypto.HashSha512("abc"u8, hash);
        if (!hash.SequenceEqual(Convert.FromHexString(
            "DDAF35A193617ABACC417349AE20413112E6FA4E89A97EA20A9EEEE64B55D39A2192992A274FC1A836BA3C23A3FEEBBD454D4423643CE80E2A9AC94FA54CA49F")))
        {
            return false;
        }

        LibCrypto.HashSha384("abc"u8, hash);
        if (!hash[..SHA384.HashSizeInBytes].SequenceEqual(Convert.FromHexString(
            "CB00753F45A35E8BB5A03D699AC65007272C32AB0EDED1631A8B605A43FF5BED8086072BA1E7CC2358BAECA134C825A7")))
        {
            return false;
        }

        LibCrypto.HashSha256("abc"u8, hash);
        return hash[..SHA256.HashSizeInBytes].SequenceEqual(Convert.FromHexString("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"))
            && HashesAgain(hash[..SHA1.HashSizeInBytes]);
    }

    // SHA-1 of the same, and of that twice more, by either way.
    private static bool HashesAgain(Span<byte> hash)
    {
        LibCrypto.HashSha1("abc"u8, hash);
        if (!hash.SequenceEqual(Convert.FromHexString("A9993E364706816ABA3E25717850C26C9CD0D89D")))
        {
            return false;
        }

        Span<byte> block = stackalloc byte[LibCrypto.Sha1BlockLength];
        block.Clear();
        hash.CopyTo(block);
        block[SHA1.HashSizeInBytes] = 0x80;
        block[^1] = SHA1.HashSizeInBytes * 8;
        LibCrypto.IterateSha1(block, 2);
        LibCrypto.HashSha1(hash, hash);
        LibCrypto.HashSha1(hash, hash);
        return hash.SequenceEqual(block[..SHA1.HashSizeInBytes]);
    }

    private static byte[] Hash256()
    {
        byte[] hash = new byte[SHA256.HashSizeInBytes];
        Sha2.Hash256(Text, hash);
        return hash;
    }

    private static byte[] Hash384()
    {
        byte[] hash = new byte[SHA384.HashSizeInBytes];
        Sha2.Hash384(Text, hash);
        return hash;
    }

    private static bool HoldsPair(int curve, string key, string signature, byte[] hash)
    {
        byte[] octets = Convert.FromBase64String(key);
        byte[] pair = Convert.FromBase64String(signature);
        using LibCryptoKey? good = LibCrypto.ImportPoint(curve, octets);
        if (good is null || LibCrypto.VerifyPair(good, hash, pair) != true)
        {
            return false;
        }

        hash[0] ^= 1;
        octets[^1] ^= 1;
        using LibCryptoKey? beside = LibCrypto.ImportPoint(curve, octets);
        return beside is null && LibCrypto.VerifyPair(good, hash, pair) == false;
    }

    private static bool HoldsPkcs1()
    {
        byte[] hash = Hash256();
        byte[] signature = Convert.FromBase64String(RsaSignature);
        using LibCryptoKey? key = LibCrypto.ImportRsa(Convert.FromBase64String(RsaModulus), [3]);
        if (key is null || !LibCrypto.VerifyPkcs1(key, LibCrypto.Sha256, hash, signature))
        {
            return false;
        }

        hash[0] ^= 1;
        return !LibCrypto.VerifyPkcs1(key, LibCrypto.Sha256, hash, signature);
    }
}
