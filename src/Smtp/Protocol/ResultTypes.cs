namespace DaneCore.Smtp.Protocol;

/// <summary>The result types of TLS reports that this project gives (RFC 8460 section 4.3).</summary>
internal static class ResultTypes
{
    public const string StartTlsNotSupported = "starttls-not-supported";
    public const string CertificateExpired = "certificate-expired";
    public const string CertificateHostMismatch = "certificate-host-mismatch";
    public const string CertificateNotTrusted = "certificate-not-trusted";
    public const string ValidationFailure = "validation-failure";
    public const string TlsaInvalid = "tlsa-invalid";
    public const string DnssecInvalid = "dnssec-invalid";
    public const string DaneRequired = "dane-required";
}
