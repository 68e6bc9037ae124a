using System.Buffers.Binary;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>The fields of a start of authority where they stand (RFC 1035 section 3.3.13); <see cref="SoaRdata"/> is made of them.</summary>
internal readonly ref struct SoaFields
{
    // Serial, refresh, retry, expire, minimum.
    private const int FixedLength = 20;

    public NameView PrimaryServer { get; private init; }

    public NameView Mailbox { get; private init; }

    public uint Serial { get; private init; }

    public uint Refresh { get; private init; }

    public uint Retry { get; private init; }

    public uint Expire { get; private init; }

    public uint Minimum { get; private init; }

    public static bool TryRead(scoped ref WireReader reader, out SoaFields fields)
    {
        fields = default;
        if (!reader.TryViewName(compression: true, out NameView primaryServer)
            || !reader.TryViewName(compression: true, out NameView mailbox)
            || !reader.TryTake(FixedLength, out ReadOnlySpan<byte> numbers)
            || !reader.TryFinish())
        {
            return false;
        }

        fields = new SoaFields
        {
            PrimaryServer = primaryServer,
            Mailbox = mailbox,
            Serial = BinaryPrimitives.ReadUInt32BigEndian(numbers),
            Refresh = BinaryPrimitives.ReadUInt32BigEndian(numbers[4..]),
            Retry = BinaryPrimitives.ReadUInt32BigEndian(numbers[8..]),
            Expire = BinaryPrimitives.ReadUInt32BigEndian(numbers[12..]),
            Minimum = BinaryPrimitives.ReadUInt32BigEndian(numbers[16..]),
        };
        return true;
    }
}
