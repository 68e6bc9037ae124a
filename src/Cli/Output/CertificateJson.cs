using DaneCore.Dane;

namespace DaneCore.Cli.Output;

/// <summary>One certificate as it was sent; dates are null where they cannot be read.</summary>
internal sealed record CertificateJson(string Subject, string Issuer, string? NotBefore, string? NotAfter, string SpkiSha256)
{
    public static CertificateJson From(PeerCertificate certificate) => new(
        certificate.Subject,
        certificate.Issuer,
        certificate.NotBefore is { } start ? TextReport.Instant(start) : null,
        certificate.NotAfter is { } end ? TextReport.Instant(end) : null,
        certificate.SubjectPublicKeySha256);
}
