using System.Net;
using System.Net.Sockets;
using DaneCore.Dane;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Session;

/// <summary>Opens connections. Where one cannot be had, the reason is a value.</summary>
internal static class SmtpDoor
{
    /// <summary>A connection, or why there is none: exactly one of the two.</summary>
    public static async ValueTask<(SmtpConnection? Connection, SmtpRefusal? Why)> ConnectAsync(
        IPEndPoint endPoint, SmtpOptions options, CancellationToken stop)
    {
        TimeSpan patience = options.Budget?.Within(options.Timeouts.Connect) ?? options.Timeouts.Connect;
        using PatienceTimer timer = new(patience, options.Clock, stop);
        try
        {
            Stream stream = await options.Connect(endPoint, timer.Token).ConfigureAwait(false);
            IPAddress here = ((stream as NetworkStream)?.Socket.LocalEndPoint as IPEndPoint)?.Address ?? IPAddress.Loopback;
            return (new SmtpConnection(stream, options.Timeouts, options.Clock) { LocalAddress = here, Budget = options.Budget }, null);
        }
        catch (SocketException exception)
        {
            bool isHere = exception.SocketErrorCode is SocketError.NetworkUnreachable or SocketError.AddressFamilyNotSupported
                or SocketError.AddressNotAvailable or SocketError.AccessDenied;
            return (null, NoConnection(TextOf(exception.SocketErrorCode, endPoint.AddressFamily)) with
            {
                Kind = isHere ? SmtpRefusalKind.NoWayOut : SmtpRefusalKind.Lost,
            });
        }
        catch (Exception exception) when (timer.Explain(exception, SmtpPhase.None) is { } loss)
        {
            return (null, NoConnection(loss.Kind == SmtpLossKind.TimedOut
                ? $"no connection within {patience.TotalSeconds:0} seconds: something on the way drops the packets"
                : loss.Text));
        }
    }

    private static SmtpRefusal NoConnection(string text) =>
        new(SmtpRefusalKind.Lost, StatusCodes.CannotConnect, ResultType.None, text);

    private static string TextOf(SocketError error, AddressFamily family) => error switch
    {
        SocketError.ConnectionRefused => "the host refuses the connection: nothing listens there",
        SocketError.HostUnreachable => "there is no way to the host",
        SocketError.NetworkUnreachable or SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable =>
            family == AddressFamily.InterNetworkV6
                ? "this computer has no way out by IPv6"
                : "this computer has no way to that network",
        SocketError.TimedOut => "the connection timed out: something on the way drops the packets",
        SocketError.AccessDenied => "this computer may not connect to that port",
        _ => $"the connection failed: {error}",
    };
}
