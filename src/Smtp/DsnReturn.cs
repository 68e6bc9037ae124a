namespace DaneCore.Smtp;

/// <summary>How much of the message a delivery status notification brings back (RFC 3461 section 4.3).</summary>
public enum DsnReturn
{
    /// <summary>Nothing is asked for; the server decides.</summary>
    None = 0,

    /// <summary>The whole message.</summary>
    Full,

    /// <summary>Its header alone.</summary>
    Headers,
}
