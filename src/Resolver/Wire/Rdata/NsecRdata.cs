using System.Diagnostics.CodeAnalysis;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>The next name of the zone, and the types at this one (RFC 4034 section 4.1).</summary>
public sealed class NsecRdata(DomainName nextName, TypeBitmap types) : Rdata
{
    /// <inheritdoc/>
    public override RecordType Type => RecordType.NSEC;

    /// <summary>The next name in canonical order; the apex after the last.</summary>
    public DomainName NextName { get; } = nextName ?? throw new ArgumentNullException(nameof(nextName));

    /// <summary>The types at the owner.</summary>
    public TypeBitmap Types { get; } = types ?? throw new ArgumentNullException(nameof(types));

    /// <inheritdoc/>
    public override string ToString() => $"{NextName} {Types}".TrimEnd(' ');

    internal static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out NsecRdata? data)
    {
        data = null;
        if (!reader.TryReadPlainName(out DomainName? nextName))
        {
            return false;
        }

        if (!TypeBitmap.TryRead(reader.TakeRest(), out TypeBitmap types, out WireFault fault))
        {
            return reader.Fail(fault);
        }

        data = new NsecRdata(nextName, types);
        return true;
    }

    internal static bool TryParse(FieldReader fields, [NotNullWhen(true)] out NsecRdata? data)
    {
        data = null;
        if (!fields.TryReadName("next name", out DomainName? nextName)
            || !fields.TryReadTypesRest(out TypeBitmap? types))
        {
            return false;
        }

        data = new NsecRdata(nextName, types);
        return true;
    }

    // RFC 6840 section 5.1: the next name keeps its case in canonical form too, so one form serves both.
    internal override void Write(ref WireWriter writer)
    {
        writer.WritePlainName(NextName);
        Types.Write(ref writer);
    }
}
