using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Property.Tests.Zones;

/// <summary>The records of one zone as its owner wrote them down, and how it is signed. Knows no signature, no proof and no order.</summary>
internal sealed class PlainZone(DomainName apex, AbsenceProof proof)
{
    private readonly Dictionary<DomainName, Dictionary<RecordType, List<Rdata>>> _names = [];

    public DomainName Apex { get; } = apex;

    public AbsenceProof Proof { get; } = proof;

    /// <summary>Child zones for which this one publishes a DS.</summary>
    public HashSet<DomainName> Vouched { get; } = [];

    public IEnumerable<DomainName> Owners => _names.Keys;

    public IEnumerable<ResourceRecord> Records =>
        from name in _names
        from set in name.Value
        from data in set.Value
        select new ResourceRecord(name.Key, RecordClass.IN, 3600, data);

    public void Add(DomainName owner, Rdata data)
    {
        if (!_names.TryGetValue(owner, out Dictionary<RecordType, List<Rdata>>? sets))
        {
            _names.Add(owner, sets = []);
        }

        if (!sets.TryGetValue(data.Type, out List<Rdata>? set))
        {
            sets.Add(data.Type, set = []);
        }

        if (!set.Contains(data))
        {
            set.Add(data);
        }
    }

    public void Add(DomainName owner, RecordType type, string text) =>
        Add(owner, Rdata.TryParse(type, text, out Rdata? data, out string? why) ? data : throw new FormatException(why));

    public IReadOnlyList<Rdata> Find(DomainName owner, RecordType type) =>
        _names.TryGetValue(owner, out Dictionary<RecordType, List<Rdata>>? sets) && sets.TryGetValue(type, out List<Rdata>? set) ? set : [];

    public IEnumerable<RecordType> TypesAt(DomainName owner) =>
        _names.TryGetValue(owner, out Dictionary<RecordType, List<Rdata>>? sets) ? sets.Keys : [];

    public bool IsCut(DomainName owner) => !owner.Equals(Apex) && Find(owner, RecordType.NS).Count > 0;

    public DomainName? RedirectionAt(DomainName owner) => Find(owner, RecordType.DNAME) is [NameRdata redirection] ? redirection.Target : null;

    /// <summary>Something stands strictly above the name, and below the apex or at it, from where on the zone does not speak.</summary>
    public bool IsHidden(DomainName name) => Enumerable.Range(Apex.LabelCount, name.LabelCount - Apex.LabelCount)
        .Select(name.Ancestor)
        .Any(above => IsCut(above) || RedirectionAt(above) is not null);
}
