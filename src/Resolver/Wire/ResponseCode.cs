namespace DaneCore.Resolver.Wire;

/// <summary>Response codes, with the upper bits that EDNS adds (RFC 6895 section 2.3). Nothing signs them.</summary>
public enum ResponseCode : ushort
{
    /// <summary>No error.</summary>
    NoError = 0,

    /// <summary>The server could not read the query.</summary>
    FormErr = 1,

    /// <summary>The server failed.</summary>
    ServFail = 2,

    /// <summary>The name does not exist.</summary>
    NXDomain = 3,

    /// <summary>The server does not do this.</summary>
    NotImp = 4,

    /// <summary>The server does not want to.</summary>
    Refused = 5,

    /// <summary>A name that should not exist does; also a DNAME substitution that grew too long (RFC 6672 section 2.2).</summary>
    YXDomain = 6,

    /// <summary>A record set that should not exist does (RFC 2136).</summary>
    YXRRSet = 7,

    /// <summary>A record set that should exist does not (RFC 2136).</summary>
    NXRRSet = 8,

    /// <summary>Not authoritative, or not authorised.</summary>
    NotAuth = 9,

    /// <summary>The name is not in the zone.</summary>
    NotZone = 10,

    /// <summary>Unsupported EDNS version (RFC 6891 section 6.1.3).</summary>
    BadVers = 16,

    /// <summary>Bad or missing cookie (RFC 7873).</summary>
    BadCookie = 23,
}
