namespace DaneCore.Dane;

/// <summary>The names of result types, and the enhanced status code each is bounced with.</summary>
public static class ResultTypes
{
    /// <summary>The name RFC 8460 section 4.3 gives; null for none.</summary>
    public static string? ToText(ResultType type) => type switch
    {
        ResultType.StarttlsNotSupported => "starttls-not-supported",
        ResultType.CertificateHostMismatch => "certificate-host-mismatch",
        ResultType.CertificateExpired => "certificate-expired",
        ResultType.CertificateNotTrusted => "certificate-not-trusted",
        ResultType.ValidationFailure => "validation-failure",
        ResultType.TlsaInvalid => "tlsa-invalid",
        ResultType.DnssecInvalid => "dnssec-invalid",
        ResultType.DaneRequired => "dane-required",
        _ => null,
    };

    /// <summary>
    /// Subject and detail of the enhanced status code, to be put after 4. or 5. The numbers above 320 are Microsoft's,
    /// taken over because people look them up; RFC 3463 section 3.8 has 7.5 for the rest.
    /// </summary>
    public static string? ToCodeSuffix(ResultType type) => type switch
    {
        ResultType.None => null,
        ResultType.StarttlsNotSupported => "7.321",
        ResultType.CertificateExpired => "7.322",
        ResultType.TlsaInvalid or ResultType.CertificateNotTrusted or ResultType.ValidationFailure => "7.323",
        ResultType.DnssecInvalid => "7.324",
        ResultType.CertificateHostMismatch => "7.325",
        _ => "7.5",
    };
}
