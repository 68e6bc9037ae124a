using System.Net;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// Where zones begin and who serves them, as referrals said, so that not every question starts at the root. It holds nothing that could be
/// handed on as an answer. What a zone says about its own servers does not enter: a delegation that its parent took back ends when the parent's
/// TTL ends.
/// </summary>
internal sealed class DelegationCache(TimeProvider clock)
{
    // A few hundred octets each.
    private const int Capacity = 10_000;

    // As long as Unbound keeps anything (cache-max-ttl).
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    // That a name is no cut only spares a query; if it becomes one, the next query below it is answered by a referral.
    private static readonly TimeSpan InnerTime = TimeSpan.FromMinutes(15);

    private readonly ExpiringTable<DomainName, Delegation> _delegations = new(Capacity, clock);
    private readonly ExpiringTable<DomainName, DomainName> _inner = new(Capacity, clock);
    private readonly ExpiringTable<(DomainName Name, RecordType Type), IReadOnlyList<IPAddress>> _addresses = new(Capacity, clock);

    /// <summary>The deepest zone at or above the name whose servers are known, the root included.</summary>
    public Delegation? Deepest(DomainName name)
    {
        for (int labels = name.LabelCount; labels >= 0; labels--)
        {
            if (_delegations.TryFind(name.Ancestor(labels), out Delegation? delegation))
            {
                return delegation;
            }
        }

        return null;
    }

    public void Add(Delegation delegation) =>
        _delegations.Set(delegation.Zone, delegation, Shorter(delegation.TimeToLive));

    /// <summary>The servers of the zone turned out to be of no use; the zone above may know others by now.</summary>
    public void Forget(DomainName zone) => _delegations.Remove(zone);

    /// <summary>The deepest name at or above this one that is known to lie in the zone: no cut is between.</summary>
    public DomainName DeepestInside(DomainName zone, DomainName name)
    {
        for (int labels = name.LabelCount; labels > zone.LabelCount; labels--)
        {
            DomainName ancestor = name.Ancestor(labels);
            if (_inner.TryFind(ancestor, out DomainName? holder) && holder.Equals(zone))
            {
                return ancestor;
            }
        }

        return zone;
    }

    public void AddInside(DomainName zone, DomainName name) => _inner.Set(name, zone, InnerTime);

    /// <summary>Addresses of a server that was looked up by its name; an empty list says that it has none.</summary>
    public IReadOnlyList<IPAddress>? AddressesOf(DomainName server, RecordType family) =>
        _addresses.TryFind((server, family), out IReadOnlyList<IPAddress>? addresses) ? addresses : null;

    public void AddAddresses(DomainName server, RecordType family, IReadOnlyList<IPAddress> addresses, TimeSpan time) =>
        _addresses.Set((server, family), addresses, Shorter(time));

    private static TimeSpan Shorter(TimeSpan time) => time < Longest ? time : Longest;
}
