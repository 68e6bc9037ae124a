using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace DaneCore.Resolver.Transport;

/// <summary>Whom a TLS connection must reach. Everything that is said must hold; something always is.</summary>
/// <param name="Host">The name, in A-labels and without a dot at the end, or the address in text, that the certificate bears.</param>
/// <param name="Pins">SHA-256 of public keys (SubjectPublicKeyInfo), one of which the server must hold; empty for none.</param>
/// <param name="NeedsPath">True when roots must vouch for the certificate and its name; false when a pin alone decides.</param>
/// <param name="Roots">Who vouches; null for the roots of this system.</param>
internal sealed record TlsPeer(string Host, IReadOnlyList<ReadOnlyMemory<byte>> Pins, bool NeedsPath, X509Certificate2Collection? Roots)
{
    /// <summary>What Server Name Indication carries; an address is never sent (RFC 6066 section 3).</summary>
    public bool HostIsAddress => IPAddress.TryParse(Host, out _);
}
