using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// SIG, NXT and A6: types that nobody needs any more, but that a zone may hold and that RFC 4034 section 6.2 lists among those
/// whose names are signed in lower case. Octets, a name, octets: carried so that a signature over them verifies.
/// <code>
/// SIG: | 18 octets as in RRSIG | signer | signature |                     (RFC 2535)
/// NXT: | next name | bitmap |                                             (RFC 2535)
/// A6:  | prefix length (8) | what is left of an address | prefix name |   (RFC 2874)
/// </code>
/// </summary>
internal sealed class ObsoleteNameRdata : Rdata
{
    private const int SignatureFixedLength = 18;
    private const int AddressBits = 128;

    private readonly byte[] _before;
    private readonly DomainName? _name;
    private readonly byte[] _after;

    private ObsoleteNameRdata(RecordType type, ReadOnlySpan<byte> before, DomainName? name, ReadOnlySpan<byte> after)
    {
        Type = type;
        _before = before.ToArray();
        _name = name;
        _after = after.ToArray();
    }

    /// <inheritdoc/>
    public override RecordType Type { get; }

    /// <summary>RFC 3597 section 5: <c>\# length hex</c>.</summary>
    public override string ToString() => ToGenericText();

    internal static bool Carries(RecordType type) => type is RecordType.SIG or RecordType.NXT or RecordType.A6;

    /// <summary>RFC 3597 section 4: names of SIG and NXT are taken compressed, that of A6 never was.</summary>
    internal static bool MayBeCompressed(RecordType type) => type is RecordType.SIG or RecordType.NXT;

    internal static bool TryRead(RecordType type, ref WireReader reader, [NotNullWhen(true)] out ObsoleteNameRdata? data)
    {
        data = null;
        if (!TryLengthBefore(type, reader, out int length))
        {
            return reader.Fail(WireFault.BadRdata);
        }

        if (!reader.TryTake(length, out ReadOnlySpan<byte> before))
        {
            return false;
        }

        // A prefix of no bits has no name.
        bool hasName = type != RecordType.A6 || before[0] != 0;
        DomainName? name = null;
        if (hasName && !(MayBeCompressed(type) ? reader.TryReadName(out name) : reader.TryReadPlainName(out name)))
        {
            return false;
        }

        ReadOnlySpan<byte> after = type == RecordType.A6 ? default : reader.TakeRest();
        if (!reader.TryFinish())
        {
            return false;
        }

        data = new ObsoleteNameRdata(type, before, name, after);
        return true;
    }

    internal override void Write(ref WireWriter writer) => Write(ref writer, _name);

    internal override void WriteCanonical(ref WireWriter writer) => Write(ref writer, _name?.ToCanonical());

    private void Write(ref WireWriter writer, DomainName? name)
    {
        writer.WriteOctets(_before);
        if (name is not null)
        {
            writer.WritePlainName(name);
        }

        writer.WriteOctets(_after);
    }

    // The reader comes as a copy: what is looked at here is read again.
    private static bool TryLengthBefore(RecordType type, WireReader reader, out int length)
    {
        length = type == RecordType.SIG ? SignatureFixedLength : 0;
        if (type != RecordType.A6)
        {
            return true;
        }

        // As many octets as hold the bits that the prefix leaves.
        bool isRead = reader.TryReadByte(out byte prefix) && prefix <= AddressBits;
        length = isRead ? 1 + ((AddressBits - prefix + 7) / 8) : 0;
        return isRead;
    }
}
