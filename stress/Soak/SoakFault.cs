namespace DaneCore.Stress.Soak;

/// <summary>What befalls a query or its reply.</summary>
internal enum SoakFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The reply is lost.</summary>
    Lost,

    /// <summary>The reply is cut, over UDP.</summary>
    Cut,

    /// <summary>Octets that are no message come instead, over UDP.</summary>
    Garbage,

    /// <summary>Two forgeries come before the reply, over UDP.</summary>
    Stray,

    /// <summary>The reply comes late.</summary>
    Late,

    /// <summary>The connection is closed instead of a reply, over TCP.</summary>
    Closed,

    /// <summary>SERVFAIL.</summary>
    Failed,

    /// <summary>REFUSED.</summary>
    Refused,

    /// <summary>No reply, however often it is asked for.</summary>
    Silent,

    /// <summary>Without signatures.</summary>
    Stripped,

    /// <summary>A bit of every signature is turned over.</summary>
    Damaged,

    /// <summary>An answer without records and without proof.</summary>
    Emptied,

    /// <summary>NXDOMAIN without proof.</summary>
    Denied,
}
