using System.Buffers.Binary;

namespace DaneCore.Resolver.Wire;

/// <summary>
/// Writes DNS octets into a span the caller owns. Running out of space is remembered in <see cref="Overflowed"/> and
/// everything after it is dropped; check once at the end.
/// </summary>
internal ref struct WireWriter
{
    // A compression pointer has 14 bits (RFC 1035 section 4.1.4).
    private const int MaxPointerTarget = 0x3FFF;

    private readonly Span<byte> _space;
    private readonly Dictionary<DomainName, int>? _offsets;

    /// <summary>A writer that compresses names only when <paramref name="compress"/> is set.</summary>
    public WireWriter(Span<byte> space, bool compress = false)
    {
        _space = space;
        _offsets = compress ? [] : null;
    }

    public int Length { get; private set; }

    public bool Overflowed { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _space[..Length];

    public void WriteByte(byte value)
    {
        if (TryReserve(1, out Span<byte> to))
        {
            to[0] = value;
        }
    }

    public void WriteUInt16(ushort value)
    {
        if (TryReserve(sizeof(ushort), out Span<byte> to))
        {
            BinaryPrimitives.WriteUInt16BigEndian(to, value);
        }
    }

    public void WriteUInt32(uint value)
    {
        if (TryReserve(sizeof(uint), out Span<byte> to))
        {
            BinaryPrimitives.WriteUInt32BigEndian(to, value);
        }
    }

    public void WriteOctets(scoped ReadOnlySpan<byte> octets)
    {
        if (TryReserve(octets.Length, out Span<byte> to))
        {
            octets.CopyTo(to);
        }
    }

    /// <summary>One octet of length, then the octets; more than 255 do not fit and count as overflow.</summary>
    public void WriteCounted(scoped ReadOnlySpan<byte> octets)
    {
        if (octets.Length > byte.MaxValue)
        {
            Overflowed = true;
            return;
        }

        WriteByte((byte)octets.Length);
        WriteOctets(octets);
    }

    /// <summary>A name, never compressed.</summary>
    public void WritePlainName(DomainName name) => WriteOctets(name.Wire);

    /// <summary>A name, compressed when this writer compresses.</summary>
    public void WriteName(DomainName name)
    {
        if (_offsets is null)
        {
            WritePlainName(name);
            return;
        }

        DomainName rest = name;
        while (!rest.IsRoot)
        {
            if (_offsets.TryGetValue(rest, out int offset))
            {
                WriteUInt16((ushort)(0xC000 | offset));
                return;
            }

            if (Length <= MaxPointerTarget)
            {
                _offsets.Add(rest, Length);
            }

            WriteCounted(rest.Label(0));
            rest = rest.Parent();
        }

        WriteByte(0);
    }

    /// <summary>Leaves two octets for a length that is known later; give the result to <see cref="CloseLength"/>.</summary>
    public int OpenLength()
    {
        WriteUInt16(0);
        return Length;
    }

    /// <summary>Fills in the length opened at <paramref name="start"/>.</summary>
    public void CloseLength(int start)
    {
        if (Overflowed)
        {
            return;
        }

        int length = Length - start;
        if (length > ushort.MaxValue)
        {
            Overflowed = true;
            return;
        }

        BinaryPrimitives.WriteUInt16BigEndian(_space[(start - sizeof(ushort))..], (ushort)length);
    }

    /// <summary>Takes back everything after <paramref name="length"/>: how a message is cut where it grew too long.</summary>
    public void CutTo(int length)
    {
        Length = length;
        Overflowed = false;
        if (_offsets is null)
        {
            return;
        }

        foreach (DomainName name in _offsets.Where(entry => entry.Value >= length).Select(entry => entry.Key).ToArray())
        {
            _offsets.Remove(name);
        }
    }

    private bool TryReserve(int count, out Span<byte> reserved)
    {
        reserved = default;
        if (Overflowed || count > _space.Length - Length)
        {
            Overflowed = true;
            return false;
        }

        reserved = _space.Slice(Length, count);
        Length += count;
        return true;
    }
}
