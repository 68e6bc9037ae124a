using System.Net;
using DaneCore.Dane;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Delivery;

/// <summary>Why mail did not go one way; another way may be open.</summary>
/// <param name="Ground">What kept it.</param>
/// <param name="Code">The status; its class is set when it is reported.</param>
/// <param name="ResultType">The kind of failure for TLS reports.</param>
/// <param name="Reason">A sentence, with its section; safe to show.</param>
internal sealed record DeliveryFailure(FailureGround Ground, EnhancedStatusCode Code, ResultType ResultType, string Reason)
{
    /// <summary>The host; null where none was come to.</summary>
    public DomainName? Host { get; init; }

    /// <summary>The address; null where none was connected to.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The server's reply; null when none decided.</summary>
    public string? Reply { get; init; }

    /// <summary>True when nothing will be different later.</summary>
    public bool IsPermanent { get; init; }

    /// <summary>True when the mail could go this way if the policy were let go.</summary>
    public bool IsWaivable { get; init; }

    /// <summary>From what came of a connection.</summary>
    public static DeliveryFailure Of(SmtpRefusal refusal, HostChoice choice, IPAddress address)
    {
        // RFC 7672 section 2.2: what is wrong with the channel delays mail. RFC 5321 section 4.5.4.1: so does a server that
        // turns connections away, whatever its code; it has said nothing about this mail.
        bool isPolicy = refusal.ResultType != ResultType.None;
        return new DeliveryFailure(
            isPolicy ? FailureGround.Policy : FailureGround.Reach, refusal.Code, refusal.ResultType, refusal.ToString())
        {
            Host = choice.Host,
            Address = address,
            Reply = refusal.Reply?.ToString(),

            // Octets ahead of the handshake are no lack of TLS: somebody put them there, and may be there still.
            IsWaivable = isPolicy && refusal.Kind != SmtpRefusalKind.Injected,
        };
    }
}
