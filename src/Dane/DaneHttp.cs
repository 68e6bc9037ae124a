using System.Net.Security;
using DaneCore.Resolver;

namespace DaneCore.Dane;

/// <summary>
/// HTTPS whose servers TLSA records vouch for (RFC 6698, RFC 7671). Addresses and records of a host come from one validated lookup, and
/// the certificate is judged inside the handshake. Whatever cannot be found out or does not hold is an <see cref="HttpRequestException"/>
/// that says why; nothing falls back.
/// </summary>
public static class DaneHttp
{
    // A connection in the pool was judged by records of another time; it does not outlive what most publishers let theirs live.
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A handler for <see cref="HttpClient"/>. It asks no proxy, which would look names up by itself, and refuses addresses without TLS. What else it
    /// has may be set before it is used, except for how it connects and how it does TLS by itself, as over QUIC or behind a proxy: that never succeeds.
    /// </summary>
    public static SocketsHttpHandler CreateHandler(ISecureResolver resolver, DaneHttpOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        DaneHttpConnection connection = new(resolver, options ?? new DaneHttpOptions());
        return new SocketsHttpHandler
        {
            UseProxy = false,
            PooledConnectionLifetime = LongestConnection,
            ConnectCallback = connection.OpenAsync,

            // Where the handler shakes hands by itself nothing was judged by TLSA records: over QUIC, which takes no callback to connect,
            // and with the server behind a proxy. Such a handshake never succeeds.
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => false },
        };
    }
}
