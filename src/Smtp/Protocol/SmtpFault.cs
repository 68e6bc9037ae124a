namespace DaneCore.Smtp.Protocol;

/// <summary>Why octets were refused as a reply. After any of these the session cannot go on: where the next reply begins is unknown.</summary>
internal enum SmtpFault
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>A line is longer than <see cref="SmtpReplyReader.MaxLineLength"/>.</summary>
    LineTooLong,

    /// <summary>One reply has more lines than <see cref="SmtpReplyReader.MaxLines"/>.</summary>
    TooManyLines,

    /// <summary>One reply has more octets than <see cref="SmtpReplyReader.MaxReplyLength"/>.</summary>
    ReplyTooLong,

    /// <summary>A line does not begin with a code from 200 to 599.</summary>
    NoCode,

    /// <summary>After the code stands neither a space, nor a hyphen, nor the end of the line.</summary>
    NoSeparator,

    /// <summary>The lines of one reply bear different codes.</summary>
    CodesDiffer,
}
