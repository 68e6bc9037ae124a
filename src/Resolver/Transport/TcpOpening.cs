using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace DaneCore.Resolver.Transport;

/// <summary>A plain TCP connection.</summary>
internal sealed class TcpOpening : IStreamOpening
{
    public static readonly TcpOpening Instance = new();

    public string Name => "TCP";

    public bool IsEncrypted => false;

    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns the socket and goes to the caller.")]
    public async ValueTask<OpenedStream> OpenAsync(IPEndPoint server, CancellationToken stop)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server, stop).ConfigureAwait(false);
            NetworkStream stream = new(socket, ownsSocket: true);
            socket = null;
            return new OpenedStream(stream, null);
        }
        catch (SocketException fault)
        {
            return new OpenedStream(null, SocketFaults.ToReply(fault, Name));
        }
        finally
        {
            socket?.Dispose();
        }
    }
}
