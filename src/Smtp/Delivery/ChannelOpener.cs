using System.Net;
using DaneCore.Dane;
using DaneCore.Smtp.Routing;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Delivery;

/// <summary>
/// Connects to one address and opens a session as the policy wants it: a channel, or why there is none. Where nothing
/// demands TLS and the handshake fails it connects once more and goes on in clear; never otherwise.
/// </summary>
internal sealed class ChannelOpener(SmtpOptions options, DaneVerifier verifier)
{
    /// <summary>Opens. Every connection leaves an attempt; that of the channel is for the caller to finish.</summary>
    public async ValueTask<(MailChannel? Channel, DeliveryFailure? Failure)> OpenAsync(
        HostChoice choice, TransportSecurity security, DeliveryAttempt template, List<DeliveryAttempt> attempts, IPAddress address, CancellationToken stop)
    {
        TlsDemand demand = security.Policy == TransportPolicy.May ? TlsDemand.Opportunistic : TlsDemand.Required;
        while (true)
        {
            (MailChannel? channel, SmtpRefusal? refusal) =
                await OpenAsync(choice, security, demand, template, attempts, address, stop).ConfigureAwait(false);
            if (channel is not null)
            {
                return (channel, null);
            }

            // RFC 7672 section 2.2: without secure records a sender may go on in clear where TLS fails. Not where octets were
            // put in front of it: that is no server without TLS.
            if (demand != TlsDemand.Opportunistic || options.Budget is { IsUp: true } || refusal!.Kind is not (SmtpRefusalKind.Handshake or SmtpRefusalKind.StartTlsRefused))
            {
                return (null, DeliveryFailure.Of(refusal!, choice, address));
            }

            demand = TlsDemand.Forgone;
        }
    }

    private async ValueTask<(MailChannel? Channel, SmtpRefusal? Refusal)> OpenAsync(
        HostChoice choice,
        TransportSecurity security,
        TlsDemand demand,
        DeliveryAttempt template,
        List<DeliveryAttempt> attempts,
        IPAddress address,
        CancellationToken stop)
    {
        IPEndPoint endPoint = new(address, options.Port);
        (SmtpConnection? connection, SmtpRefusal? refusal) = await SmtpDoor.ConnectAsync(endPoint, options, stop).ConfigureAwait(false);
        if (connection is null)
        {
            attempts.Add(Failed(template, address, refusal!));
            return (null, refusal);
        }

        SmtpStep? end = null;
        try
        {
            SmtpSession session = new(options.HelloOver(connection), demand, options.UsesLmtp);
            TlsaRecordSet? records = choice.RecordsUnder(security.Policy);

            // The handshake ends well whatever the outcome, so that a failure is reported with all its circumstances; the
            // upgrade asks for the verdict before anything is said over it.
            DaneHandshake handshake = records is null
                ? DaneHandshake.WithoutAuthentication(choice.Target.Names, options.Profile)
                : new DaneHandshake(verifier, records, choice.Target.Names)
                {
                    RefusesInside = false,
                    OffersOlderSuites = options.OffersOlderSuites || security.Policy == TransportPolicy.Encrypt,
                };
            StartTlsUpgrade upgrade = new(
                handshake.Options,
                isEstablished => HandshakeVerdict.RefusalOf(handshake, isEstablished, mustMatch: security.Policy == TransportPolicy.Dane));
            end = await SmtpOpening.OpenAsync(session, connection, upgrade, stop).ConfigureAwait(false);
            if (end is SmtpStep.GiveUp giveUp)
            {
                attempts.Add(Failed(template, address, giveUp.Why) with
                {
                    TlsVersion = upgrade.Channel?.Version,
                    TlsCipher = upgrade.Channel?.CipherSuite,
                    Chain = handshake.Chain,
                    Outcome = handshake.Chain is null || records is null ? null : handshake.Outcome,
                    Transcript = connection.Transcript,
                });
                return (null, giveUp.Why);
            }

            ChannelKey key = ChannelKey.For(choice, security.Policy, endPoint).After(handshake.Outcome, options.Profile);
            return (new MailChannel(session, connection, upgrade, handshake, key), null);
        }
        finally
        {
            if (end is not SmtpStep.Ready)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static DeliveryAttempt Failed(DeliveryAttempt template, IPAddress address, SmtpRefusal why) => template with
    {
        Address = address,
        Reason = why.ToString(),
        Code = why.Code.Permanent.ToString(),
        ResultType = why.ResultType,
    };
}
