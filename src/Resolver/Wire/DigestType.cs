namespace DaneCore.Resolver.Wire;

/// <summary>Digests of a DS record (RFC 4034 appendix A.2 and its registry).</summary>
public enum DigestType : byte
{
    /// <summary>Reserved; in a CDS it asks for removal (RFC 8078 section 4).</summary>
    None = 0,

    /// <summary>SHA-1 (RFC 4034 section 5.1.4).</summary>
    Sha1 = 1,

    /// <summary>SHA-256 (RFC 4509).</summary>
    Sha256 = 2,

    /// <summary>GOST R 34.11-94 (RFC 5933).</summary>
    Gost = 3,

    /// <summary>SHA-384 (RFC 6605).</summary>
    Sha384 = 4,
}
