namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// Data carried as octets (RFC 3597): of a type without a reader here, or of a known type whose octets broke its rules,
/// in which case <see cref="Fault"/> says how. A signature over it can still be checked; its meaning cannot be used.
/// </summary>
public sealed class UnknownRdata : Rdata
{
    private readonly byte[] _octets;

    /// <summary>Carries a copy of the octets.</summary>
    public UnknownRdata(RecordType type, ReadOnlySpan<byte> octets)
        : this(type, octets, WireFault.None)
    {
    }

    internal UnknownRdata(RecordType type, ReadOnlySpan<byte> octets, WireFault fault)
    {
        Type = type;
        _octets = octets.ToArray();
        Fault = fault;
    }

    /// <inheritdoc/>
    public override RecordType Type { get; }

    /// <summary>Why the octets are not data of their type; none for a type unknown here.</summary>
    public WireFault Fault { get; }

    /// <summary>RFC 3597 section 5: <c>\# length hex</c>.</summary>
    public override string ToString() => ToGenericText();

    internal override void Write(ref WireWriter writer) => writer.WriteOctets(_octets);
}
