using System.Net;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Delivery;

/// <summary>Where recipients' mail is routed to: a domain, or an address in its place (RFC 5321 section 4.1.3). Exactly one of the two.</summary>
internal sealed record NextHop(DomainName? Domain, IPAddress? Literal)
{
    public static NextHop Of(EnvelopeRecipient recipient) => new(recipient.Address.Domain, recipient.Address.Literal);

    /// <summary>As addresses have it behind the @.</summary>
    public override string ToString() => Domain is null ? $"[{Literal}]" : HostText.Of(Domain);
}
