using System.Net;
using System.Net.Sockets;

namespace DaneCore.Lab.Mail;

/// <summary>A laboratory server behind a TCP port of this host, for clients that are not in this process.</summary>
public sealed class LoopbackMailServer : IAsyncDisposable
{
    private readonly LabMailServer _server;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <summary>Listens on 127.0.0.1, on a port that the system chooses unless one is given.</summary>
    public LoopbackMailServer(LabMailServer server, int port = 0)
        : this(server, new IPEndPoint(IPAddress.Loopback, port))
    {
    }

    /// <summary>Listens on an address of this host.</summary>
    public LoopbackMailServer(LabMailServer server, IPEndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        _server = server;
        _listener = new TcpListener(endPoint);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Stops listening, ends every connection, and waits until none is served any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
                serving.Add(ServeAsync(client));
            }
        }
        finally
        {
            await Task.WhenAll(serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            await _server.ServeAsync(client.GetStream(), _stop.Token).ConfigureAwait(false);
        }
    }
}
