using System.Net;
using DaneCore.Dane;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Delivery;

namespace DaneCore.Smtp;

/// <summary>One step of a delivery: a connection, or why none was made to a host or for a domain.</summary>
public sealed record DeliveryAttempt
{
    /// <summary>What stands behind the @ of the recipients: a domain, or an address in brackets.</summary>
    public required string NextHop { get; init; }

    /// <summary>The host; null where none was come to, and where the recipient names an address.</summary>
    public DomainName? Host { get; init; }

    /// <summary>The address; null when the host was passed over.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>What was demanded of the connection.</summary>
    public required TransportPolicy Policy { get; init; }

    /// <summary>Why that was demanded; safe to show.</summary>
    public required string PolicyReason { get; init; }

    /// <summary>What protects the connection; none when it was not fit for mail.</summary>
    public DeliverySecurity Security { get; init; }

    /// <summary>What came of it, in a sentence; safe to show.</summary>
    public required string Reason { get; init; }

    /// <summary>The status of the failure, 5.x; null when the connection was fit for mail. What the server said to recipients stands with them.</summary>
    public string? Code { get; init; }

    /// <summary>The kind of failure for TLS reports; none where they have no word for it.</summary>
    public ResultType ResultType { get; init; }

    /// <summary>True when the connection was kept from a message before this one.</summary>
    public bool IsReused { get; init; }

    /// <summary><c>TLSv1.3</c> and the like; null when no handshake ended well.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>The cipher suite agreed on; null when no handshake ended well.</summary>
    public string? TlsCipher { get; init; }

    /// <summary>The certificates as the server sent them; null when it sent none.</summary>
    public PeerChain? Chain { get; init; }

    /// <summary>The TLSA records against those certificates; null when there were no records or no certificates.</summary>
    public DaneOutcome? Outcome { get; init; }

    /// <summary>What was said: <c>S:</c> by the server, <c>C:</c> by us, <c>*:</c> remarks. Escaped and bounded; without the message.</summary>
    public IReadOnlyList<string> Transcript { get; init; } = [];

    /// <summary>The policy as reports spell it.</summary>
    public string PolicyText => Policy switch
    {
        TransportPolicy.Dane => "dane",
        TransportPolicy.Encrypt => "encrypt",
        TransportPolicy.May => "may",
        _ => "skip",
    };

    /// <summary>The security as reports spell it; null when the connection was not fit for mail.</summary>
    public string? SecurityText => DeliveryText.Of(Security);
}
