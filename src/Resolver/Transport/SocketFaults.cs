using System.Net.Sockets;

namespace DaneCore.Resolver.Transport;

/// <summary>From the platform's socket errors to ours.</summary>
internal static class SocketFaults
{
    public static TransportReply.Failed ToReply(SocketException fault, string transport) =>
        new(ToFault(fault.SocketErrorCode), $"{transport}: {ToText(fault.SocketErrorCode)}");

    public static TransportFault ToFault(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => TransportFault.Refused,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown
            or SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported => TransportFault.Unreachable,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.NotConnected
            or SocketError.Disconnecting => TransportFault.Closed,
        SocketError.TimedOut => TransportFault.TimedOut,
        _ => TransportFault.Local,
    };

    private static string ToText(SocketError error) => ToFault(error) switch
    {
        TransportFault.Refused => "the server's host refused",
        TransportFault.Unreachable => "there is no way to the server",
        TransportFault.Closed => "the connection ended in the middle",
        TransportFault.TimedOut => "no reply in time",
        _ => $"this system refused ({error})",
    };
}
