using System.Diagnostics.CodeAnalysis;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// One name and nothing else: NS, CNAME and PTR (RFC 1035 section 3.3), DNAME (RFC 6672 section 2.1).
/// </summary>
public sealed class NameRdata : Rdata
{
    /// <summary>Carries the name under one of the four types.</summary>
    public NameRdata(RecordType type, DomainName target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (type is not (RecordType.NS or RecordType.CNAME or RecordType.PTR or RecordType.DNAME))
        {
            throw new ArgumentException("The type is one of NS, CNAME, PTR and DNAME.", nameof(type));
        }

        Type = type;
        Target = target;
    }

    /// <inheritdoc/>
    public override RecordType Type { get; }

    /// <summary>The name the record leads to.</summary>
    public DomainName Target { get; }

    /// <inheritdoc/>
    public override string ToString() => Target.ToString();

    internal static bool TryRead(RecordType type, ref WireReader reader, [NotNullWhen(true)] out NameRdata? data)
    {
        data = null;
        bool read = type == RecordType.DNAME
            ? reader.TryReadPlainName(out DomainName? target)
            : reader.TryReadName(out target);
        if (!read || !reader.TryFinish())
        {
            return false;
        }

        data = new NameRdata(type, target!);
        return true;
    }

    internal static bool TryParse(RecordType type, FieldReader fields, [NotNullWhen(true)] out NameRdata? data)
    {
        data = null;
        if (!fields.TryReadName("target", out DomainName? target)
            || !fields.TryFinish())
        {
            return false;
        }

        data = new NameRdata(type, target);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        // RFC 6672 section 2.5: the target of a DNAME is not compressed.
        if (Type == RecordType.DNAME)
        {
            writer.WritePlainName(Target);
        }
        else
        {
            writer.WriteName(Target);
        }
    }

    internal override void WriteCanonical(ref WireWriter writer) => writer.WritePlainName(Target.ToCanonical());
}
