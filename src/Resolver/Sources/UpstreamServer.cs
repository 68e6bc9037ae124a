using System.Net;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// A server to ask, and by which transport. None is trusted with what DNS says; those of <see cref="OverTls"/> and
/// <see cref="OverHttps"/> are authenticated, so that nobody on the way reads or changes it.
/// </summary>
public abstract record UpstreamServer
{
    private UpstreamServer()
    {
    }

    /// <summary>What it is called in reports, and what the command line takes for it.</summary>
    public abstract string Name { get; }

    /// <summary>Over UDP and TCP, readable by everybody.</summary>
    public static implicit operator UpstreamServer(IPEndPoint endPoint) => FromIPEndPoint(endPoint);

    /// <summary>Over UDP and TCP, readable by everybody.</summary>
    public static UpstreamServer FromIPEndPoint(IPEndPoint endPoint) => new Plain(endPoint);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    /// <summary>Over UDP and TCP, readable by everybody.</summary>
    public sealed record Plain(IPEndPoint EndPoint) : UpstreamServer
    {
        /// <inheritdoc/>
        public override string Name => EndPoint.ToString();
    }

    /// <summary>DNS over TLS (RFC 7858), in the strict profile (RFC 8310 section 5).</summary>
    public sealed record OverTls(IPEndPoint EndPoint, ServerIdentity Identity) : UpstreamServer
    {
        /// <summary>RFC 7858 section 3.1.</summary>
        public const int DefaultPort = 853;

        /// <inheritdoc/>
        public override string Name => $"tls://{EndPoint}{Identity.ToFragment()}";
    }

    /// <summary>DNS over HTTPS (RFC 8484).</summary>
    /// <param name="Address">Host, port and path; without query and fragment.</param>
    /// <param name="Identity">Whom to reach there, where that is not the host of the address.</param>
    public sealed record OverHttps(Uri Address, ServerIdentity Identity) : UpstreamServer
    {
        /// <summary>Host, port and path; without query and fragment. Anything but <c>https</c> is refused: it would be asked in clear.</summary>
        public Uri Address { get; init => field = OverTlsOnly(value); } = OverTlsOnly(Address);

        /// <inheritdoc/>
        public override string Name => $"{Address.AbsoluteUri}{Identity.ToFragment()}";

        // RFC 8484 is about https; any other scheme would carry the queries in clear, or not at all.
        private static Uri OverTlsOnly(Uri address)
        {
            ArgumentNullException.ThrowIfNull(address);
            return address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttps
                ? address
                : throw new ArgumentException($"'{address}' is no https URL", nameof(address));
        }
    }
}
