using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DaneCore.Stress.Soak;

/// <summary>Eight numbers that depend on a seed and a position alone, so that a run can be made again whatever the threads do.</summary>
internal readonly struct Draws
{
    private const int Most = 320;

    private readonly byte[] _octets;

    private Draws(byte[] octets) => _octets = octets;

    /// <summary>The number at this place, 0 to 7.</summary>
    public uint this[int place] => BinaryPrimitives.ReadUInt32BigEndian(_octets.AsSpan(place * sizeof(uint)));

    /// <summary>The draws of one position within what the salt names.</summary>
    public static Draws Of(long seed, byte salt, long position, ReadOnlySpan<byte> about = default)
    {
        const int Head = sizeof(long) + 1 + sizeof(long);
        Span<byte> space = stackalloc byte[Most];
        BinaryPrimitives.WriteInt64BigEndian(space, seed);
        space[sizeof(long)] = salt;
        BinaryPrimitives.WriteInt64BigEndian(space[(sizeof(long) + 1)..], position);
        about.CopyTo(space[Head..]);
        return new Draws(SHA256.HashData(space[..(Head + about.Length)]));
    }

    /// <summary>From 0 up to, but not including, the bound.</summary>
    public int Below(int place, int bound) => (int)(this[place] % (uint)bound);

    /// <summary>From 0 up to, but not including, 1.</summary>
    public double Share(int place) => this[place] / (uint.MaxValue + 1.0);
}
