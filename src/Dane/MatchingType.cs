namespace DaneCore.Dane;

/// <summary>How the octets are compared (RFC 6698 section 2.1.3, names of RFC 7218).</summary>
public enum MatchingType : byte
{
    /// <summary>As they are; large records, not recommended (RFC 7671 section 10.1.2).</summary>
    Full = 0,

    /// <summary>By SHA-256; every client knows it.</summary>
    Sha256 = 1,

    /// <summary>By SHA-512.</summary>
    Sha512 = 2,
}
