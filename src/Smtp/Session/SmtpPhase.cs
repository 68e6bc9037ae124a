namespace DaneCore.Smtp.Session;

/// <summary>What a session waits for; each has its own patience (<see cref="SmtpTimeouts"/>).</summary>
internal enum SmtpPhase
{
    /// <summary>Nothing yet, or nothing more.</summary>
    None = 0,

    /// <summary>The reply that opens the session.</summary>
    Greeting,

    /// <summary>The reply to EHLO in clear.</summary>
    Ehlo,

    /// <summary>The reply to HELO.</summary>
    Helo,

    /// <summary>The reply to STARTTLS.</summary>
    StartTls,

    /// <summary>The TLS handshake.</summary>
    Handshake,

    /// <summary>The reply to EHLO inside TLS.</summary>
    EhloInTls,

    /// <summary>The reply to MAIL.</summary>
    Mail,

    /// <summary>The reply to RCPT.</summary>
    Recipient,

    /// <summary>The reply to DATA.</summary>
    Data,

    /// <summary>A piece of the message on its way out.</summary>
    DataBlock,

    /// <summary>The reply to the end of the message.</summary>
    Message,

    /// <summary>The reply to RSET.</summary>
    Reset,

    /// <summary>The reply to QUIT.</summary>
    Quit,
}
