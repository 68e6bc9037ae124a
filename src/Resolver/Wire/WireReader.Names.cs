using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Resolver.Wire;

/// <content>
/// Names, with and without compression (RFC 1035 section 4.1.4). What the RFC leaves open, decided here: a pointer must
/// go back beyond the start of the labels it continues, so each jump shortens the message that is left and a loop cannot
/// be expressed. A hop limit of 127, the most labels a name can have, and the limit of 255 octets stand as well.
/// </content>
internal ref partial struct WireReader
{
    private const int MaxPointers = 127;
    private const byte PointerBits = 0xC0;

    /// <summary>A name that may be compressed.</summary>
    public bool TryReadName([NotNullWhen(true)] out DomainName? name) => TryReadName(compression: true, out name);

    /// <summary>A name in record data of a type whose names are never compressed (RFC 3597 section 4).</summary>
    public bool TryReadPlainName([NotNullWhen(true)] out DomainName? name) => TryReadName(compression: false, out name);

    /// <summary>The same, left where it stands.</summary>
    public bool TryViewName(bool compression, out NameView name)
    {
        name = default;
        if (Fault != WireFault.None)
        {
            return false;
        }

        ReadOnlySpan<byte> message = _message;
        int written = 0;
        int labels = 0;
        int at = Position;
        int end = _end;
        int start = at;
        int segmentStart = at;
        int resumeAt = -1;
        int pointers = 0;
        while (true)
        {
            if (at >= end)
            {
                return Fail(WireFault.Truncated);
            }

            int length = message[at];
            if ((length & PointerBits) == PointerBits)
            {
                if (!compression)
                {
                    return Fail(WireFault.UnexpectedCompression);
                }

                if (at + 1 >= end)
                {
                    return Fail(WireFault.Truncated);
                }

                int target = ((length & ~PointerBits) << 8) | message[at + 1];
                pointers++;
                if (target >= segmentStart || pointers > MaxPointers)
                {
                    return Fail(WireFault.BadPointer);
                }

                resumeAt = resumeAt < 0 ? at + 2 : resumeAt;
                start = written == 0 ? target : start;
                end = segmentStart;
                segmentStart = target;
                at = target;
                continue;
            }

            if (length > DomainName.MaxLabelLength)
            {
                return Fail(WireFault.BadLabel);
            }

            if (at + 1 + length > end)
            {
                return Fail(WireFault.Truncated);
            }

            written += length + 1;
            if (written > DomainName.MaxWireLength)
            {
                return Fail(WireFault.NameTooLong);
            }

            at += length + 1;
            if (length == 0)
            {
                break;
            }

            labels++;
        }

        Position = resumeAt < 0 ? at : resumeAt;
        name = new NameView(message, start, written, labels);
        return true;
    }

    /// <summary>A name of this message, owned.</summary>
    public readonly DomainName NameOf(NameView view) => Names is null ? view.ToName() : Names.Of(view);

    private bool TryReadName(bool compression, [NotNullWhen(true)] out DomainName? name)
    {
        bool read = TryViewName(compression, out NameView view);
        name = read ? NameOf(view) : null;
        return read;
    }
}
