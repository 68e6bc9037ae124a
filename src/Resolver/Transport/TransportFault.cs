namespace DaneCore.Resolver.Transport;

/// <summary>Why no reply was had.</summary>
public enum TransportFault
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>No matching reply came in time.</summary>
    TimedOut,

    /// <summary>The server's host refused the packet or connection.</summary>
    Refused,

    /// <summary>There is no way to the server.</summary>
    Unreachable,

    /// <summary>The connection ended in the middle.</summary>
    Closed,

    /// <summary>What came is no DNS message.</summary>
    Garbled,

    /// <summary>The reply was cut and the rest could not be had over TCP.</summary>
    Truncated,

    /// <summary>The local system refused: no descriptor, no buffer, no permission.</summary>
    Local,

    /// <summary>Too many messages came that were no reply to the query: the server mixes them up, or somebody is guessing.</summary>
    Mismatched,

    /// <summary>The server's certificate is not one of the server that was meant; nothing was asked.</summary>
    Untrusted,

    /// <summary>What came over HTTP is an error, or is not what DNS over HTTPS sends.</summary>
    HttpError,
}
