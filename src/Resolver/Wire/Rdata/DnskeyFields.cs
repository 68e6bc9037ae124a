using System.Buffers.Binary;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>The fields of a key where they stand (RFC 4034 section 2.1); <see cref="DnskeyRdata"/> has the layout, and is made of them.</summary>
internal readonly ref struct DnskeyFields
{
    // Flags, protocol, algorithm.
    private const int FixedLength = 4;

    public ushort Flags { get; private init; }

    public byte Protocol { get; private init; }

    public DnssecAlgorithm Algorithm { get; private init; }

    public ReadOnlySpan<byte> Key { get; private init; }

    public static bool TryRead(scoped ref WireReader reader, out DnskeyFields fields)
    {
        bool read = reader.TryTake(FixedLength, out ReadOnlySpan<byte> numbers);
        fields = !read ? default : new DnskeyFields
        {
            Flags = BinaryPrimitives.ReadUInt16BigEndian(numbers),
            Protocol = numbers[2],
            Algorithm = (DnssecAlgorithm)numbers[3],
            Key = reader.TakeRest(),
        };
        return read;
    }
}
