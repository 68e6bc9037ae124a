using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace DaneCore.Smtp.Protocol;

/// <summary>
/// One command line, ready for the wire. Whatever is in it came through <see cref="TryCreate"/>, which refuses every octet
/// that could end the line early: a command in hand is one line and no more. Does not know which command may come when.
/// </summary>
internal sealed class SmtpCommand
{
    /// <summary>
    /// Octets of the longest line we send, CRLF included: 512 of RFC 5321 section 4.5.3.1.4, and room for what the
    /// parameters of SIZE, BODY, SMTPUTF8 and DSN add. Longer ones are refused, never cut.
    /// </summary>
    public const int MaxLength = 1536;

    private readonly byte[] _octets;

    private SmtpCommand(string verb, byte[] octets)
    {
        Verb = verb;
        _octets = octets;
    }

    /// <summary>Asks for TLS; nothing may follow it in the same packet (RFC 3207 section 4).</summary>
    public static SmtpCommand StartTls { get; } = Fixed("STARTTLS");

    /// <summary>Ends the session in good order.</summary>
    public static SmtpCommand Quit { get; } = Fixed("QUIT");

    /// <summary>Drops the transaction, keeps the session.</summary>
    public static SmtpCommand Reset { get; } = Fixed("RSET");

    /// <summary>Announces the message.</summary>
    public static SmtpCommand Data { get; } = Fixed("DATA");

    /// <summary>The first word, in capitals.</summary>
    public string Verb { get; }

    /// <summary>The line with its CRLF.</summary>
    public ReadOnlyMemory<byte> Octets => _octets;

    /// <summary>
    /// Makes a command of words. False, and why, when a word is empty or holds an octet that does not belong in a command
    /// line: a word with CR or LF in it would be a second command (RFC 5321 section 2.3.8).
    /// </summary>
    public static bool TryCreate(
        string verb,
        IReadOnlyList<string> words,
        [NotNullWhen(true)] out SmtpCommand? command,
        [NotNullWhen(false)] out string? why)
    {
        command = null;
        why = null;
        StringBuilder line = new(verb);
        foreach (string word in words)
        {
            if (word.Length == 0)
            {
                why = $"a word of the {verb} command is empty";
                return false;
            }

            // Open in RFC 5321: controls other than CR and LF. None has a use in a command; all are refused.
            if (word.AsSpan().ContainsAnyInRange('\0', '\x1F') || word.Contains('\x7F', StringComparison.Ordinal))
            {
                why = $"a word of the {verb} command holds a control character; it could end the line and start another command";
                return false;
            }

            line.Append(' ').Append(word);
        }

        // Octets beyond ASCII are those of SMTPUTF8 (RFC 6531 section 3.3); whoever makes the words sees to it that they may be sent.
        byte[] octets = Encoding.UTF8.GetBytes(line.Append("\r\n").ToString());
        if (octets.Length > MaxLength)
        {
            why = string.Create(
                CultureInfo.InvariantCulture,
                $"the {verb} command has {octets.Length} octets; {MaxLength} are sent at most");
            return false;
        }

        command = new SmtpCommand(verb, octets);
        return true;
    }

    /// <summary>Announces a chunk of so many octets (RFC 3030 section 2).</summary>
    public static SmtpCommand Chunk(long octets, bool isLast) =>
        Fixed(string.Create(CultureInfo.InvariantCulture, $"BDAT {octets}{(isLast ? " LAST" : "")}"));

    /// <summary>The line as it stands in a transcript.</summary>
    public override string ToString() => SmtpText.Escape(_octets.AsSpan(0, _octets.Length - 2));

    private static SmtpCommand Fixed(string line) => new(line.Split(' ')[0], Encoding.ASCII.GetBytes(line + "\r\n"));
}
