namespace DaneCore.Resolver.Wire;

/// <summary>
/// Which types exist at a name, as NSEC and NSEC3 carry it (RFC 4034 section 4.1.2). Holds the octets, whose form is
/// strict, so one set of types has one bitmap. Says what a record claims; whether the claim is signed, others check.
/// <code>
/// | window (8) | length (8), 1 to 32 | bits, the highest of the first octet is type window * 256 | next window ... |
/// </code>
/// </summary>
public sealed class TypeBitmap : IEquatable<TypeBitmap>
{
    private const int MaxWindowLength = 32;
    private const int BitsPerOctet = 8;
    private const byte HighestBit = 0x80;

    private readonly byte[] _wire;
    private RecordType[]? _types;

    private TypeBitmap(byte[] wire) => _wire = wire;

    /// <summary>No type at all, as NSEC3 has it for an empty non-terminal (RFC 5155 section 7.1).</summary>
    public static TypeBitmap Empty { get; } = new([]);

    /// <summary>The types, ascending.</summary>
    public IReadOnlyList<RecordType> Types => _types ??= [.. Enumerated()];

    /// <summary>Makes the bitmap of these types, in any order; the same type twice counts once.</summary>
    public static TypeBitmap Of(IEnumerable<RecordType> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        List<byte> wire = [];
        IEnumerable<int> ascending = types.Select(type => (int)type).Order();
        foreach (IGrouping<int, int> window in ascending.GroupBy(type => type >> BitsPerOctet))
        {
            byte[] bits = new byte[MaxWindowLength];
            int length = 0;
            foreach (int low in window.Select(type => type & byte.MaxValue))
            {
                length = (low / BitsPerOctet) + 1;
                bits[length - 1] |= (byte)(HighestBit >> (low % BitsPerOctet));
            }

            wire.Add((byte)window.Key);
            wire.Add((byte)length);
            wire.AddRange(bits.AsSpan(0, length));
        }

        return wire.Count == 0 ? Empty : new TypeBitmap([.. wire]);
    }

    /// <summary>True when the bit of this type is set.</summary>
    public bool Contains(RecordType type)
    {
        int window = (int)type >> BitsPerOctet;
        int low = (int)type & byte.MaxValue;
        for (int at = 0; at < _wire.Length && _wire[at] <= window; at += _wire[at + 1] + 2)
        {
            if (_wire[at] == window)
            {
                return low / BitsPerOctet < _wire[at + 1]
                    && (_wire[at + 2 + (low / BitsPerOctet)] & (HighestBit >> (low % BitsPerOctet))) != 0;
            }
        }

        return false;
    }

    /// <summary>Mnemonics, separated by spaces.</summary>
    public override string ToString() => string.Join(' ', Types.Select(RecordTypes.ToText));

    /// <inheritdoc/>
    public bool Equals(TypeBitmap? other) => other is not null && _wire.AsSpan().SequenceEqual(other._wire);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TypeBitmap);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(_wire);
        return hash.ToHashCode();
    }

    internal static bool TryRead(ReadOnlySpan<byte> octets, out TypeBitmap bitmap, out WireFault fault)
    {
        bool read = IsWellFormed(octets);
        fault = read ? WireFault.None : WireFault.BadTypeBitmap;
        bitmap = read ? OfWellFormed(octets) : Empty;
        return read;
    }

    internal static TypeBitmap OfWellFormed(ReadOnlySpan<byte> octets) => octets.IsEmpty ? Empty : new TypeBitmap(octets.ToArray());

    internal static bool IsWellFormed(ReadOnlySpan<byte> octets)
    {
        int lastWindow = -1;
        for (int at = 0; at < octets.Length;)
        {
            if (octets.Length - at < 2)
            {
                return false;
            }

            int window = octets[at];
            int length = octets[at + 1];

            // RFC 4034 section 4.1.2: windows ascend, and each has 1 to 32 octets.
            if (window <= lastWindow || length is 0 or > MaxWindowLength || length > octets.Length - at - 2)
            {
                return false;
            }

            // RFC 4034 section 4.1.2: zero octets at the end of a window are left out, and so are windows without a
            // type.
            if (octets[at + 1 + length] == 0)
            {
                return false;
            }

            lastWindow = window;
            at += length + 2;
        }

        return true;
    }

    internal void Write(ref WireWriter writer) => writer.WriteOctets(_wire);

    private IEnumerable<RecordType> Enumerated()
    {
        for (int at = 0; at < _wire.Length; at += _wire[at + 1] + 2)
        {
            for (int low = 0; low < _wire[at + 1] * BitsPerOctet; low++)
            {
                if ((_wire[at + 2 + (low / BitsPerOctet)] & (HighestBit >> (low % BitsPerOctet))) != 0)
                {
                    yield return (RecordType)((_wire[at] << BitsPerOctet) | low);
                }
            }
        }
    }
}
