using System.Diagnostics;
using System.Security.Cryptography;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Crypto;

/// <summary>
/// The hash of a name in a zone with NSEC3 (RFC 5155 section 5): SHA-1, salted, iterated. Costs iterations + 1 hash
/// computations; the caller counts them against its budget beforehand.
/// </summary>
internal static class Nsec3Hash
{
    /// <summary>Octets of a hash.</summary>
    public const int Length = SHA1.HashSizeInBytes;

    // Both lengths are one octet on the wire (RFC 5155 section 3.2).
    private const int MaxSaltLength = byte.MaxValue;

    /// <summary>Writes <see cref="Length"/> octets to <paramref name="hash"/>. The name's case does not count.</summary>
    public static void Compute(DomainName name, ReadOnlySpan<byte> salt, int iterations, Span<byte> hash)
    {
        Debug.Assert(iterations >= 0 && salt.Length <= MaxSaltLength, "NSEC3 carries no other values");

        // RFC 5155 section 5: IH(salt, x, 0) = H(x | salt); IH(salt, x, k) = H(IH(salt, x, k - 1) | salt).
        Span<byte> octets = stackalloc byte[DomainName.MaxWireLength + MaxSaltLength];
        int length = name.CopyCanonical(octets);
        bool directly = LibCrypto.IsThere;
        for (int k = 0; k <= iterations; k++)
        {
            salt.CopyTo(octets[length..]);
            if (directly)
            {
                LibCrypto.HashSha1(octets[..(length + salt.Length)], octets);
                length = Length;
                continue;
            }

#pragma warning disable CA5350 // Hash algorithm 1 is SHA-1 by definition (RFC 5155 section 11); nothing rests on its strength.
            SHA1.HashData(octets[..(length + salt.Length)], octets);
#pragma warning restore CA5350
            length = Length;
        }

        octets[..Length].CopyTo(hash);
    }

    public static byte[] Compute(DomainName name, ReadOnlySpan<byte> salt, int iterations)
    {
        byte[] hash = new byte[Length];
        Compute(name, salt, iterations, hash);
        return hash;
    }
}
