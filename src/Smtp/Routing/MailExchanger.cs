using System.Net;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Routing;

/// <summary>A host that takes a domain's mail. Lower preferences come first, whatever their security (RFC 7672 section 2.2.1).</summary>
internal sealed record MailExchanger(DomainName Host, ushort Preference)
{
    /// <summary>
    /// The address, where an MX record names one in place of a host. RFC 1035 section 3.3.9 knows no such thing; who
    /// connects all the same does so without DANE (RFC 7672 section 2.2).
    /// </summary>
    public IPAddress? Literal { get; private init; } = LiteralOf(Host);

    /// <summary>A recipient's address literal (RFC 5321 section 4.1.3), which needs no MX record.</summary>
    public static MailExchanger OfRecipient(IPAddress literal) => new(DomainName.Root, 0) { Literal = literal };

    private static IPAddress? LiteralOf(DomainName host)
    {
        const int Octets = 4;
        return host.LabelCount == Octets && IPAddress.TryParse(HostText.Of(host), out IPAddress? address) ? address : null;
    }
}
