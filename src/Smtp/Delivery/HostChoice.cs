using DaneCore.Dane;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Routing;

namespace DaneCore.Smtp.Delivery;

/// <summary>One host of a route and all that was found out before a connection.</summary>
/// <param name="Target">The policy, the names, the records, the addresses.</param>
/// <param name="Lookup">What its lookups came to; null for an address in place of a host.</param>
internal sealed record HostChoice(HostTarget Target, TlsaLookupResult? Lookup)
{
    /// <summary>The host's name; null when a recipient names the address.</summary>
    public DomainName? Host => Target.Exchanger.Host.IsRoot ? null : Target.Exchanger.Host;
}
