namespace DaneCore.Smtp.Session;

/// <summary>Why a session ended without a channel for mail.</summary>
internal enum SmtpRefusalKind
{
    /// <summary>The connection was lost.</summary>
    Lost = 0,

    /// <summary>This computer has no way to the address.</summary>
    NoWayOut,

    /// <summary>The server's greeting says no.</summary>
    Greeting,

    /// <summary>The server says no to EHLO, and to HELO where that was tried.</summary>
    Hello,

    /// <summary>TLS is required and not offered.</summary>
    StartTlsNotOffered,

    /// <summary>TLS is required and STARTTLS was refused.</summary>
    StartTlsRefused,

    /// <summary>Octets in clear stood behind the reply that announces TLS.</summary>
    Injected,

    /// <summary>The TLS handshake failed.</summary>
    Handshake,

    /// <summary>TLS stands and the server is not the one the TLSA records name.</summary>
    NotAuthenticated,
}
