using System.Net;
using DaneCore.Dane;
using DaneCore.Resolver.Wire;

namespace DaneCore.Smtp;

/// <summary>The end of a server's own certificate.</summary>
/// <param name="Host">The mail host.</param>
/// <param name="Address">Where it was shown.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="NotAfter">Its last instant.</param>
/// <param name="IsJudged">False where senders by RFC 7672 do not look at it: the server was authenticated by usage 3 (RFC 7671 section 5.1).</param>
public sealed record CertificateEnd(DomainName Host, IPAddress Address, PeerCertificate Certificate, DateTimeOffset NotAfter, bool IsJudged)
{
    /// <summary>How long the certificate is valid in all; null when that cannot be read.</summary>
    public TimeSpan? Lifetime => NotAfter - Certificate.NotBefore;
}
