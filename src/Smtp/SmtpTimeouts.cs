using DaneCore.Smtp.Session;

namespace DaneCore.Smtp;

/// <summary>How long each answer is waited for: for the whole of it, not for its next octet. The defaults are those of a sender.</summary>
public sealed record SmtpTimeouts
{
    /// <summary>What RFC 5321 section 4.5.3.2 asks of a sender at least.</summary>
    public static SmtpTimeouts Delivery { get; } = new();

    /// <summary>Short enough for a person who waits for a check; no conforming sender gives up this early.</summary>
    public static SmtpTimeouts Probe { get; } =
        All(TimeSpan.FromSeconds(10)) with { Quit = TimeSpan.FromSeconds(2) };

    /// <summary>For the connection. Open in RFC 5321; Postfix waits as long.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the greeting (RFC 5321 section 4.5.3.2.1).</summary>
    public TimeSpan Greeting { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the replies to EHLO, HELO and STARTTLS. Open in RFC 5321; Postfix and Exim wait as long.</summary>
    public TimeSpan Hello { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the TLS handshake. Open in RFC 3207; the time of one command.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the reply to MAIL (RFC 5321 section 4.5.3.2.2).</summary>
    public TimeSpan Mail { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For each reply to RCPT (RFC 5321 section 4.5.3.2.3).</summary>
    public TimeSpan Recipient { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the reply to DATA (RFC 5321 section 4.5.3.2.4).</summary>
    public TimeSpan Data { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For each piece of the message to leave (RFC 5321 section 4.5.3.2.5).</summary>
    public TimeSpan DataBlock { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>For the reply to the end of the message; giving up here risks a second copy (RFC 5321 section 4.5.3.2.6).</summary>
    public TimeSpan Message { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For the reply to QUIT, on which nothing depends.</summary>
    public TimeSpan Quit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The same patience for everything.</summary>
    public static SmtpTimeouts All(TimeSpan time) => new()
    {
        Connect = time,
        Greeting = time,
        Hello = time,
        Handshake = time,
        Mail = time,
        Recipient = time,
        Data = time,
        DataBlock = time,
        Message = time,
        Quit = time,
    };

    internal TimeSpan For(SmtpPhase phase) => phase switch
    {
        SmtpPhase.Greeting => Greeting,
        SmtpPhase.Handshake => Handshake,
        SmtpPhase.Mail => Mail,
        SmtpPhase.Recipient => Recipient,
        SmtpPhase.Data => Data,
        SmtpPhase.DataBlock => DataBlock,
        SmtpPhase.Message => Message,
        SmtpPhase.Quit or SmtpPhase.Reset => Quit,
        _ => Hello,
    };
}
