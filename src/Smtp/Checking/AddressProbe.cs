using System.Net;
using DaneCore.Dane;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Routing;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Checking;

/// <summary>
/// Connects to one address as a sender would, up to the point where it would say MAIL, and leaves in good order. One connection;
/// what a sender would do after it (try again in clear) is concluded, not tried.
/// </summary>
internal sealed class AddressProbe(SmtpOptions options, DaneVerifier verifier)
{
    /// <summary>Tries the address. <paramref name="budget"/> is the time of the whole check: spent, it makes a failure, not an exception.</summary>
    public async ValueTask<AddressReport> RunAsync(
        HostTarget target, IPAddress address, CancellationToken budget, CancellationToken stop)
    {
        SmtpConnection? connection = null;
        try
        {
            (connection, SmtpRefusal? none) =
                await SmtpDoor.ConnectAsync(new IPEndPoint(address, options.Port), options, budget).ConfigureAwait(false);
            return connection is null
                ? Failed(address, none!)
                : await TalkAsync(target, address, connection, budget, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return OutOfTime(address) with { Transcript = connection?.Transcript ?? [] };
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>An address for which the time of the check did not suffice.</summary>
    public static AddressReport OutOfTime(IPAddress address) => Failed(address, new SmtpRefusal(
        SmtpRefusalKind.Lost, StatusCodes.CannotConnect, ResultType.None, "the time for the whole check ran out before the server had answered")) with
    {
        IsOutOfTime = true,
    };

    private async ValueTask<AddressReport> TalkAsync(
        HostTarget target, IPAddress address, SmtpConnection connection, CancellationToken budget, CancellationToken stop)
    {
        TransportPolicy policy = target.Security.Policy;
        SmtpSession session = new(
            options.HelloOver(connection), policy == TransportPolicy.May ? TlsDemand.Opportunistic : TlsDemand.Required, options.UsesLmtp);

        // The handshake ends well whatever the outcome, so that a failure can be shown with all its circumstances; the
        // upgrade asks for the verdict before anything is said over it.
        DaneHandshake handshake = target.Records is { } records
            ? new DaneHandshake(verifier, records, target.Names)
            {
                RefusesInside = false,
                OffersOlderSuites = options.OffersOlderSuites || policy == TransportPolicy.Encrypt,
            }
            : DaneHandshake.WithoutAuthentication(target.Names, options.Profile);
        StartTlsUpgrade upgrade = new(
            handshake.Options,
            isEstablished => HandshakeVerdict.RefusalOf(handshake, isEstablished, mustMatch: policy == TransportPolicy.Dane));
        SmtpStep end = await OpenAsync(session, connection, upgrade, budget, stop).ConfigureAwait(false);

        AddressReport report = end is SmtpStep.GiveUp giveUp
            ? Refused(address, policy, Named(giveUp.Why, target, handshake))
            : Ready(address, session, handshake);
        if (end is SmtpStep.Ready)
        {
            await LeaveAsync(session, connection, upgrade, budget, stop).ConfigureAwait(false);
        }

        return report with
        {
            TlsVersion = upgrade.Channel?.Version,
            TlsCipher = upgrade.Channel?.CipherSuite,
            Chain = handshake.Chain,
            Outcome = handshake.Chain is null || target.Records is null ? null : handshake.Outcome,
            Transcript = connection.Transcript,
        };
    }

    private static async ValueTask<SmtpStep> OpenAsync(
        SmtpSession session, SmtpConnection connection, StartTlsUpgrade upgrade, CancellationToken budget, CancellationToken stop)
    {
        try
        {
            return await SmtpOpening.OpenAsync(session, connection, upgrade, budget).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (session.Refusal is not null && !stop.IsCancellationRequested)
        {
            // Only the reply to QUIT was still waited for; why it was said is known.
            return new SmtpStep.GiveUp(session.Refusal);
        }
    }

    private static async ValueTask LeaveAsync(
        SmtpSession session, SmtpConnection connection, StartTlsUpgrade upgrade, CancellationToken budget, CancellationToken stop)
    {
        try
        {
            await SmtpOpening.LeaveAsync(session, connection, upgrade, budget).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Nothing depends on how the server takes leave, nor on whether there was time for it.
        }
    }

    private static AddressReport Ready(IPAddress address, SmtpSession session, DaneHandshake handshake) => new()
    {
        Address = address,
        Result = !session.IsEncrypted ? AddressResult.Cleartext
            : handshake.Outcome.Status == DaneStatus.Matched ? AddressResult.Authenticated
            : AddressResult.Encrypted,
        Reason = !session.IsEncrypted ? $"{session.ClearBecause}; mail would go in clear"
            : handshake.Outcome.Status == DaneStatus.Matched ? handshake.Outcome.Reason.ToString()
            : "TLS stands; nothing says whether the server is the right one",
    };

    private static AddressReport Refused(IPAddress address, TransportPolicy policy, SmtpRefusal why)
    {
        // RFC 7672 section 2.2: under opportunistic TLS a sender may connect again and go on in clear. Not after an
        // injection: that is no server without TLS.
        bool goesInClear = policy == TransportPolicy.May
            && why.Kind is (SmtpRefusalKind.Handshake or SmtpRefusalKind.StartTlsRefused);
        return goesInClear
            ? new AddressReport
            {
                Address = address,
                Result = AddressResult.Cleartext,
                Reason = $"{why.Text}; a sender would connect again and go on in clear",
            }
            : Failed(address, why);
    }

    // Which set was not met, and by which record of it where there is only one.
    private SmtpRefusal Named(SmtpRefusal why, HostTarget target, DaneHandshake handshake)
    {
        if (why.Kind != SmtpRefusalKind.NotAuthenticated || target.Records is not { } set || handshake.Chain is null
            || !TlsaName.TryFor(target.Names.Primary, options.Port, out DomainName? name))
        {
            return why;
        }

        string place = $"TLSA at {HostText.Of(name)}";
        return why with { Text = set.Records is [var only] ? $"{place}, {only}: {why.Text}" : $"{place}: {why.Text}" };
    }

    // What no section of mail or DANE speaks of: RFC 5321 section 4.5.4.1 has the sender try again, RFC 7672 section 2.2 has it not go on in clear.
    private static string ReasonOf(SmtpRefusal why) =>
        why.Rfc is not null ? why.ToString()
        : why.Kind is SmtpRefusalKind.Handshake or SmtpRefusalKind.NotAuthenticated ? $"{why.Text} (RFC 7672 section 2.2)"
        : $"{why.Text} (RFC 5321 section 4.5.4.1)";

    private static AddressReport Failed(IPAddress address, SmtpRefusal why) => new()
    {
        Address = address,
        Result = AddressResult.Failed,
        Reason = ReasonOf(why),
        Code = why.Code.Permanent.ToString(),
        ResultType = why.ResultType,
        Refusal = why.Kind,
    };
}
