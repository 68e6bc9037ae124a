using System.Net;
using DaneCore.Dane;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Smtp.Routing;

/// <summary>What there is to know of a host before a connection to one of its addresses: the policy, the names, the records.</summary>
internal sealed record HostTarget(MailExchanger Exchanger, TransportSecurity Security, ReferenceNames Names)
{
    /// <summary>The records that count; null under policies that look at none.</summary>
    public TlsaRecordSet? Records { get; init; }

    /// <summary>The addresses that may be connected to, in order.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>Puts together what the lookups brought.</summary>
    public static HostTarget Of(
        MailExchanger exchanger, MxLookupResult.Hosts mx, TlsaLookupResult tlsa, InsecureMxPolicy insecureMx)
    {
        var security = TransportSecurity.Decide(mx.Security, tlsa, insecureMx);
        TlsaRecordSet? records = RecordsOf(tlsa);
        DomainName baseDomain = BaseDomainOf(tlsa) ?? exchanger.Host;

        // RFC 7672 section 3.2.2: which further names count depends on how the host was found.
        ReferenceNames names = mx.IsImplicit
            ? ReferenceNames.ForHost(baseDomain, exchanger.Host)
            : ReferenceNames.ForExchanger(
                baseDomain, mx.NextHop, mx.ExpandedNextHop, mx.Security == SecurityStatus.Secure);
        return new HostTarget(exchanger, security, names)
        {
            // An insecure MX may lower usable records to a demand for TLS; then they must not judge.
            Records = security.Policy == TransportPolicy.Dane
                || (security.Policy == TransportPolicy.Encrypt && tlsa is TlsaLookupResult.Unusable)
                ? records
                : null,
            Addresses = tlsa.Addresses,
        };
    }

    /// <summary>The name whose secure TLSA records count; null when there are none.</summary>
    public static DomainName? BaseDomainOf(TlsaLookupResult tlsa) => tlsa switch
    {
        TlsaLookupResult.Usable usable => usable.BaseDomain,
        TlsaLookupResult.Unusable unusable => unusable.BaseDomain,
        _ => null,
    };

    /// <summary>The secure TLSA records; null when there are none.</summary>
    public static TlsaRecordSet? RecordsOf(TlsaLookupResult tlsa) => tlsa switch
    {
        TlsaLookupResult.Usable usable => usable.Records,
        TlsaLookupResult.Unusable unusable => unusable.Records,
        _ => null,
    };

    /// <summary>An address in place of a host.</summary>
    public static HostTarget OfLiteral(MailExchanger exchanger) =>
        new(exchanger, TransportSecurity.OfLiteral(exchanger), new ReferenceNames(exchanger.Host))
        {
            Addresses = [exchanger.Literal!],
        };
}
