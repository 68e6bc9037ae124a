using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Resolver.Transport;

namespace DaneCore.Resolver.Sources;

/// <summary>Makes the source that asks servers, with the transports they need.</summary>
internal sealed record UpstreamOpening(X509Certificate2Collection? Roots, TimeSpan TryTimeout, TimeProvider Clock, Func<ushort> Draw)
{
    // A handshake takes two round trips more than a datagram before anything can be asked.
    private const int HandshakeFactor = 2;

    [SuppressMessage("Reliability", "CA2000", Justification = "The source owns the transports and disposes of them.")]
    public ForwardingSource Open(IReadOnlyList<UpstreamServer> servers)
    {
        TcpTransport tcp = new(TryTimeout, Clock, Draw);
        FallbackTransport plain = new(new UdpTransport(TryTimeout, Clock, Draw), tcp);
        FallbackTransport once = new(new UdpTransport(TryTimeout, Clock, Draw, once: true), tcp);
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
                    TcpTransport tls = new(new TlsOpening(peer), TryTimeout * HandshakeFactor, Clock, Draw);
                    owned.Add(tls);
                    ways = new UpstreamWays((query, stop) => tls.AskAsync(query, endPoint, stop), null);
                    break;
                case UpstreamServer.OverHttps { Address: { } address } secured:
                    HttpsTransport https = new(
                        address, PeerOf(secured.Identity, address.IdnHost), TryTimeout * HandshakeFactor, Clock);
                    owned.Add(https);
                    ways = new UpstreamWays(https.AskAsync, null);
                    break;
                default:
                    throw new UnreachableException("No further kind of server.");
            }

            upstreams.Add(new Upstream(server.Name, ways, Clock));
        }

        return new ForwardingSource(upstreams, owned);
    }

    private TlsPeer PeerOf(ServerIdentity identity, string host) => new(
        identity.Name is { } name ? ServerIdentity.NameText(name) : host,
        identity.Pins,
        NeedsPath: identity.Name is not null || identity.Pins.Count == 0,
        Roots);
}
