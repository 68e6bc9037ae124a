using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Authority;

/// <summary>
/// Zones with their plans, signed from the leaves up so that each parent gets what belongs to it: the DS records of a child, its
/// NS set where the parent has none, and glue for servers inside the child. What the parent's text says itself wins.
/// </summary>
public sealed class ZoneTree
{
    private readonly Dictionary<DomainName, (ZoneContent Content, SigningPlan? Plan)> _zones = [];

    /// <summary>Adds a zone, or replaces the one with its apex; without a plan it stays unsigned.</summary>
    public ZoneTree Add(ZoneContent content, SigningPlan? plan = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        _zones[content.Apex] = (content, plan);
        return this;
    }

    /// <summary>Signs everything.</summary>
    public ZoneSet Sign()
    {
        var contents = _zones.ToDictionary(zone => zone.Key, zone => zone.Value.Content);
        List<SignedZone> signed = [];
        foreach ((DomainName apex, (_, SigningPlan? plan)) in _zones.OrderByDescending(zone => zone.Key.LabelCount))
        {
            ZoneContent content = contents[apex];
            SignedZone zone = plan is null ? SignedZone.AsIs(content) : ZoneSigner.Sign(content, plan);
            signed.Add(zone);
            if (ParentOf(apex) is { } parent)
            {
                contents[parent] = contents[parent].With(Delegation(contents[parent], content, zone, plan));
            }
        }

        return new ZoneSet(signed);
    }

    private DomainName? ParentOf(DomainName apex)
    {
        for (int labels = apex.LabelCount - 1; labels >= 0; labels--)
        {
            if (_zones.ContainsKey(apex.Ancestor(labels)))
            {
                return apex.Ancestor(labels);
            }
        }

        return null;
    }

    private static List<ResourceRecord> Delegation(ZoneContent parent, ZoneContent child, SignedZone signedChild, SigningPlan? plan)
    {
        bool Has(DomainName owner, RecordType type) => parent.Records.Any(record => record.Type == type && record.Owner.Equals(owner));
        List<ResourceRecord> added = [];
        if (!Has(child.Apex, RecordType.NS))
        {
            ResourceRecord[] servers = [.. child.Records.Where(record => record.Type == RecordType.NS && record.Owner.Equals(child.Apex))];
            added.AddRange(servers);
            added.AddRange(
                from server in servers.Select(record => record.Data).OfType<NameRdata>()
                from record in child.Records
                where record.Owner.Equals(server.Target)
                where record.Type is RecordType.A or RecordType.AAAA
                where !Has(record.Owner, record.Type)
                select record);
        }

        if (plan is not null && !Has(child.Apex, RecordType.DS))
        {
            added.AddRange(signedChild.DelegationSigners(plan.DelegationDigests));
        }

        return added;
    }
}
