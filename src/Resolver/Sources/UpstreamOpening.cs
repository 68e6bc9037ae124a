using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>Makes the source that asks servers, with the transports they need.</summary>
internal sealed record UpstreamOpening(X509Certificate2Collection? Roots, TimeSpan TryTimeout, TimeProvider Clock, Func<ushort> Draw)
{
    // A handshake takes two round trips more than a datagram before anything can be asked.
    private const int HandshakeFactor = 2;

    /// <summary>How often each server is asked; null for as often as there are questions.</summary>
    public ServerPace? Pace { get; init; }

    [SuppressMessage("Reliability", "CA2000", Justification = "The source owns the transports and disposes of them.")]
    public ForwardingSource Open(IReadOnlyList<UpstreamServer> servers)
    {
        IMessageTransport tcp = Paced(new TcpTransport(TryTimeout, Clock, Draw));
        FallbackTransport plain = new(Paced(new UdpTransport(TryTimeout, Clock, Draw)), tcp);
        FallbackTransport once = new(Paced(new UdpTransport(TryTimeout, Clock, Draw, once: true)), tcp);
        List<IAsyncDisposable> owned = [plain];
        List<Upstream> upstreams = [];
        foreach (UpstreamServer server in servers)
        {
            UpstreamWays ways;
            switch (server)
            {
                case UpstreamServer.Plain { EndPoint: { } endPoint }:
                    ways = new UpstreamWays((query, stop) => plain.AskAsync(query, endPoint, stop), (query, stop) => tcp.AskAsync(query, endPoint, stop))
                    {
                        Once = (query, stop) => once.AskAsync(query, endPoint, stop),
                    };
                    break;
                case UpstreamServer.OverTls { EndPoint: { } endPoint } secured:
                    TlsPeer peer = PeerOf(secured.Identity, endPoint.Address.ToString());
                    IMessageTransport tls = Paced(new TcpTransport(new TlsOpening(peer), TryTimeout * HandshakeFactor, Clock, Draw));
                    owned.Add(tls);
                    ways = new UpstreamWays((query, stop) => tls.AskAsync(query, endPoint, stop), null);
                    break;
                case UpstreamServer.OverHttps { Address: { } address } secured:
                    HttpsTransport https = new(
                        address, PeerOf(secured.Identity, address.IdnHost), TryTimeout * HandshakeFactor, Clock);
                    owned.Add(https);
                    ways = new UpstreamWays((query, stop) => AskAsync(https, server.Name, query, stop), null);
                    break;
                default:
                    throw new UnreachableException("No further kind of server.");
            }

            upstreams.Add(new Upstream(server.Name, ways, Clock));
        }

        return new ForwardingSource(upstreams, owned);
    }

    private IMessageTransport Paced(IMessageTransport transport) => PacedTransport.Of(transport, Pace);

    private async ValueTask<TransportReply> AskAsync(HttpsTransport https, string server, Message query, CancellationToken stop)
    {
        if (Pace is { } pace)
        {
            await pace.WaitAsync(server, stop).ConfigureAwait(false);
        }

        return await https.AskAsync(query, stop).ConfigureAwait(false);
    }

    private TlsPeer PeerOf(ServerIdentity identity, string host) => new(
        identity.Name is { } name ? ServerIdentity.NameText(name) : host,
        identity.Pins,
        NeedsPath: identity.Name is not null || identity.Pins.Count == 0,
        Roots);
}
