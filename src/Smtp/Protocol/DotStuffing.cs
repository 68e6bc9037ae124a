using System.Buffers;

namespace DaneCore.Smtp.Protocol;

/// <summary>
/// Turns a message into what follows DATA (RFC 5321 section 4.5.2), piece by piece, however it is cut. Every line ends
/// with CRLF and with nothing else: a lone CR or LF becomes CRLF <em>before</em> dots are doubled, so that no server,
/// whatever it takes for a line end, can see the end of the message before we write it (SMTP smuggling, 2023).
/// Refuses NUL. Does not look at line lengths or headers. Behind BDAT, where octets are counted, dots stay as they are and
/// nothing marks the end; the line ends are the same (RFC 3030 section 2).
/// </summary>
internal sealed class DotStuffing(bool doublesDots = true)
{
    private bool _atLineStart = true;
    private bool _afterCarriageReturn;
    private bool _finished;

    /// <summary>Octets of the message so far, as RFC 1870 section 5 counts them: without doubled dots and the end.</summary>
    public long Octets { get; private set; }

    /// <summary>
    /// Writes one piece of the message. False when it holds a NUL, which RFC 2045 section 2.7 excludes from mail and which
    /// some servers cut lines at; what was written until then must not be finished.
    /// </summary>
    public bool TryWrite(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        if (_finished || message.Contains((byte)0))
        {
            return false;
        }

        while (!message.IsEmpty)
        {
            byte next = message[0];
            if (next == '\n')
            {
                // The LF of a CRLF ends nothing anew; a lone one does.
                if (!_afterCarriageReturn)
                {
                    EndLine(output);
                }

                _afterCarriageReturn = false;
                message = message[1..];
                continue;
            }

            _afterCarriageReturn = false;
            if (next == '\r')
            {
                EndLine(output);
                _afterCarriageReturn = true;
                message = message[1..];
                continue;
            }

            int end = message.IndexOfAny((byte)'\r', (byte)'\n');
            ReadOnlySpan<byte> text = end < 0 ? message : message[..end];

            // RFC 5321 section 4.5.2: a line that begins with a dot gets one more.
            if (doublesDots && _atLineStart && next == '.')
            {
                output.Write("."u8);
            }

            output.Write(text);
            Octets += text.Length;
            _atLineStart = false;
            message = message[text.Length..];
        }

        return true;
    }

    /// <summary>Ends the last line if the message did not, and writes the line that ends the message.</summary>
    public void Finish(IBufferWriter<byte> output)
    {
        if (!_atLineStart)
        {
            EndLine(output);
        }

        // RFC 5321 section 4.1.1.4: the CRLF of the last line, or of the DATA command, is the first half of the end.
        if (doublesDots)
        {
            output.Write(".\r\n"u8);
        }

        _finished = true;
    }

    private void EndLine(IBufferWriter<byte> output)
    {
        output.Write("\r\n"u8);
        Octets += 2;
        _atLineStart = true;
    }
}
