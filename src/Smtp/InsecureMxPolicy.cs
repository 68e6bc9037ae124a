namespace DaneCore.Smtp;

/// <summary>
/// What the TLSA records of hosts count for when nothing vouches for the MX records that led there (RFC 7672 section 2.2.1
/// leaves it open). Whatever is chosen, such mail is never reported as secure.
/// </summary>
public enum InsecureMxPolicy
{
    /// <summary>As if the MX records were secure, with the host as the only acceptable name; Postfix's default.</summary>
    Dane = 0,

    /// <summary>They ask for TLS, and nobody is authenticated.</summary>
    Encrypt,

    /// <summary>Nothing.</summary>
    May,
}
