using System.Diagnostics;

namespace DaneCore.Resolver.Wire;

/// <summary>
/// A name where it stands in a message, every label of it looked at by <see cref="WireReader"/>, nothing copied. Pointers were followed
/// once: what is said here about its labels holds.
/// </summary>
internal readonly ref struct NameView
{
    private const byte PointerBits = 0xC0;

    private readonly ReadOnlySpan<byte> _message;

    public NameView(ReadOnlySpan<byte> message, int start, int wireLength, int labelCount)
    {
        _message = message;
        Start = start;
        WireLength = wireLength;
        LabelCount = labelCount;
    }

    /// <summary>Where its first label stands in the message, pointers before it followed. The same place is the same name.</summary>
    public int Start { get; }

    /// <summary>Octets of the name without compression, the root's included.</summary>
    public int WireLength { get; }

    /// <summary>How many labels, the root's empty one not counted.</summary>
    public int LabelCount { get; }

    public bool IsRoot => LabelCount == 0;

    /// <summary>True when it is this name, octet for octet.</summary>
    public bool IsExactly(DomainName name)
    {
        ReadOnlySpan<byte> rest = name.Wire;
        if (rest.Length != WireLength)
        {
            return false;
        }

        int at = Start;
        while (NextLabel(ref at) is { IsEmpty: false } label)
        {
            if (!rest.StartsWith(label))
            {
                return false;
            }

            rest = rest[label.Length..];
        }

        return true;
    }

    /// <summary>The name, owned.</summary>
    public DomainName ToName()
    {
        if (IsRoot)
        {
            return DomainName.Root;
        }

        byte[] wire = new byte[WireLength];
        int written = 0;
        int at = Start;
        while (NextLabel(ref at) is { IsEmpty: false } label)
        {
            label.CopyTo(wire.AsSpan(written));
            written += label.Length;
        }

        Debug.Assert(written + 1 == wire.Length, "the labels were counted when they were walked");
        return DomainName.OfWalked(wire, LabelCount);
    }

    // A label with its length; empty at the end. Every pointer was found to lead back, and every label to end in the message.
    private ReadOnlySpan<byte> NextLabel(ref int at)
    {
        while ((_message[at] & PointerBits) == PointerBits)
        {
            at = ((_message[at] & ~PointerBits) << 8) | _message[at + 1];
        }

        int length = _message[at];
        ReadOnlySpan<byte> label = length == 0 ? [] : _message.Slice(at, length + 1);
        at += length + 1;
        return label;
    }
}
