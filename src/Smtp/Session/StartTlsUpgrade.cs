using System.Net.Security;
using System.Security.Authentication;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Session;

/// <summary>
/// From the reply to STARTTLS to a channel that was judged. Refuses when octets stand unread, shakes hands with the options
/// it is given, and asks for the verdict (telling whether the handshake stands) before one octet of SMTP is sent. Does not judge certificates itself.
/// </summary>
internal sealed class StartTlsUpgrade(SslClientAuthenticationOptions options, Func<bool, SmtpRefusal?> judge)
{
    private const int ShownOctets = 80;

    /// <summary>What was agreed on; null when the handshake did not end well.</summary>
    public TlsChannel? Channel { get; private set; }

    /// <summary>Upgrades the connection and gives the session's next step.</summary>
    public async ValueTask<SmtpStep> RunAsync(SmtpSession session, SmtpConnection connection, CancellationToken stop)
    {
        // RFC 3207 section 4. SslStream reads from the bare stream, so nothing buffered could get past this point; but it
        // must not vanish without a word either.
        if (!connection.Unread.IsEmpty)
        {
            ReadOnlySpan<byte> unread = connection.Unread;
            string shown = SmtpText.Escape(unread[..Math.Min(unread.Length, ShownOctets)]);
            connection.Remark("octets in clear stand behind the reply to STARTTLS: " + shown);
            return SmtpSession.OnInjection(shown);
        }

        SmtpLoss? loss = await connection.UpgradeAsync(AuthenticateAsync, stop).ConfigureAwait(false);

        // Where the platform ends the handshake because the certificates were turned down, the verdict says more than
        // its exception does. Where it completes the handshake first, the verdict still comes before any octet.
        if (judge(loss is null) is { } refusal)
        {
            connection.Remark(refusal.Text);
            return new SmtpStep.GiveUp(refusal);
        }

        return loss is null ? session.OnTlsEstablished() : session.OnLoss(loss);

        async ValueTask<Stream> AuthenticateAsync(Stream bare, CancellationToken patience)
        {
            SslStream tls = new(bare);
            try
            {
                await tls.AuthenticateAsClientAsync(options, patience).ConfigureAwait(false);
            }
            catch
            {
                // Takes the bare stream along: nothing can be said over it any more.
                await tls.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            Channel = new TlsChannel(NameOf(tls.SslProtocol), tls.NegotiatedCipherSuite.ToString());
            connection.Remark($"TLS: {Channel.Version} with {Channel.CipherSuite}");
            return tls;
        }
    }

    private static string NameOf(SslProtocols protocol) => protocol switch
    {
#pragma warning disable CA5398 // names what was agreed on; nothing is chosen here
        SslProtocols.Tls12 => "TLSv1.2",
        SslProtocols.Tls13 => "TLSv1.3",
#pragma warning restore CA5398
        _ => protocol.ToString(),
    };
}
