namespace DaneCore.Smtp;

/// <summary>What would happen to mail for a domain now. The default is the one that claims nothing.</summary>
public enum CheckVerdict
{
    /// <summary>It could not be found out; mail waits.</summary>
    Undeterminable = 0,

    /// <summary>It goes to a server that TLSA records authenticate, found by signed MX records.</summary>
    DaneOk,

    /// <summary>It does not go: TLSA records demand what the servers do not hold.</summary>
    DaneFailed,

    /// <summary>It does not go: DNS answers do not validate.</summary>
    DnssecBogus,

    /// <summary>It goes over TLS to a server that nobody vouches for, because no TLSA record can be used.</summary>
    EncryptOnly,

    /// <summary>It goes without DANE: over TLS or in clear, to whoever answers.</summary>
    NoDane,

    /// <summary>The domain says that it takes no mail.</summary>
    NullMx,

    /// <summary>No host can be reached, or none would talk.</summary>
    Unreachable,

    /// <summary>The domain does not exist.</summary>
    NoSuchDomain,

    /// <summary>It goes to whoever matches the TLSA records, by signed MX records; whether the servers do was not looked at (<see cref="DomainCheck.CheckDnsAsync"/>).</summary>
    DanePublished,
}
