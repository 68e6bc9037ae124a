using System.Buffers.Binary;

namespace DaneCore.Resolver.Wire;

/// <summary>
/// Reads DNS octets. Every bounds check on them stands here. Never throws because of what the octets hold: a method
/// returns false and <see cref="Fault"/> says why; after a fault every further read fails.
/// </summary>
internal ref partial struct WireReader
{
    private readonly ReadOnlySpan<byte> _message;
    private readonly int _end;

    /// <summary>Reads a whole message, or record data without compression.</summary>
    public WireReader(ReadOnlySpan<byte> message)
        : this(message, 0, message.Length)
    {
    }

    /// <summary>Reads a message from somewhere on.</summary>
    public WireReader(ReadOnlySpan<byte> message, int position)
        : this(message, Math.Min(position, message.Length), message.Length)
    {
    }

    private WireReader(ReadOnlySpan<byte> message, int position, int end)
    {
        _message = message;
        Position = position;
        _end = end;
    }

    /// <summary>Where names that were read lately are kept, so that the same name becomes one object; null makes each anew.</summary>
    public NamePool? Names { get; init; }

    /// <summary>The first reason why a read failed.</summary>
    public WireFault Fault { get; private set; }

    /// <summary>Offset of the next octet in the message.</summary>
    public int Position { get; private set; }

    public readonly int Remaining => _end - Position;

    public readonly bool AtEnd => Position == _end;

    public bool TryReadByte(out byte value)
    {
        bool read = TryTake(1, out ReadOnlySpan<byte> octets);
        value = read ? octets[0] : default;
        return read;
    }

    public bool TryReadUInt16(out ushort value)
    {
        bool read = TryTake(sizeof(ushort), out ReadOnlySpan<byte> octets);
        value = read ? BinaryPrimitives.ReadUInt16BigEndian(octets) : default;
        return read;
    }

    public bool TryReadUInt32(out uint value)
    {
        bool read = TryTake(sizeof(uint), out ReadOnlySpan<byte> octets);
        value = read ? BinaryPrimitives.ReadUInt32BigEndian(octets) : default;
        return read;
    }

    /// <summary>A slice of the message; not a copy.</summary>
    public bool TryTake(int count, out ReadOnlySpan<byte> octets)
    {
        octets = default;
        if (Fault != WireFault.None)
        {
            return false;
        }

        if (count < 0 || count > Remaining)
        {
            return Fail(WireFault.Truncated);
        }

        octets = _message.Slice(Position, count);
        Position += count;
        return true;
    }

    /// <summary>Everything up to the end of this reader.</summary>
    public ReadOnlySpan<byte> TakeRest() => TryTake(Remaining, out ReadOnlySpan<byte> rest) ? rest : default;

    /// <summary>One octet of length, then that many octets (a character-string of RFC 1035 section 3.3).</summary>
    public bool TryTakeCounted(out ReadOnlySpan<byte> octets)
    {
        octets = default;
        return TryReadByte(out byte length) && TryTake(length, out octets);
    }

    /// <summary>
    /// A reader over the next <paramref name="count"/> octets, which are skipped here. Names read there may still point
    /// back into the whole message.
    /// </summary>
    public bool TryEnter(int count, out WireReader inner)
    {
        int start = Position;
        bool taken = TryTake(count, out _);
        inner = taken ? new WireReader(_message, start, start + count) { Names = Names } : default;
        return taken;
    }

    /// <summary>True at the end; octets left over are a fault.</summary>
    public bool TryFinish() => Fault == WireFault.None && (AtEnd || Fail(WireFault.BadLength));

    /// <summary>Records a fault found by the caller; always false.</summary>
    public bool Fail(WireFault fault)
    {
        if (Fault == WireFault.None)
        {
            Fault = fault;
        }

        return false;
    }
}
