using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Smtp.Protocol;

/// <summary>
/// Cuts octets into replies, however they arrive. Takes no octet beyond the end of a reply, so that the caller sees what
/// was sent ahead (RFC 3207 section 4 makes that matter). Never throws because of octets; after a fault it stays at fault.
/// Memory is bounded by the three limits. Does not judge codes: the session does that.
/// </summary>
internal sealed class SmtpReplyReader
{
    /// <summary>Octets of the longest line that conforms, its end included (RFC 5321 section 4.5.3.1.5).</summary>
    public const int ConformingLineLength = 512;

    /// <summary>Octets of the longest line that is read: Postfix's <c>line_length_limit</c>. Beyond it the reply is at fault.</summary>
    public const int MaxLineLength = 2048;

    /// <summary>Lines of the longest reply. Ours: the longest EHLO reply in the recordings has 19. Beyond it the reply is at fault.</summary>
    public const int MaxLines = 128;

    /// <summary>Octets of the longest reply. Ours: 128 conforming lines. Beyond it the reply is at fault.</summary>
    public const int MaxReplyLength = MaxLines * ConformingLineLength;

    private readonly byte[] _line = new byte[MaxLineLength];
    private readonly List<string> _lines = [];
    private int _lineLength;
    private int _replyLength;
    private int _code;
    private bool _bareLineFeed;
    private bool _longLine;

    /// <summary>Why octets were refused; none as long as all is well.</summary>
    public SmtpFault Fault { get; private set; }

    /// <summary>True between replies: no octet of an unfinished one is held.</summary>
    public bool IsAtBoundary => _replyLength == 0;

    /// <summary>
    /// Takes octets up to the end of one reply. True with the reply when it is whole; false when more octets are needed,
    /// or when <see cref="Fault"/> is set.
    /// </summary>
    public bool TryRead(ReadOnlySpan<byte> octets, out int consumed, [NotNullWhen(true)] out SmtpReply? reply)
    {
        consumed = 0;
        reply = null;
        while (consumed < octets.Length && Fault == SmtpFault.None)
        {
            ReadOnlySpan<byte> rest = octets[consumed..];
            int lineFeed = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> piece = lineFeed < 0 ? rest : rest[..(lineFeed + 1)];
            if (_lineLength + piece.Length > MaxLineLength)
            {
                Fault = SmtpFault.LineTooLong;
                break;
            }

            consumed += piece.Length;
            piece.CopyTo(_line.AsSpan(_lineLength));
            _lineLength += piece.Length;
            _replyLength += piece.Length;
            if (_replyLength > MaxReplyLength)
            {
                Fault = SmtpFault.ReplyTooLong;
            }
            else if (lineFeed >= 0 && EndLine())
            {
                reply = Take();
                return true;
            }
        }

        return false;
    }

    // True when the line was the last of its reply.
    private bool EndLine()
    {
        ReadOnlySpan<byte> line = _line.AsSpan(0, _lineLength);
        _longLine |= _lineLength > ConformingLineLength;
        _lineLength = 0;

        // Deviation: RFC 5321 section 2.3.8 knows CRLF only. Real servers end replies with LF alone (testdata/recorded/smtp),
        // and none of our commands can hold a line feed for them to echo, so nothing can be smuggled by it.
        _bareLineFeed |= !line.EndsWith("\r\n"u8);
        line = line[..^1];
        line = line.EndsWith("\r"u8) ? line[..^1] : line;

        // RFC 5321 section 4.2: a code from 200 to 599. The grammar's second digit ends at 5; newer codes do not.
        if (line.Length < 3 || line[0] is < (byte)'2' or > (byte)'5' || !IsDigit(line[1]) || !IsDigit(line[2]))
        {
            Fault = SmtpFault.NoCode;
            return false;
        }

        // RFC 5321 section 4.2.1: a hyphen continues, a space ends, and the space may be missing with the text.
        if (line.Length > 3 && line[3] is not ((byte)' ' or (byte)'-'))
        {
            Fault = SmtpFault.NoSeparator;
            return false;
        }

        // RFC 5321 section 4.2.1: every line of a reply bears the same code. Where they differ nobody knows what was meant.
        int code = ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + line[2] - '0';
        if (_lines.Count > 0 && code != _code)
        {
            Fault = SmtpFault.CodesDiffer;
            return false;
        }

        _code = code;
        _lines.Add(line.Length > 4 ? SmtpText.Escape(line[4..]) : "");
        if (line.Length == 3 || line[3] == ' ')
        {
            return true;
        }

        Fault = _lines.Count < MaxLines ? SmtpFault.None : SmtpFault.TooManyLines;
        return false;
    }

    private SmtpReply Take()
    {
        SmtpReply reply = new(_code, [.. _lines]) { HasBareLineFeed = _bareLineFeed, HasLongLine = _longLine };
        _lines.Clear();
        _replyLength = 0;
        _bareLineFeed = false;
        _longLine = false;
        return reply;
    }

    private static bool IsDigit(byte octet) => octet is >= (byte)'0' and <= (byte)'9';
}
