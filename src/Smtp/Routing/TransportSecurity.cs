using DaneCore.Dane;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Routing;

/// <summary>
/// The table of RFC 7672 for one host: what is known of the MX records and of the host's TLSA records in, the policy and its
/// reason out. Decides nothing about certificates.
/// </summary>
internal sealed record TransportSecurity(TransportPolicy Policy, DaneReason Why)
{
    /// <summary>Decides. <paramref name="mx"/> must be secure or insecure: with anything else there are no hosts.</summary>
    public static TransportSecurity Decide(SecurityStatus mx, TlsaLookupResult tlsa, InsecureMxPolicy insecureMx)
    {
        // RFC 7672 section 2.2.2: no address, nothing to connect to.
        if (tlsa.Host.HasNoAddress)
        {
            return new(TransportPolicy.Skip, new($"{tlsa.Host.Name} has neither an IPv6 nor an IPv4 address", "RFC 7672 section 2.2.2"));
        }

        // RFC 7672 section 2.2.1: with insecure MX records DANE may be left alone, and then its lookups cannot fail it.
        bool isInsecure = mx != SecurityStatus.Secure;
        if (isInsecure && insecureMx == InsecureMxPolicy.May && tlsa.Addresses.Count > 0)
        {
            return new(TransportPolicy.May, new("the MX records are not signed, and TLSA records count for nothing then", "RFC 7672 section 2.2.1"));
        }

        bool isOpen = isInsecure && insecureMx == InsecureMxPolicy.Encrypt;
        return tlsa switch
        {
            TlsaLookupResult.Usable when isOpen =>
                new(TransportPolicy.Encrypt, new("the MX records are not signed, so TLSA records only ask for TLS", "RFC 7672 section 2.2.1")),
            TlsaLookupResult.Usable => new(TransportPolicy.Dane, tlsa.Why),
            TlsaLookupResult.Unusable => new(TransportPolicy.Encrypt, tlsa.Why),
            TlsaLookupResult.None or TlsaLookupResult.Insecure => new(TransportPolicy.May, tlsa.Why),

            // RFC 7672 section 2.1.2: a host whose TLSA records could not be found out counts as unreachable.
            _ => new(TransportPolicy.Skip, tlsa.Why),
        };
    }

    /// <summary>For an address in place of a host, be it the MX record that names it or the recipient.</summary>
    public static TransportSecurity OfLiteral(MailExchanger host) =>
        new(TransportPolicy.May, new(
            host.Host.IsRoot
                ? $"the recipient names the address {host.Literal} in place of a domain, and DANE knows nothing of addresses"
                : $"the MX record names the address {host.Literal} in place of a host",
            "RFC 7672 section 2.2"));

    /// <summary>
    /// The status for a host that is passed over, in its permanent form, and the kind of failure. Which question failed decides:
    /// DNSSEC that does not hold, TLSA that a signed zone answers with an error, or plain DNS. What nobody answered says
    /// nothing about DNSSEC.
    /// </summary>
    public static (EnhancedStatusCode Code, ResultType Type) CodeOfSkip(TlsaLookupResult tlsa) => tlsa switch
    {
        TlsaLookupResult.Failed failed when failed.Answer.Security == SecurityStatus.Bogus
            || (failed.Answer.Question.Type == RecordType.TLSA && !failed.Answer.NobodyAnswered) =>
            (StatusCodes.DnssecInvalid, ResultType.DnssecInvalid),
        TlsaLookupResult.Failed => (StatusCodes.DnsQueryFailed, ResultType.None),
        _ => (StatusCodes.CannotConnect, ResultType.None),
    };
}
