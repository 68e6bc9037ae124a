namespace DaneCore.Resolver.Wire;

/// <summary>One record where it stands in a message. Its data is read through <see cref="Data"/>, by the fields of its type.</summary>
internal readonly ref struct RecordView
{
    /// <summary>The name it belongs to.</summary>
    public required NameView Owner { get; init; }

    /// <summary>The type.</summary>
    public required RecordType Type { get; init; }

    /// <summary>The class; of OPT, how much its sender takes (RFC 6891 section 6.1.2).</summary>
    public required ushort ClassField { get; init; }

    /// <summary>The TTL as sent; of OPT, its flags (RFC 6891 section 6.1.3).</summary>
    public required uint TtlField { get; init; }

    /// <summary>A reader over the data, whose names may point back into the message.</summary>
    public required WireReader Data { get; init; }

    public RecordClass Class => (RecordClass)ClassField;

    /// <summary>RFC 2181 section 8: a TTL with its top bit set counts as zero.</summary>
    public uint Ttl => TtlField > int.MaxValue ? 0 : TtlField;
}
