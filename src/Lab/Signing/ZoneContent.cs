using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Lab.Signing;

/// <summary>
/// The records of one zone as its owner writes them, unsigned or not: apex, data, delegations with DS and glue. Immutable.
/// Does not check that a zone makes sense: a lab needs senseless ones too.
/// </summary>
public sealed partial class ZoneContent
{
    /// <summary>Takes records at or below the apex; a name outside is a mistake of the caller.</summary>
    public ZoneContent(DomainName apex, IEnumerable<ResourceRecord> records)
    {
        ArgumentNullException.ThrowIfNull(apex);
        ArgumentNullException.ThrowIfNull(records);
        Apex = apex;
        Records = [.. records];
        if (Records.FirstOrDefault(record => !record.Owner.IsAtOrBelow(apex)) is { } stray)
        {
            throw new ArgumentException($"{stray.Owner} is not in the zone {apex}.", nameof(records));
        }
    }

    /// <summary>The name of the zone.</summary>
    public DomainName Apex { get; }

    /// <summary>The records in the order given.</summary>
    public IReadOnlyList<ResourceRecord> Records { get; }

    /// <summary>The zone's start of authority, when it has one.</summary>
    public SoaRdata? Soa =>
        Records.FirstOrDefault(record => record.Owner.Equals(Apex) && record.Type == RecordType.SOA)?.Data as SoaRdata;

    /// <summary>The same zone with more records.</summary>
    public ZoneContent With(params IEnumerable<ResourceRecord> more) => new(Apex, [.. Records, .. more]);

    /// <summary>The same zone without a record set, or without anything at a name when no type is given.</summary>
    public ZoneContent Without(DomainName owner, RecordType type = RecordType.None) =>
        new(Apex, Records.Where(record => !record.Owner.Equals(owner) || (type != RecordType.None && record.Type != type)));

    /// <summary>One record per line, absolute names, SOA first: a zone file.</summary>
    public string ToZoneFile() =>
        ZoneFileWriter.ToText(Records.OrderBy(record => record.Type == RecordType.SOA ? 0 : 1));
}
