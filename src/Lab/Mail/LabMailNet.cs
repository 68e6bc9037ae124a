using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DaneCore.Lab.Mail;

/// <summary>
/// Servers by address, reached without a socket: give <see cref="ConnectAsync"/> to whatever wants to connect. An address
/// without a server refuses. Fails as TCP does, with <see cref="SocketException"/>.
/// </summary>
public sealed class LabMailNet : IAsyncDisposable
{
    private readonly Dictionary<IPAddress, LabMailServer> _servers = [];
    private readonly ConcurrentBag<Task> _running = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Puts a server at an address, in place of one that stood there.</summary>
    public LabMailServer Add(IPAddress address, LabMailServer server) => _servers[address] = server;

    /// <summary>Puts a server of this behaviour at an address.</summary>
    public LabMailServer Add(IPAddress address, LabMailBehaviour behaviour) => Add(address, new LabMailServer(behaviour));

    /// <summary>The server at an address; null when there is none.</summary>
    public LabMailServer? At(IPAddress address) => _servers.GetValueOrDefault(address);

    /// <summary>Connects to the server at the address, whatever the port.</summary>
    public async ValueTask<Stream> ConnectAsync(IPEndPoint endPoint, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        if (!_servers.TryGetValue(endPoint.Address, out LabMailServer? server)
            || server.Behaviour.Fault == LabMailFault.RefusesConnection)
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        if (server.Behaviour.Fault == LabMailFault.NoRoute)
        {
            throw new SocketException((int)SocketError.HostUnreachable);
        }

        if (server.Behaviour.Fault == LabMailFault.SwallowsConnection)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(false);
        }

        (Stream client, Stream far) = InMemoryDuplex.Create();
        _running.Add(Task.Run(() => server.ServeAsync(far, _stop.Token), CancellationToken.None));
        return client;
    }

    /// <summary>Ends every connection and waits until none is served any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _stop.Dispose();
    }
}
