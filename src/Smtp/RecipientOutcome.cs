using System.Net;
using DaneCore.Dane;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Delivery;

namespace DaneCore.Smtp;

/// <summary>What came of one recipient.</summary>
public sealed record RecipientOutcome
{
    /// <summary>The recipient, as the envelope has it.</summary>
    public required EnvelopeRecipient Recipient { get; init; }

    /// <summary>True when a server took the message for this recipient.</summary>
    public bool IsDelivered { get; init; }

    /// <summary>True when it makes sense to try again later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>
    /// True when the connection was lost between the end of the message and the reply to it: a server may have the message.
    /// It was not offered to another host; trying again later may bring a second copy (RFC 5321 section 4.5.3.2.6).
    /// </summary>
    public bool IsUncertain { get; init; }

    /// <summary>The host that decided; null when none was come to, and where the recipient names an address.</summary>
    public DomainName? Host { get; init; }

    /// <summary>The host's address; null when there was no connection.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>What protected the connection over which the message went; none when it did not go.</summary>
    public DeliverySecurity Security { get; init; }

    /// <summary>
    /// True when signatures vouch for the MX records that led to the host, or for there being none. Where they do not, even an
    /// authenticated host is only the one that somebody named: that is no secure delivery to the domain (RFC 7672 section 2.2.1).
    /// </summary>
    public bool IsRouteSecure { get; init; }

    /// <summary>True when the message went to the domain's own server and nobody on the way could read it: authenticated, by a secure route.</summary>
    public bool IsSecure => IsDelivered && Security == DeliverySecurity.Authenticated && IsRouteSecure;

    /// <summary>The enhanced status code: 2.x when delivered, 4.x while trying again makes sense, 5.x when it does not.</summary>
    public required string Code { get; init; }

    /// <summary>The same code in its permanent form, for a queue that gives up; null when delivered.</summary>
    public string? FinalCode { get; init; }

    /// <summary>The kind of failure for TLS reports; none where they have no word for it.</summary>
    public ResultType ResultType { get; init; }

    /// <summary>The server's reply that decided, in one line; null when no reply did. Safe to show.</summary>
    public string? Reply { get; init; }

    /// <summary>Why, in one sentence with its RFC section where one decides; safe to show.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// True when the server knows DSN and was told of what the sender wants to be notified; else a notification that was asked for is
    /// the sender's own affair (RFC 3461 section 5.2.2).
    /// </summary>
    public bool IsDsnPassedOn { get; init; }

    /// <summary>
    /// What the policies would have held the message for, where it was delivered all the same: in audit-only mode, or because it
    /// asks for that (RFC 8689 section 3). Null otherwise.
    /// </summary>
    public string? Waived { get; init; }

    /// <summary>The security as reports spell it; null when the message did not go.</summary>
    public string? SecurityText => DeliveryText.Of(Security);
}
