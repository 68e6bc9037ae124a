namespace DaneCore.Smtp.Transaction;

/// <summary>What became of a message for one recipient.</summary>
internal enum RecipientState
{
    /// <summary>The server may have it: the connection was lost after the end of the message was sent. Sending it again may make two of it.</summary>
    Unknown = 0,

    /// <summary>Not delivered; a later try may succeed.</summary>
    Transient,

    /// <summary>Not delivered, and this server will never take it.</summary>
    Permanent,

    /// <summary>The server took it, and with it the responsibility (RFC 5321 section 4.2.5).</summary>
    Delivered,
}
