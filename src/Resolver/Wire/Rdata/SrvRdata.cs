using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>Where a service is (RFC 2782).</summary>
public sealed class SrvRdata(ushort priority, ushort weight, ushort port, DomainName target) : Rdata
{
    /// <inheritdoc/>
    public override RecordType Type => RecordType.SRV;

    /// <summary>Lower values are tried first.</summary>
    public ushort Priority { get; } = priority;

    /// <summary>The share among targets of one priority.</summary>
    public ushort Weight { get; } = weight;

    /// <summary>The port.</summary>
    public ushort Port { get; } = port;

    /// <summary>The host; the root means that there is no such service.</summary>
    public DomainName Target { get; } = target ?? throw new ArgumentNullException(nameof(target));

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Priority} {Weight} {Port} {Target}");

    internal static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out SrvRdata? data)
    {
        data = null;

        // RFC 3597 section 4: the target is not sent compressed, but taken so from those who do.
        if (!reader.TryReadUInt16(out ushort priority)
            || !reader.TryReadUInt16(out ushort weight)
            || !reader.TryReadUInt16(out ushort port)
            || !reader.TryReadName(out DomainName? target)
            || !reader.TryFinish())
        {
            return false;
        }

        data = new SrvRdata(priority, weight, port, target);
        return true;
    }

    internal static bool TryParse(FieldReader fields, [NotNullWhen(true)] out SrvRdata? data)
    {
        data = null;
        if (!fields.TryReadUInt16("priority", out ushort priority)
            || !fields.TryReadUInt16("weight", out ushort weight)
            || !fields.TryReadUInt16("port", out ushort port)
            || !fields.TryReadName("target", out DomainName? target)
            || !fields.TryFinish())
        {
            return false;
        }

        data = new SrvRdata(priority, weight, port, target);
        return true;
    }

    internal override void Write(ref WireWriter writer) => Write(ref writer, Target);

    internal override void WriteCanonical(ref WireWriter writer) => Write(ref writer, Target.ToCanonical());

    private void Write(ref WireWriter writer, DomainName target)
    {
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(Weight);
        writer.WriteUInt16(Port);
        writer.WritePlainName(target);
    }
}
