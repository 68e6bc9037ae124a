namespace DaneCore.Smtp.Session;

/// <summary>Whether mail may go in clear. The safe value is the default.</summary>
internal enum TlsDemand
{
    /// <summary>TLS or nothing: policies dane and encrypt (RFC 7672 section 2.2).</summary>
    Required = 0,

    /// <summary>TLS where the server can; in clear where it cannot.</summary>
    Opportunistic,

    /// <summary>In clear, without asking for TLS: it failed on the connection before, and nothing demands it (RFC 7672 section 2.2).</summary>
    Forgone,
}
