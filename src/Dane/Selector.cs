namespace DaneCore.Dane;

/// <summary>Which octets of a certificate are compared (RFC 6698 section 2.1.2, names of RFC 7218).</summary>
public enum Selector : byte
{
    /// <summary>The whole certificate.</summary>
    Cert = 0,

    /// <summary>Its SubjectPublicKeyInfo: survives renewal with the same key.</summary>
    Spki = 1,
}
