namespace DaneCore.Dane;

/// <summary>Why TLS failed, in the words of TLS reports (RFC 8460 section 4.3).</summary>
public enum ResultType
{
    /// <summary>Nothing failed.</summary>
    None = 0,

    /// <summary>The server does not offer STARTTLS.</summary>
    StarttlsNotSupported,

    /// <summary>The certificate bears none of the acceptable names.</summary>
    CertificateHostMismatch,

    /// <summary>A certificate has expired.</summary>
    CertificateExpired,

    /// <summary>No path leads from the certificate to an anchor: chain, constraints, purpose, signature.</summary>
    CertificateNotTrusted,

    /// <summary>Any other failure of negotiation.</summary>
    ValidationFailure,

    /// <summary>No TLSA record is valid for the certificate.</summary>
    TlsaInvalid,

    /// <summary>The TLSA lookup brought no valid answer.</summary>
    DnssecInvalid,

    /// <summary>DANE is demanded here, and the host has no validated records.</summary>
    DaneRequired,
}
