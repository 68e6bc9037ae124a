namespace DaneCore.Resolver.Wire;

/// <summary>Algorithms of keys and signatures (RFC 4034 appendix A.1 and its registry). A value without a name is carried, never verified.</summary>
public enum DnssecAlgorithm : byte
{
    /// <summary>Reserved; in a CDS or CDNSKEY it asks for removal (RFC 8078 section 4).</summary>
    None = 0,

    /// <summary>RSA/MD5; must not be used (RFC 6725).</summary>
    RsaMd5 = 1,

    /// <summary>Diffie-Hellman; signs nothing (RFC 2539).</summary>
    Dh = 2,

    /// <summary>DSA/SHA-1 (RFC 2536).</summary>
    Dsa = 3,

    /// <summary>RSA/SHA-1 (RFC 3110).</summary>
    RsaSha1 = 5,

    /// <summary>DSA/SHA-1 in zones with NSEC3 (RFC 5155 section 2).</summary>
    DsaNsec3Sha1 = 6,

    /// <summary>RSA/SHA-1 in zones with NSEC3 (RFC 5155 section 2).</summary>
    RsaSha1Nsec3Sha1 = 7,

    /// <summary>RSA/SHA-256 (RFC 5702).</summary>
    RsaSha256 = 8,

    /// <summary>RSA/SHA-512 (RFC 5702).</summary>
    RsaSha512 = 10,

    /// <summary>GOST R 34.10-2001 (RFC 5933).</summary>
    EccGost = 12,

    /// <summary>ECDSA over P-256 with SHA-256 (RFC 6605).</summary>
    EcdsaP256Sha256 = 13,

    /// <summary>ECDSA over P-384 with SHA-384 (RFC 6605).</summary>
    EcdsaP384Sha384 = 14,

    /// <summary>Ed25519 (RFC 8080).</summary>
    Ed25519 = 15,

    /// <summary>Ed448 (RFC 8080).</summary>
    Ed448 = 16,

    /// <summary>Reserved for keys kept elsewhere (RFC 4034 appendix A.1).</summary>
    Indirect = 252,

    /// <summary>Private, told apart by a domain name (RFC 4034 appendix A.1.1).</summary>
    PrivateDns = 253,

    /// <summary>Private, told apart by an object identifier (RFC 4034 appendix A.1.1).</summary>
    PrivateOid = 254,
}
