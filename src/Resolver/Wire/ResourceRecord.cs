using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire;

/// <summary>One record (RFC 1035 section 3.2.1). The TTL is in seconds; bit 31 set was read as 0 (RFC 2181 section 8).</summary>
public sealed record ResourceRecord(DomainName Owner, RecordClass Class, uint Ttl, Rdata.Rdata Data)
{
    /// <summary>The type of the data.</summary>
    public RecordType Type => Data.Type;

    /// <summary>Reads one record as a zone file has it, names absolute; owner, TTL, type and data must be there.</summary>
    public static bool TryParse(
        string line, [NotNullWhen(true)] out ResourceRecord? record, [NotNullWhen(false)] out string? why)
    {
        bool read = ZoneFileReader.TryParse(line, DomainName.Root, out IReadOnlyList<ResourceRecord> records, out why);
        record = read && records.Count == 1 ? records[0] : null;
        why = record is null ? why ?? "there is not exactly one record" : null;
        return record is not null;
    }

    /// <summary>A line of a zone file, names absolute.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Owner} {Ttl} {RecordClasses.ToText(Class)} {RecordTypes.ToText(Type)} {Data}");
}
