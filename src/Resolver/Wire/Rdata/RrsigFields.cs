using System.Buffers.Binary;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>The fields of a signature where they stand (RFC 4034 section 3.1); <see cref="RrsigRdata"/> has the layout, and is made of them.</summary>
internal readonly ref struct RrsigFields
{
    // Type covered to key tag.
    private const int FixedLength = 18;

    public RecordType TypeCovered { get; private init; }

    public DnssecAlgorithm Algorithm { get; private init; }

    public byte Labels { get; private init; }

    public uint OriginalTtl { get; private init; }

    public uint Expiration { get; private init; }

    public uint Inception { get; private init; }

    public ushort KeyTag { get; private init; }

    public NameView Signer { get; private init; }

    public ReadOnlySpan<byte> Signature { get; private init; }

    public static bool TryRead(scoped ref WireReader reader, out RrsigFields fields)
    {
        fields = default;
        if (!reader.TryTake(FixedLength, out ReadOnlySpan<byte> numbers) || !reader.TryViewName(compression: false, out NameView signer))
        {
            return false;
        }

        fields = new RrsigFields
        {
            TypeCovered = (RecordType)BinaryPrimitives.ReadUInt16BigEndian(numbers),
            Algorithm = (DnssecAlgorithm)numbers[2],
            Labels = numbers[3],
            OriginalTtl = BinaryPrimitives.ReadUInt32BigEndian(numbers[4..]),
            Expiration = BinaryPrimitives.ReadUInt32BigEndian(numbers[8..]),
            Inception = BinaryPrimitives.ReadUInt32BigEndian(numbers[12..]),
            KeyTag = BinaryPrimitives.ReadUInt16BigEndian(numbers[16..]),
            Signer = signer,
            Signature = reader.TakeRest(),
        };
        return true;
    }
}
