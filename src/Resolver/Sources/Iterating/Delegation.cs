using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// Which servers a zone has, as the zone above said. Good for finding servers and for nothing else: no record of a referral
/// is ever an answer (RFC 2181 section 5.4.1).
/// </summary>
internal sealed record Delegation(DomainName Zone, IReadOnlyList<NameServer> Servers, TimeSpan TimeToLive)
{
    /// <summary>True when this is the same zone with the same servers at the same addresses.</summary>
    public bool HasServersOf(Delegation other) =>
        Zone.Equals(other.Zone)
        && Servers.Count == other.Servers.Count
        && Servers.All(server => other.Servers.Any(each => each.Name.Equals(server.Name) && each.Addresses.ToHashSet().SetEquals(server.Addresses)));
}
