using System.Globalization;
using DaneCore.Dane.Certificates;

namespace DaneCore.Dane.Rules;

/// <summary>
/// What RFC 5280 section 6.1 asks of the certificates of a path, at one instant: of the server's own, of each issuer, and of
/// all together. Signatures are <see cref="PathSearch"/>'s business, names the rules'. An anchor is held to the same as
/// any issuer but for what only OpenSSL's example decides; see docs/decisions/0006-path-search-for-usage-2.md.
/// </summary>
internal sealed class PathCheck(UsageProfile profile, DateTimeOffset now)
{
    /// <summary>Why the certificate may not stand for a TLS server.</summary>
    public PathFailure? WhyNotServer(PeerCertificate leaf)
    {
        if (leaf.Extensions is not { } extensions)
        {
            return NotAllowed(leaf, leaf.ExtensionsFault ?? "it cannot be read", "RFC 5280 section 4.2");
        }

        if (WhyNotNow(leaf) is { } dates)
        {
            return dates;
        }

        // RFC 5280 section 4.2.1.12: where purposes are listed, TLS server has to be among them.
        if (!extensions.AllowsServers)
        {
            return NotAllowed(leaf, "it is not for TLS servers", "RFC 5280 section 4.2.1.12");
        }

        // RFC 5280 section 4.2.1.3: one of the uses that a TLS key exchange makes of a server's key.
        if (!extensions.AllowsKeyUse(
            CertificateExtensions.DigitalSignatureBit, CertificateExtensions.KeyEnciphermentBit, CertificateExtensions.KeyAgreementBit))
        {
            return NotAllowed(leaf, "its key may neither sign nor agree on keys", "RFC 5280 section 4.2.1.3");
        }

        return WhyNotUnderstood(leaf, extensions)
            ?? (PublicKeyInfo.WhyUnfit(leaf.SubjectPublicKeyInfo, checksSignatures: false) is { } unfit
                ? NotAllowed(leaf, "it has " + unfit, "RFC 6698 section 4.1")
                : null);
    }

    /// <summary>Why the certificate may not have issued another. What an old root need not say, an anchor need not say.</summary>
    public PathFailure? WhyNotIssuer(PeerCertificate issuer, IssuerRole role)
    {
        if (issuer.Extensions is not { } extensions)
        {
            return NotAllowed(issuer, issuer.ExtensionsFault ?? "it cannot be read", "RFC 5280 section 4.2");
        }

        // RFC 5280 section 6.1.4 (k): an authority says that it is one. Anchors are outside that rule (section 6.1.1 (d)): a root of
        // version 1 has nowhere to say it, and keyCertSign says it as well. Who says the contrary is none.
        bool isOldAnchor = role != IssuerRole.Link
            && extensions.IsAuthority is null
            && (extensions.HasKeyUsage || (issuer.Parts!.IsVersion1 && issuer.IsSelfIssued));
        if (extensions.IsAuthority is not true && !isOldAnchor)
        {
            return NotAllowed(issuer, "it is not marked as an authority", "RFC 5280 section 4.2.1.9");
        }

        // RFC 5280 section 6.1.4 (n).
        if (!extensions.AllowsKeyUse(CertificateExtensions.KeyCertSignBit))
        {
            return NotAllowed(issuer, "its key may not sign certificates", "RFC 5280 section 4.2.1.3");
        }

        // Open in RFC 5280; every common validator lets an issuer's purposes bound those of what it issues.
        if (!extensions.AllowsServers)
        {
            return NotAllowed(issuer, "it may not issue for TLS servers", "RFC 5280 section 4.2.1.12");
        }

        // RFC 5280 section 6.1.1 (d): an anchor has no dates. OpenSSL, and so most mail servers, asks them of one that issued itself all the
        // same, and of no other.
        return WhyNotUnderstood(issuer, extensions) ?? (role == IssuerRole.Published && !issuer.IsSelfIssued ? null : WhyNotNow(issuer));
    }

    /// <summary>Why certificates that are each in order may not stand in this path; the first is the server's own.</summary>
    public PathFailure? WhyNotTogether(IReadOnlyList<PeerCertificate> path)
    {
        int between = 0;
        for (int i = 1; i < path.Count; i++)
        {
            CertificateExtensions issuer = path[i].Extensions!;

            // RFC 5280 section 6.1.4 (l) and (m): authorities below this one, self-issued ones not counted.
            if (issuer.PathLength < between)
            {
                return new PathFailure(PathFailureRank.Constraint, new(
                    string.Create(CultureInfo.InvariantCulture, $"{path[i].Title} allows {issuer.PathLength} authorities below it, and there are {between}"),
                    "RFC 5280 section 4.2.1.9"));
            }

            for (int below = 0; issuer.Constraints is { } constraints && below < i; below++)
            {
                if (WhyOutside(constraints, path[below]) is { } name)
                {
                    return new PathFailure(PathFailureRank.Constraint, new(
                        $"{name} of {path[below].Title} lies outside the name constraints of {path[i].Title}", "RFC 5280 section 4.2.1.10"));
                }
            }

            between += path[i].IsSelfIssued ? 0 : 1;
        }

        return null;
    }

    /// <summary>Why the certificate is not valid at the instant; both ends are included (RFC 5280 section 4.1.2.5).</summary>
    public PathFailure? WhyNotNow(PeerCertificate certificate)
    {
        if (certificate.NotBefore is not { } from || certificate.NotAfter is not { } to)
        {
            return NotAllowed(certificate, "its dates cannot be read", "RFC 5280 section 4.1.2.5");
        }

        return now > to ? new(PathFailureRank.Expired, new($"{certificate.Title} expired on {Day(to)}", "RFC 5280 section 4.1.2.5"))
            : now < from ? new(PathFailureRank.NotYetValid, new($"{certificate.Title} is not valid before {Day(from)}", "RFC 5280 section 4.1.2.5"))
            : null;
    }

    // RFC 5280 section 6.1.3 (b): a self-issued certificate is exempt unless it is the server's own.
    private string? WhyOutside(NameConstraintSet constraints, PeerCertificate certificate)
    {
        if (certificate.IsSelfIssued && certificate.Position != 0)
        {
            return null;
        }

        IReadOnlyList<byte[]> hosts = certificate.Position == 0
            ? NameMatch.Presented(certificate, profile)
            : certificate.Names?.DnsNames ?? [];
        return certificate.SubjectName is { } subject ? constraints.FindOffence(subject, certificate.Names, hosts) : "the unreadable name";
    }

    // RFC 5280 section 4.2: what is critical and not understood makes the certificate unusable.
    private static PathFailure? WhyNotUnderstood(PeerCertificate certificate, CertificateExtensions extensions) =>
        extensions.UnknownCritical.Count == 0
            ? null
            : NotAllowed(certificate, $"its critical extension {extensions.UnknownCritical[0]} is not known", "RFC 5280 section 4.2");

    private static PathFailure NotAllowed(PeerCertificate certificate, string why, string rfc) =>
        new(PathFailureRank.NotAllowed, new($"{certificate.Title}: {why}", rfc));

    private static string Day(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
