using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using DaneCore.Resolver.Transport;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Session;

/// <summary>
/// One wait on the network: ends when the time is up or the caller stops it, and afterwards tells the two apart. The one
/// place where exceptions of sockets and of TLS become values.
/// </summary>
internal sealed class PatienceTimer : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenSource _timeUp;
    private readonly CancellationTokenSource _either;

    public PatienceTimer(TimeSpan limit, TimeProvider clock, CancellationToken stop)
    {
        _limit = limit;
        _stop = stop;
        _timeUp = new CancellationTokenSource(limit, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timeUp.Token, stop);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>What the exception means for the connection; null when it is none of ours: the caller's cancellation, or a defect.</summary>
    public SmtpLoss? Explain(Exception exception, SmtpPhase phase) => exception switch
    {
        OperationCanceledException when _stop.IsCancellationRequested => null,
        OperationCanceledException when _timeUp.IsCancellationRequested => SmtpLoss.TimedOut(phase, _limit),
        SocketException socket => SmtpLoss.Broken(socket),

        // SslStream says with AuthenticationException what TLS objects to, and with CryptographicException what the
        // platform objects to in a certificate (seen: a key that spells its curve out).
        AuthenticationException or CryptographicException => new SmtpLoss(SmtpLossKind.Garbled, TextOf(exception)),
        IOException when phase == SmtpPhase.Handshake => new SmtpLoss(SmtpLossKind.Closed, TextOf(exception)),
        IOException => SmtpLoss.Broken(exception),
        _ => null,
    };

    public void Dispose()
    {
        _either.Dispose();
        _timeUp.Dispose();
    }

    // The innermost message says most; texts of the platform may quote what the peer sent.
    private static string TextOf(Exception exception)
    {
        if (TlsAlert.Explain(exception) is { } alert)
        {
            return alert;
        }

        Exception inner = exception;
        while (inner.InnerException is { } deeper)
        {
            inner = deeper;
        }

        return SmtpText.Escape(System.Text.Encoding.UTF8.GetBytes(inner.Message.TrimEnd('.')));
    }
}
