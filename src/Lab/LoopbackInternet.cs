using System.Net;
using System.Net.Sockets;

namespace DaneCore.Lab;

/// <summary>
/// The servers of a <see cref="LabInternet"/> behind sockets: each on its own address of 127.0.0.0/8, all under one port without privileges.
/// Needs a system that takes every such address for its own, as Linux does. Once disposed, no socket and no task is left.
/// </summary>
public sealed class LoopbackInternet : IAsyncDisposable
{
    private const int PortTries = 20;

    private readonly IReadOnlyList<LoopbackDnsServer> _servers;

    private LoopbackInternet(LabInternet internet, int port, IReadOnlyList<LoopbackDnsServer> servers)
    {
        Internet = internet;
        Port = port;
        _servers = servers;
    }

    /// <summary>Who answers, and what was asked.</summary>
    public LabInternet Internet { get; }

    /// <summary>The port of all servers.</summary>
    public int Port { get; }

    /// <summary>Starts a server for every loopback address of the internet; servers at other addresses are not reached.</summary>
    /// <param name="internet">The servers.</param>
    /// <param name="withoutTcp">Addresses where TCP connections are refused.</param>
    public static async ValueTask<LoopbackInternet> StartAsync(LabInternet internet, IReadOnlySet<IPAddress>? withoutTcp = null)
    {
        ArgumentNullException.ThrowIfNull(internet);
        for (int left = PortTries; ; left--)
        {
            List<LoopbackDnsServer> servers = [];
            try
            {
                // The system chooses a port for the first; the others take the same.
                foreach (IPAddress address in internet.Servers.Keys.Where(address => address.AddressFamily == AddressFamily.InterNetwork && IPAddress.IsLoopback(address)))
                {
                    servers.Add(LoopbackDnsServer.Start(
                        (query, stop) => internet.RespondAsync(address, query, stop),
                        new IPEndPoint(address, servers.Count == 0 ? 0 : servers[0].EndPoint.Port),
                        withTcp: withoutTcp?.Contains(address) != true));
                }

                return new LoopbackInternet(internet, servers.Count == 0 ? 0 : servers[0].EndPoint.Port, servers);
            }
            catch (SocketException) when (left > 0)
            {
                foreach (LoopbackDnsServer server in servers)
                {
                    await server.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (LoopbackDnsServer server in _servers)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }
}
