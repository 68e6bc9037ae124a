using System.Security.Cryptography;

namespace DaneCore.Resolver.Crypto;

/// <summary>
/// The hashes of FIPS 180-4 that signatures and DS records rest on, by <see cref="LibCrypto"/> where it is there: the platform's classes take ten times as
/// long over the few octets of a record, and the first call of them loads what a lookup needs nothing else of.
/// </summary>
internal static class Sha2
{
    /// <summary>Writes 32 octets.</summary>
    public static void Hash256(ReadOnlySpan<byte> octets, Span<byte> hash)
    {
        if (LibCryptoProbe.Hashes)
        {
            LibCrypto.HashSha256(octets, hash);
        }
        else
        {
            SHA256.HashData(octets, hash);
        }
    }

    /// <summary>Writes 48 octets.</summary>
    public static void Hash384(ReadOnlySpan<byte> octets, Span<byte> hash)
    {
        if (LibCryptoProbe.Hashes)
        {
            LibCrypto.HashSha384(octets, hash);
        }
        else
        {
            SHA384.HashData(octets, hash);
        }
    }

    /// <summary>Writes 64 octets.</summary>
    public static void Hash512(ReadOnlySpan<byte> octets, Span<byte> hash)
    {
        if (LibCryptoProbe.Hashes)
        {
            LibCrypto.HashSha512(octets, hash);
        }
        else
        {
            SHA512.HashData(octets, hash);
        }
    }
}
