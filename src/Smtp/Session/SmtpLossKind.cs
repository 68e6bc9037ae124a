namespace DaneCore.Smtp.Session;

/// <summary>The ways in which a connection is lost.</summary>
internal enum SmtpLossKind
{
    /// <summary>The server closed it.</summary>
    Closed = 0,

    /// <summary>The server kept silent too long.</summary>
    TimedOut,

    /// <summary>The network broke it.</summary>
    Broken,

    /// <summary>What the server sends is no SMTP.</summary>
    Garbled,

    /// <summary>The caller gave it up.</summary>
    Stopped,
}
