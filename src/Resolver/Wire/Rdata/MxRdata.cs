using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>A mail exchanger (RFC 1035 section 3.3.9).</summary>
public sealed class MxRdata(ushort preference, DomainName exchange) : Rdata
{
    /// <inheritdoc/>
    public override RecordType Type => RecordType.MX;

    /// <summary>Lower values are tried first.</summary>
    public ushort Preference { get; } = preference;

    /// <summary>The host; the root means that the domain takes no mail (RFC 7505).</summary>
    public DomainName Exchange { get; } = exchange ?? throw new ArgumentNullException(nameof(exchange));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Preference} {Exchange}");

    internal static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out MxRdata? data)
    {
        data = null;
        if (!reader.TryReadUInt16(out ushort preference)
            || !reader.TryReadName(out DomainName? exchange)
            || !reader.TryFinish())
        {
            return false;
        }

        data = new MxRdata(preference, exchange);
        return true;
    }

    internal static bool TryParse(FieldReader fields, [NotNullWhen(true)] out MxRdata? data)
    {
        data = null;
        if (!fields.TryReadUInt16("preference", out ushort preference)
            || !fields.TryReadName("exchange", out DomainName? exchange)
            || !fields.TryFinish())
        {
            return false;
        }

        data = new MxRdata(preference, exchange);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        writer.WriteUInt16(Preference);
        writer.WriteName(Exchange);
    }

    internal override void WriteCanonical(ref WireWriter writer)
    {
        writer.WriteUInt16(Preference);
        writer.WritePlainName(Exchange.ToCanonical());
    }
}
