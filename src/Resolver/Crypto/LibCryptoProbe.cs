using System.Security.Cryptography;

namespace DaneCore.Resolver.Crypto;

/// <summary>
/// Finds out once whether <see cref="LibCrypto"/> checks signatures as it should: one known to be good must hold, the same over another
/// text must not, and a point beside the curve must be no key.
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

    private static ReadOnlySpan<byte> Text => "a set of octets"u8;

    public static bool Holds() =>
        HoldsPair(LibCrypto.P256, P256Key, P256Signature, SHA256.HashData(Text))
        && HoldsPair(LibCrypto.P384, P384Key, P384Signature, SHA384.HashData(Text))
        && HoldsPkcs1();

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
        byte[] hash = SHA256.HashData(Text);
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
