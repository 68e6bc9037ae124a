using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// What a certificate must match: TLSA (RFC 6698 section 2.1), SMIMEA (RFC 8162 section 2). As octets: whether an
/// association is usable is for the DANE floor to say.
/// </summary>
public sealed class TlsaRdata : Rdata
{
    /// <summary>Carries a copy of the association data.</summary>
    public TlsaRdata(
        byte usage, byte selector, byte matchingType, ReadOnlyMemory<byte> data, RecordType type = RecordType.TLSA)
    {
        if (type is not (RecordType.TLSA or RecordType.SMIMEA))
        {
            throw new ArgumentException("The type is TLSA or SMIMEA.", nameof(type));
        }

        Type = type;
        Usage = usage;
        Selector = selector;
        MatchingType = matchingType;
        Data = data.ToArray();
    }

    /// <inheritdoc/>
    public override RecordType Type { get; }

    /// <summary>The certificate usage (RFC 6698 section 2.1.1).</summary>
    public byte Usage { get; }

    /// <summary>Which part of the certificate (RFC 6698 section 2.1.2).</summary>
    public byte Selector { get; }

    /// <summary>Whole, or which digest (RFC 6698 section 2.1.3).</summary>
    public byte MatchingType { get; }

    /// <summary>The certificate association data, whatever its length.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        Data.IsEmpty
            ? ToGenericText()
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Usage} {Selector} {MatchingType} {Convert.ToHexString(Data.Span)}");

    internal static bool TryRead(RecordType type, ref WireReader reader, [NotNullWhen(true)] out TlsaRdata? data)
    {
        data = null;
        if (!reader.TryReadByte(out byte usage)
            || !reader.TryReadByte(out byte selector)
            || !reader.TryReadByte(out byte matchingType))
        {
            return false;
        }

        data = new TlsaRdata(usage, selector, matchingType, reader.TakeRest().ToArray(), type);
        return true;
    }

    internal static bool TryParse(RecordType type, FieldReader fields, [NotNullWhen(true)] out TlsaRdata? data)
    {
        data = null;
        if (!fields.TryReadByte("usage", out byte usage)
            || !fields.TryReadByte("selector", out byte selector)
            || !fields.TryReadByte("matching type", out byte matchingType)
            || !fields.TryReadHexRest("association data", out byte[]? octets))
        {
            return false;
        }

        data = new TlsaRdata(usage, selector, matchingType, octets, type);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        writer.WriteByte(Usage);
        writer.WriteByte(Selector);
        writer.WriteByte(MatchingType);
        writer.WriteOctets(Data.Span);
    }
}
