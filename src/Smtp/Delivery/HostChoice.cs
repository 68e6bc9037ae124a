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

    /// <summary>
    /// The records that the server is judged by under a policy. Where encryption alone is demanded, be it of records that ask for more
    /// and were let go (RFC 8689 section 4.2.2), those that can be used judge nothing.
    /// </summary>
    public TlsaRecordSet? RecordsUnder(TransportPolicy policy) =>
        policy == TransportPolicy.Dane || (policy == TransportPolicy.Encrypt && Target.Security.Policy == TransportPolicy.Encrypt)
            ? Target.Records
            : null;
}
