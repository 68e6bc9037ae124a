using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Signing;

/// <summary>
/// Tells the names of a zone apart: authoritative, cut, empty non-terminal, or hidden below a cut or a DNAME (RFC 4035 section
/// 2.3, RFC 6672 section 2.4). Owners of NSEC3 records are no names of the zone (RFC 5155 section 7.2.8).
/// </summary>
internal sealed class ZoneNames
{
    private static readonly Dictionary<RecordType, RecordSet> NoSets = [];

    private readonly Dictionary<DomainName, Dictionary<RecordType, RecordSet>> _nodes = [];
    private readonly HashSet<DomainName> _emptyNonTerminals = [];

    public ZoneNames(DomainName apex, IEnumerable<RecordSet> sets)
    {
        Apex = apex;
        foreach (RecordSet set in sets.Where(set => set.Data.Count > 0 && set.Type != RecordType.NSEC3))
        {
            if (!_nodes.TryGetValue(set.Owner, out Dictionary<RecordType, RecordSet>? node))
            {
                node = [];
                _nodes.Add(set.Owner, node);
            }

            node[set.Type] = set;
        }

        Visible = [.. _nodes.Keys.Where(name => !IsHidden(name)).Order()];
        foreach (DomainName name in Visible)
        {
            for (int labels = name.LabelCount - 1; labels > apex.LabelCount; labels--)
            {
                DomainName ancestor = name.Ancestor(labels);
                if (!_nodes.ContainsKey(ancestor))
                {
                    _emptyNonTerminals.Add(ancestor);
                }
            }
        }
    }

    public DomainName Apex { get; }

    /// <summary>Names with records that are not hidden, in canonical order; cuts are among them.</summary>
    public IReadOnlyList<DomainName> Visible { get; }

    /// <summary>Names without records that have visible names below them.</summary>
    public IEnumerable<DomainName> EmptyNonTerminals => _emptyNonTerminals;

    /// <summary>True for names that exist in the sense of RFC 4592 section 2.2.3, empty non-terminals included.</summary>
    public bool Exists(DomainName name) =>
        name.Equals(Apex) || _emptyNonTerminals.Contains(name) || (_nodes.ContainsKey(name) && !IsHidden(name));

    public RecordSet? Find(DomainName name, RecordType type) => SetsAt(name).GetValueOrDefault(type);

    public IReadOnlyDictionary<RecordType, RecordSet> SetsAt(DomainName name) =>
        _nodes.TryGetValue(name, out Dictionary<RecordType, RecordSet>? node) ? node : NoSets;

    /// <summary>True at the owner of NS records other than the apex: from there on another zone speaks.</summary>
    public bool IsCut(DomainName name) => !name.Equals(Apex) && Find(name, RecordType.NS) is not null;

    /// <summary>True when a zone cut or a DNAME stands between the apex and this name, itself not counted.</summary>
    public bool IsHidden(DomainName name)
    {
        for (int labels = Apex.LabelCount; labels < name.LabelCount; labels++)
        {
            DomainName ancestor = name.Ancestor(labels);
            if (IsCut(ancestor) || Find(ancestor, RecordType.DNAME) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// True when this zone signs the set: it is visible, and at a cut it is DS or NSEC, not NS or glue (RFC 4035 section 2.2).
    /// NSEC3 records are signed wherever they stand, below a DNAME at the apex too (RFC 5155 section 10.2).
    /// </summary>
    public bool IsSignable(RecordSet set) =>
        set.Type == RecordType.NSEC3
        || (!IsHidden(set.Owner) && (!IsCut(set.Owner) || set.Type is RecordType.DS or RecordType.NSEC));

    /// <summary>The deepest ancestor that exists (RFC 4592 section 3.3.1); the name lies in the zone.</summary>
    public DomainName ClosestEncloser(DomainName name)
    {
        DomainName encloser = name;
        while (!Exists(encloser))
        {
            encloser = encloser.Parent();
        }

        return encloser;
    }
}
