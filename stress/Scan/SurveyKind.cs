namespace DaneCore.Stress.Scan;

/// <summary>What stands behind a line of the list. Which row must come of it follows from the kind alone.</summary>
internal enum SurveyKind
{
    /// <summary>A signed zone whose host has a usable TLSA record.</summary>
    Published,

    /// <summary>A signed zone whose mail goes to a host that many share, with a usable TLSA record.</summary>
    Hosted,

    /// <summary>A signed zone whose host has no TLSA record.</summary>
    WithoutTlsa,

    /// <summary>A zone that is delegated without DS.</summary>
    Unsigned,

    /// <summary>A signed zone without MX records: the domain is its own host.</summary>
    WithoutMx,

    /// <summary>A null MX.</summary>
    NullMx,

    /// <summary>A name that is not delegated.</summary>
    Missing,

    /// <summary>TLSA records of a usage that nobody knows.</summary>
    Unusable,

    /// <summary>An MX record that names a host which does not exist.</summary>
    HostMissing,

    /// <summary>The signature over the MX records is damaged.</summary>
    Damaged,

    /// <summary>The signature over the MX records has ended.</summary>
    Expired,

    /// <summary>The DS record is that of another key.</summary>
    WrongDelegation,

    /// <summary>The signature over the TLSA records is damaged.</summary>
    TlsaDamaged,

    /// <summary>The servers answer SERVFAIL to every question for MX records.</summary>
    Failing,

    /// <summary>They do so for some seconds, and then answer.</summary>
    FailingAtFirst,

    /// <summary>The servers are silent about MX records.</summary>
    Silent,

    /// <summary>The first datagram of every question is lost.</summary>
    Lossy,

    /// <summary>The line names no domain.</summary>
    NoDomain,
}
