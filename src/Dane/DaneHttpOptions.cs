using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DaneCore.Dane;

/// <summary>How <see cref="DaneHttp"/> reaches and judges web servers.</summary>
public sealed record DaneHttpOptions
{
    /// <summary>
    /// True refuses hosts without usable TLSA records. False judges those by public authorities, as any client of HTTPS would; a lookup that failed
    /// is refused either way.
    /// </summary>
    public bool RequiresRecords { get; init; }

    /// <summary>The public authorities, for usages 0 and 1 and where no record counts; those of the system unless given.</summary>
    public TrustRoots? Roots { get; init; }

    /// <summary>Opens a connection; fails as TCP does, with <see cref="SocketException"/> or <see cref="IOException"/>.</summary>
    public Func<IPEndPoint, CancellationToken, ValueTask<Stream>> Connect { get; init; } = ConnectTcpAsync;

    /// <summary>Told of every handshake that was accepted, with what vouches for it.</summary>
    public Action<DnsEndPoint, DaneOutcome>? Accepted { get; init; }

    /// <summary>The clock of all dates in certificates.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where remarks go.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    private static async ValueTask<Stream> ConnectTcpAsync(IPEndPoint endPoint, CancellationToken stop)
    {
        Socket socket = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, stop).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
