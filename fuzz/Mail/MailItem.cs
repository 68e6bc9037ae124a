using System.Text;
using DaneCore.Smtp;

namespace DaneCore.Fuzz.Mail;

/// <summary>One message, and what has to arrive of it.</summary>
/// <param name="Tag">Begins every address of its envelope, so that nothing of one message can pass for the other's.</param>
/// <param name="Envelope">From whom, to whom.</param>
/// <param name="Octets">The message.</param>
/// <param name="IsVerbatim">Whether its octets count as they are.</param>
internal sealed record MailItem(string Tag, Envelope Envelope, byte[] Octets, bool IsVerbatim)
{
    /// <summary>What the server has behind DATA, the end included.</summary>
    public string Text => string.Concat(Lines.Select(line => (line.StartsWith('.') ? "." : "") + line + "\r\n")) + ".\r\n";

    /// <summary>What the server has in all chunks together.</summary>
    public string Chunks => IsVerbatim ? Encoding.Latin1.GetString(Octets) : string.Concat(Lines.Select(line => line + "\r\n"));

    // RFC 5321 section 2.3.8: a line ends with CRLF and with nothing else, so what others take for a line end becomes one.
    private string[] Lines
    {
        get
        {
            string[] lines = Encoding.Latin1.GetString(Octets).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
            return lines[^1].Length == 0 ? lines[..^1] : lines;
        }
    }
}
