using DaneCore.Dane;
using DaneCore.Resolver.Validation;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Routing;

namespace DaneCore.Smtp.Delivery;

/// <summary>
/// What a message's channel must be, beyond what the recipient's domain publishes, and what is left of that when the first
/// terms cannot be met. Makes policies stricter, or lets them go; never decides about a certificate.
/// </summary>
internal sealed record DeliveryTerms
{
    private const string RequireTlsSection = "RFC 8689 section 4.2.1";

    /// <summary>Only a server authenticated by DANE will do (RFC 7672 section 6).</summary>
    public bool DaneOnly { get; private init; }

    /// <summary>Nothing goes in clear, whatever the domain publishes.</summary>
    public bool TlsOnly { get; private init; }

    /// <summary>The message carries REQUIRETLS (RFC 8689 section 4.2.1).</summary>
    public bool RequiresTls { get; private init; }

    /// <summary>Why what the domain publishes does not keep the mail; null when it does.</summary>
    public DaneReason? Waiver { get; private init; }

    /// <summary>The terms to fall back on where a policy keeps mail from going; null when it stays.</summary>
    public DeliveryTerms? Lenient { get; private init; }

    /// <summary>The terms of a message.</summary>
    public static DeliveryTerms For(Envelope envelope, SmtpOptions options)
    {
        DeliveryTerms local = new() { DaneOnly = options.RequireDane, TlsOnly = options.RequireTls };

        // RFC 7672 section 9.1 and RFC 8689 section 4.2.2: follow what is published, and do not fail by it. What this sender
        // itself demands is not theirs to waive.
        DaneReason? waiver = options.AuditsOnly ? new("this sender only watches", "RFC 7672 section 9.1")
            : envelope.TlsIsOptional && !envelope.RequiresTls && !local.DaneOnly
                ? new("the message asks to be delivered rather than protected", "RFC 8689 section 4.2.2")
                : null;
        DeliveryTerms usual = waiver is null ? local : local with { Lenient = local with { Waiver = waiver } };
        if (!envelope.RequiresTls)
        {
            return usual;
        }

        // RFC 8689 section 5: a bounce with an empty return path is not to be lost because a server lacks the extension.
        return local with { RequiresTls = true, Lenient = envelope.Sender is null ? usual : null };
    }

    /// <summary>Why no host of this route will do; null when some might.</summary>
    public DeliveryFailure? RefusalOf(MxLookupResult.Hosts mx)
    {
        if (mx.Security == SecurityStatus.Secure)
        {
            return null;
        }

        string what = mx.IsImplicit
            ? $"no signature vouches for there being no MX records of {HostText.Of(mx.NextHop)}"
            : $"no signature vouches for the MX records of {HostText.Of(mx.NextHop)}";
        return RequiresTls ? NoTlsAllTheWay(what)
            : DaneOnly ? NoDane($"{what}, and this sender demands DANE", "RFC 7672 section 2.2.1")
            : null;
    }

    /// <summary>What is done with a host under these terms, or why nothing is: exactly one of the two says no.</summary>
    public (TransportSecurity Security, DeliveryFailure? Refusal) Apply(HostChoice choice)
    {
        TransportSecurity published = choice.Target.Security;
        if (choice.Target.Addresses.Count == 0)
        {
            return (published, SkipOf(choice));
        }

        if (Waiver is not null)
        {
            return (Encrypted(new(TransportPolicy.May, Waiver with { Text = $"{Waiver.Text}, although {published.Why}" })), null);
        }

        if (published.Policy == TransportPolicy.Skip)
        {
            return (published, SkipOf(choice));
        }

        if (published.Policy != TransportPolicy.Dane && (RequiresTls || DaneOnly))
        {
            // RFC 8689 section 4.2.1 asks for an authenticated server: encryption alone is not enough, nor is it under
            // RFC 7672 section 6.
            string what = choice.Host is { } host
                ? $"{HostText.Of(host)} cannot be authenticated: {published.Why.Text}"
                : published.Why.Text;
            DeliveryFailure failure = RequiresTls
                ? NoTlsAllTheWay(what)
                : NoDane($"{what}; this sender demands DANE", "RFC 7672 section 6") with { IsPermanent = choice.Target.Exchanger.Host.IsRoot };
            return (published with { Policy = TransportPolicy.Skip }, failure with { Host = choice.Host });
        }

        return (Encrypted(published), null);
    }

    /// <summary>What a message with REQUIRETLS lacks on a channel that stands; null when it may go.</summary>
    public DeliveryFailure? RefusalOf(MailChannel channel)
    {
        // RFC 8689 section 4.2.1 step 5: the offer counts inside TLS.
        return RequiresTls && !(channel.Security == DeliverySecurity.Authenticated && channel.Session.Capabilities.RequireTls)
            ? new DeliveryFailure(
                FailureGround.Policy,
                StatusCodes.RequireTlsNeeded,
                ResultType.None,
                $"the message demands TLS all the way, and the server does not offer REQUIRETLS ({RequireTlsSection})")
            {
                IsPermanent = true,
            }
            : null;
    }

    /// <summary>A failure of the channel, as it counts under these terms.</summary>
    public DeliveryFailure Weigh(DeliveryFailure failure) =>

        // RFC 8689 section 4.2.1: no channel, no delay; the sender is told at once.
        RequiresTls && failure.Ground == FailureGround.Policy
            ? failure with
            {
                Code = StatusCodes.EncryptionNeeded,
                IsPermanent = true,
                Reason = $"the message demands TLS all the way: {failure.Reason}",
            }
            : failure;

    private TransportSecurity Encrypted(TransportSecurity security) =>
        TlsOnly && security.Policy == TransportPolicy.May
            ? new(TransportPolicy.Encrypt, new($"{security.Why.Text}; this sender demands TLS", "RFC 3207 section 4.1"))
            : security;

    private static DeliveryFailure SkipOf(HostChoice choice)
    {
        (EnhancedStatusCode code, ResultType type) = choice.Lookup is { } lookup
            ? TransportSecurity.CodeOfSkip(lookup)
            : (StatusCodes.CannotConnect, ResultType.None);
        return new DeliveryFailure(
            type == ResultType.None ? FailureGround.Reach : FailureGround.Policy, code, type, choice.Target.Security.Why.ToString())
        {
            Host = choice.Host,
            IsWaivable = choice.Target.Addresses.Count > 0,

            // RFC 5321 section 5.1: a host without addresses cannot be used, and no delay gives it any.
            IsPermanent = choice.Lookup is { Host.HasNoAddress: true },
        };
    }

    private static DeliveryFailure NoTlsAllTheWay(string what) =>
        new(
            FailureGround.Policy,
            StatusCodes.EncryptionNeeded,
            ResultType.None,
            $"the message demands TLS all the way, to servers that are authenticated, and {what} ({RequireTlsSection})")
        {
            IsPermanent = true,
            IsWaivable = true,
        };

    private static DeliveryFailure NoDane(string what, string rfc) =>
        new(FailureGround.Policy, StatusCodes.Of(ResultType.DaneRequired), ResultType.DaneRequired, $"{what} ({rfc})");
}
