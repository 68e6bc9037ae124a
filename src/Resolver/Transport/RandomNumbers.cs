using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DaneCore.Resolver.Transport;

/// <summary>Where ids and source ports come from unless a test draws them itself.</summary>
internal static class RandomNumbers
{
    /// <summary>RFC 5452 section 9.2: over the whole range, and not to be foreseen.</summary>
    public static ushort Draw()
    {
        Span<byte> octets = stackalloc byte[sizeof(ushort)];
        RandomNumberGenerator.Fill(octets);
        return BinaryPrimitives.ReadUInt16LittleEndian(octets);
    }
}
