using System.Buffers.Binary;
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

    // What leaves room in one block for a bit and the length, which has 64 bits (FIPS 180-4 section 5.1.1).
    private const int LongestInBlock = LibCrypto.Sha1BlockLength - 1 - sizeof(ulong);
    private const int LongestShortSalt = LongestInBlock - Length;
    private const byte PaddingBit = 0x80;

    /// <summary>Writes <see cref="Length"/> octets to <paramref name="hash"/>. The name's case does not count.</summary>
    public static void Compute(DomainName name, ReadOnlySpan<byte> salt, int iterations, Span<byte> hash)
    {
        Debug.Assert(iterations >= 0 && salt.Length <= MaxSaltLength, "NSEC3 carries no other values");

        // RFC 5155 section 5: IH(salt, x, 0) = H(x | salt); IH(salt, x, k) = H(IH(salt, x, k - 1) | salt).
        bool directly = LibCryptoProbe.Hashes;
        if (directly && salt.Length <= LongestShortSalt)
        {
            ComputeByBlocks(name, salt, iterations, hash);
            return;
        }

        Span<byte> octets = stackalloc byte[DomainName.MaxWireLength + MaxSaltLength];
        int length = name.CopyCanonical(octets);
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

    // The same in blocks that are padded here: between two of them nothing but the hash changes.
    private static void ComputeByBlocks(DomainName name, ReadOnlySpan<byte> salt, int iterations, Span<byte> hash)
    {
        Span<byte> block = stackalloc byte[LibCrypto.Sha1BlockLength];
        if (name.Wire.Length + salt.Length <= LongestInBlock)
        {
            Pad(block, name.CopyCanonical(block), salt);
            LibCrypto.IterateSha1(block, 1);
        }
        else
        {
            HashWhole(name, salt, block);
        }

        if (iterations > 0)
        {
            Pad(block, Length, salt);
            LibCrypto.IterateSha1(block, iterations);
        }

        block[..Length].CopyTo(hash);
    }

    private static void HashWhole(DomainName name, ReadOnlySpan<byte> salt, Span<byte> hash)
    {
        Span<byte> octets = stackalloc byte[DomainName.MaxWireLength + LongestShortSalt];
        int length = name.CopyCanonical(octets);
        salt.CopyTo(octets[length..]);
        LibCrypto.HashSha1(octets[..(length + salt.Length)], hash);
    }

    private static void Pad(Span<byte> block, int length, ReadOnlySpan<byte> salt)
    {
        Span<byte> rest = block[length..];
        rest.Clear();
        salt.CopyTo(rest);
        rest[salt.Length] = PaddingBit;
        BinaryPrimitives.WriteUInt16BigEndian(block[^sizeof(ushort)..], (ushort)((length + salt.Length) * 8));
    }

    public static byte[] Compute(DomainName name, ReadOnlySpan<byte> salt, int iterations)
    {
        byte[] hash = new byte[Length];
        Compute(name, salt, iterations, hash);
        return hash;
    }
}
