using System.Globalization;

namespace DaneCore.Smtp.Protocol;

/// <summary>
/// What a server offered in its reply to EHLO (RFC 5321 section 4.1.1.1). Valid for the channel it was said on: after TLS
/// everything is asked again (RFC 3207 section 4.2). Lines that are no keyword line are passed over.
/// </summary>
internal sealed class Capabilities
{
    private readonly Dictionary<string, string> _keywords;

    private Capabilities(string serverName, Dictionary<string, string> keywords)
    {
        ServerName = serverName;
        _keywords = keywords;
        Size = ParseNumber(Parameters("SIZE"));
        ReadLimits(Parameters("LIMITS"));
    }

    /// <summary>What a server that knows only HELO offers.</summary>
    public static Capabilities None { get; } = new("", []);

    /// <summary>The name the server gives itself: the first word of the reply, unauthenticated.</summary>
    public string ServerName { get; }

    /// <summary>RFC 3207.</summary>
    public bool StartTls => Has("STARTTLS");

    /// <summary>RFC 2920.</summary>
    public bool Pipelining => Has("PIPELINING");

    /// <summary>RFC 6152.</summary>
    public bool EightBitMime => Has("8BITMIME");

    /// <summary>RFC 6531.</summary>
    public bool SmtpUtf8 => Has("SMTPUTF8");

    /// <summary>RFC 3030.</summary>
    public bool Chunking => Has("CHUNKING");

    /// <summary>RFC 3030; worth nothing without CHUNKING.</summary>
    public bool BinaryMime => Has("BINARYMIME");

    /// <summary>RFC 3461.</summary>
    public bool Dsn => Has("DSN");

    /// <summary>RFC 2034.</summary>
    public bool EnhancedStatusCodes => Has("ENHANCEDSTATUSCODES");

    /// <summary>RFC 8689; counts only when said inside TLS (section 2, rule 3).</summary>
    public bool RequireTls => Has("REQUIRETLS");

    /// <summary>Octets of the largest message; null when none was said, or 0, which means no fixed limit (RFC 1870 section 4).</summary>
    public long? Size { get; }

    /// <summary>Recipients per message that the server says it takes (RFC 9422 section 4).</summary>
    public long? MaxRecipients { get; private set; }

    /// <summary>Messages per session that the server says it takes (RFC 9422 section 4).</summary>
    public long? MaxMessages { get; private set; }

    /// <summary>Keywords in capitals, in no particular order.</summary>
    public IReadOnlyCollection<string> Keywords => _keywords.Keys;

    /// <summary>Reads a positive reply to EHLO. Of a keyword said twice the first counts.</summary>
    public static Capabilities Read(SmtpReply reply)
    {
        Dictionary<string, string> keywords = new(StringComparer.Ordinal);
        foreach (string line in reply.Lines.Skip(1))
        {
            int end = line.AsSpan().IndexOfAny(' ', '=');
            string keyword = end < 0 ? line : line[..end];

            // RFC 5321 section 4.1.1.1: letters, digits and hyphens. "AUTH=LOGIN" is what servers said before RFC 2554.
            if (IsKeyword(keyword))
            {
                keywords.TryAdd(keyword.ToUpperInvariant(), end < 0 ? "" : line[(end + 1)..].Trim(' '));
            }
        }

        return new Capabilities(reply.Lines[0].Split(' ', 2)[0], keywords);
    }

    /// <summary>True when the keyword was offered; give it in capitals.</summary>
    public bool Has(string keyword) => _keywords.ContainsKey(keyword);

    private string Parameters(string keyword) => _keywords.GetValueOrDefault(keyword, "");

    // RFC 9422 section 3: name=value pairs; unknown names and values that are no number are ignored.
    private void ReadLimits(string parameters)
    {
        foreach (string pair in parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            if (parts is ["RCPTMAX", var recipients])
            {
                MaxRecipients ??= ParseNumber(recipients);
            }
            else if (parts is ["MAILMAX", var messages])
            {
                MaxMessages ??= ParseNumber(messages);
            }
        }
    }

    private static bool IsKeyword(string text) =>
        text.Length > 0
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static long? ParseNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 ? number : null;
}
