using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Wire;

/// <summary>
/// The records of one name, class and type, each datum once, with the signatures that came along (RFC 2181 section 5).
/// It attests nothing: what it holds was found in a message or a zone file.
/// </summary>
public sealed class RecordSet
{
    // With so few sets it is quicker to look through them than to hash a name.
    private const int Few = 8;

    private RecordSet(DomainName owner, RecordType type, RecordClass @class, uint ttl, IReadOnlyList<Rdata.Rdata> data, IReadOnlyList<RrsigRdata> signatures)
    {
        Owner = owner;
        Type = type;
        Class = @class;
        Ttl = ttl;
        Data = data;
        Signatures = signatures;
    }

    /// <summary>The name, in the case first seen.</summary>
    public DomainName Owner { get; }

    /// <summary>The type; never RRSIG, which is grouped by the type it covers.</summary>
    public RecordType Type { get; }

    /// <summary>The class.</summary>
    public RecordClass Class { get; }

    /// <summary>The lowest TTL of the records and of the signatures that came along: they should be one (RFC 2181 section 5.2).</summary>
    public uint Ttl { get; }

    /// <summary>The data without duplicates (RFC 4034 section 6.3), in the order first seen.</summary>
    public IReadOnlyList<Rdata.Rdata> Data { get; }

    /// <summary>Signatures that say they cover this set, duplicates dropped; whether they do is for others to check.</summary>
    public IReadOnlyList<RrsigRdata> Signatures { get; }

    /// <summary>The data as records.</summary>
    public IEnumerable<ResourceRecord> Records => Data.Select(data => new ResourceRecord(Owner, Class, Ttl, data));

    /// <summary>Makes a set of what the caller has.</summary>
    public static RecordSet Create(
        DomainName owner,
        RecordType type,
        uint ttl,
        IEnumerable<Rdata.Rdata> data,
        IEnumerable<RrsigRdata>? signatures = null,
        RecordClass @class = RecordClass.IN) =>
        new(owner, type, @class, ttl, [.. data.Distinct()], [.. (signatures ?? []).Distinct()]);

    /// <summary>The same set with another TTL.</summary>
    internal RecordSet WithTtl(uint ttl) => ttl == Ttl ? this : new(Owner, Type, Class, ttl, Data, Signatures);

    /// <summary>Groups records into sets, in the order in which each was first seen; signatures go to the set they cover.</summary>
    /// <remarks>A signature without the set it covers makes a set of its type without data.</remarks>
    public static IReadOnlyList<RecordSet> Group(IEnumerable<ResourceRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        List<Gathering> gatherings = [];
        Dictionary<(DomainName, RecordType, RecordClass), Gathering>? byKey = null;
        foreach (ResourceRecord record in records)
        {
            var signature = record.Data as RrsigRdata;
            RecordType type = signature?.TypeCovered ?? record.Type;
            if (Find(gatherings, byKey, record, type) is not { } gathering)
            {
                gathering = new Gathering(record.Owner, type, record.Class);
                gatherings.Add(gathering);
                if (gatherings.Count > Few)
                {
                    byKey ??= gatherings.SkipLast(1).ToDictionary(each => each.Key);
                    byKey.Add(gathering.Key, gathering);
                }
            }

            if (signature is null)
            {
                gathering.Data.Add(record.Data);
                gathering.Ttl = Math.Min(gathering.Ttl ?? uint.MaxValue, record.Ttl);
            }
            else
            {
                // RFC 4035 section 5.3.3: the TTL of a signature as received bounds that of the set.
                gathering.Signatures.Add(signature);
                gathering.SignatureTtl = Math.Min(gathering.SignatureTtl, record.Ttl);
            }
        }

        var sets = new RecordSet[gatherings.Count];
        for (int i = 0; i < sets.Length; i++)
        {
            Gathering g = gatherings[i];
            sets[i] = new RecordSet(g.Owner, g.Type, g.Class, Math.Min(g.Ttl ?? 0, g.SignatureTtl), Once(g.Data), Once(g.Signatures));
        }

        return sets;
    }

    private static Gathering? Find(
        List<Gathering> gatherings, Dictionary<(DomainName, RecordType, RecordClass), Gathering>? byKey, ResourceRecord record, RecordType type)
    {
        if (byKey is not null)
        {
            return byKey.GetValueOrDefault((record.Owner, type, record.Class));
        }

        foreach (Gathering gathering in gatherings)
        {
            if (gathering.Type == type && gathering.Class == record.Class && gathering.Owner.Equals(record.Owner))
            {
                return gathering;
            }
        }

        return null;
    }

    // Most sets have one record and one signature, which need not be compared with anything.
    private static IReadOnlyList<T> Once<T>(List<T> data) => data.Count < 2 ? data : [.. data.Distinct()];

    private sealed class Gathering(DomainName owner, RecordType type, RecordClass @class)
    {
        public DomainName Owner { get; } = owner;

        public RecordType Type { get; } = type;

        public RecordClass Class { get; } = @class;

        public (DomainName Owner, RecordType Type, RecordClass Class) Key => (Owner, Type, Class);

        public uint? Ttl { get; set; }

        public uint SignatureTtl { get; set; } = uint.MaxValue;

        public List<Rdata.Rdata> Data { get; } = [];

        public List<RrsigRdata> Signatures { get; } = [];
    }
}
