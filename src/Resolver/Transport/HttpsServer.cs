using System.Net;

namespace DaneCore.Resolver.Transport;

/// <summary>Which HTTPS server is asked, and how it is reached.</summary>
/// <param name="Address">The URL, under the name that the server is known by.</param>
/// <param name="Host">What is connected to: an address, or a name.</param>
/// <param name="Port">At that host.</param>
/// <param name="Peer">Whom to reach there.</param>
/// <param name="Clock">Measures how long an address is given before the next is tried too.</param>
internal sealed record HttpsServer(Uri Address, string Host, int Port, TlsPeer Peer, TimeProvider Clock)
{
    /// <summary>Opens the connections.</summary>
    public IStreamOpening Opening { get; init; } = TcpOpening.Instance;

    /// <summary>
    /// By this system, which is not trusted: a wrong address leads to a server whose certificate does not bear the name.
    /// </summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> FindAddresses { get; init; } = Dns.GetHostAddressesAsync;
}
