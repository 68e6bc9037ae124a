namespace DaneCore.Dane;

/// <summary>What a TLSA record vouches for (RFC 6698 section 2.1.1, names of RFC 7218). Other values are unusable.</summary>
public enum CertificateUsage : byte
{
    /// <summary>An issuer that the PKIX path must pass through.</summary>
    PkixTa = 0,

    /// <summary>The server's certificate, which must pass PKIX too.</summary>
    PkixEe = 1,

    /// <summary>An issuer that is itself the trust anchor.</summary>
    DaneTa = 2,

    /// <summary>The server's certificate or key, and nothing else counts.</summary>
    DaneEe = 3,
}
