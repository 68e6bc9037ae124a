using System.Globalization;

namespace DaneCore.Resolver.Wire;

/// <summary>One record (RFC 1035 section 3.2.1). The TTL is in seconds; bit 31 set was read as 0 (RFC 2181 section 8).</summary>
public sealed record ResourceRecord(DomainName Owner, RecordClass Class, uint Ttl, Rdata.Rdata Data)
{
    /// <summary>The type of the data.</summary>
    public RecordType Type => Data.Type;

    /// <summary>A line of a zone file, names absolute.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Owner} {Ttl} {Class} {RecordTypes.ToText(Type)} {Data}");
}
