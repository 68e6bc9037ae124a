using System.Net;
using DaneCore.Dane;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Delivery;

/// <summary>
/// A connection over which mail may be sent: it stands as its policy wants it. Carries one message after another, and is left
/// in good order. What to send is not its business.
/// </summary>
internal sealed class MailChannel(
    SmtpSession session, SmtpConnection connection, StartTlsUpgrade upgrade, DaneHandshake handshake, ChannelKey key) : IAsyncDisposable
{
    private int _shownLines;

    public SmtpSession Session { get; } = session;

    public SmtpConnection Connection { get; } = connection;

    /// <summary>What other mail it may carry.</summary>
    public ChannelKey Key { get; } = key;

    public IPAddress Address => Key.EndPoint.Address;

    /// <summary>When it was put aside, in the ticks of the clock.</summary>
    public long RestsSince { get; set; }

    public DeliverySecurity Security =>
        !Session.IsEncrypted ? DeliverySecurity.Cleartext
        : handshake.Outcome.Status == DaneStatus.Matched ? DeliverySecurity.Authenticated
        : DeliverySecurity.Encrypted;

    /// <summary>Why the channel is what it is; safe to show.</summary>
    public string Reason => Security switch
    {
        DeliverySecurity.Authenticated => handshake.Outcome.Reason.ToString(),
        DeliverySecurity.Encrypted => "TLS stands; nothing says whether the server is the right one",
        _ => $"{Session.ClearBecause}; in clear",
    };

    /// <summary>This much of an attempt is known of the channel; the transcript is what was said since this was asked last.</summary>
    public DeliveryAttempt Describe(DeliveryAttempt attempt)
    {
        IReadOnlyList<string> lines = Connection.Transcript;
        IReadOnlyList<string> said = [.. lines.Skip(_shownLines)];
        _shownLines = lines.Count;
        return attempt with
        {
            Address = Address,
            Security = Security,
            TlsVersion = upgrade.Channel?.Version,
            TlsCipher = upgrade.Channel?.CipherSuite,
            Chain = handshake.Chain,
            Outcome = Security == DeliverySecurity.Authenticated ? handshake.Outcome : null,
            Transcript = said,
        };
    }

    /// <summary>Makes sure that the server would still be accepted, is still there, and that nothing is left of the message before; false when not.</summary>
    public async ValueTask<bool> ResetAsync(CancellationToken stop)
    {
        // RFC 5280 section 6.1.3 (a)(2): under usage 2 certificates have dates, and those go on while the connection rests.
        if (Session.IsEncrypted && !handshake.HoldsNow())
        {
            return false;
        }

        // A server that has something to say unasked, or has closed, says nothing good.
        if (Connection.HearsSomething() || await Connection.SendAsync(SmtpCommand.Reset, SmtpPhase.Reset, stop).ConfigureAwait(false) is not null)
        {
            return false;
        }

        SmtpReceipt receipt = await Connection.ReceiveAsync(SmtpPhase.Reset, stop).ConfigureAwait(false);
        return receipt is { Reply.IsPositive: true };
    }

    /// <summary>
    /// Takes leave (RFC 5321 section 4.1.1.10) and closes. Nothing depends on how the server takes it, nor on whether there is
    /// time for it: stopped, it closes at once.
    /// </summary>
    public async ValueTask LeaveAsync(CancellationToken stop)
    {
        try
        {
            if (!stop.IsCancellationRequested)
            {
                await SmtpOpening.LeaveAsync(Session, Connection, upgrade, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The caller stops for a reason of its own, and is told by what it waits for.
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Closes without a word.</summary>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
