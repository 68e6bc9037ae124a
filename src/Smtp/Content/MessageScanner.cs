using System.Buffers;
using System.Text;

namespace DaneCore.Smtp.Content;

/// <summary>
/// Looks at a message piece by piece, however it is cut. Holds the beginning of one header field and no more. A line ends
/// where <see cref="Protocol.DotStuffing"/> ends it: at CRLF, at a CR alone, at an LF alone.
/// </summary>
internal sealed class MessageScanner
{
    // RFC 5321 section 4.5.3.1.6: 1000 with the CRLF.
    private const int MaxLine = 998;

    // Enough for the two fields that matter, folded and commented. Ours; of a longer field the beginning is looked at.
    private const int KeptOfField = 256;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("\r\n"u8);

    private readonly byte[] _field = new byte[KeptOfField];
    private int _fieldLength;
    private int _tlsRequiredFields;
    private bool _saysNo;
    private bool _saysBinary;
    private bool _isInHeader = true;
    private bool _isHeaderCanonical = true;
    private bool _afterCarriageReturn;
    private long _lineLength;
    private long _textOctets;
    private long _rawOctets;
    private bool _hasEightBitHeader;
    private bool _hasEightBitBody;
    private bool _hasNul;
    private bool _hasBareLineEnd;
    private bool _hasLongLine;

    /// <summary>Looks at the next piece.</summary>
    public void Scan(ReadOnlySpan<byte> piece)
    {
        _rawOctets += piece.Length;
        while (!piece.IsEmpty)
        {
            byte next = piece[0];
            if (_afterCarriageReturn)
            {
                _afterCarriageReturn = false;
                if (next == '\n')
                {
                    EndLine(isCanonical: true);
                    piece = piece[1..];
                    continue;
                }

                EndLine(isCanonical: false);
            }

            if (next == '\r')
            {
                _afterCarriageReturn = true;
                piece = piece[1..];
            }
            else if (next == '\n')
            {
                EndLine(isCanonical: false);
                piece = piece[1..];
            }
            else
            {
                int end = piece.IndexOfAny(Ends);
                ReadOnlySpan<byte> text = end < 0 ? piece : piece[..end];
                Look(text);
                piece = piece[text.Length..];
            }
        }
    }

    /// <summary>What was seen, once the last piece was looked at.</summary>
    public MessageScan Finish()
    {
        if (_afterCarriageReturn)
        {
            _afterCarriageReturn = false;
            EndLine(isCanonical: false);
        }
        else if (_lineLength > 0)
        {
            // The end that the last line lacks will be there on the wire. In a binary body its absence is nothing wrong.
            EndLine(isCanonical: !_isInHeader, isMissing: true);
        }

        EndField();
        return new MessageScan
        {
            TextOctets = _textOctets,
            RawOctets = _rawOctets,
            HasEightBitHeader = _hasEightBitHeader,
            HasEightBitBody = _hasEightBitBody,
            HasNul = _hasNul,
            HasBareLineEnd = _hasBareLineEnd,
            HasLongLine = _hasLongLine,
            IsDeclaredBinary = _saysBinary && _isHeaderCanonical,

            // RFC 8689 section 3: the field must not appear twice. Of two nobody knows which counts, and protection goes first.
            AsksForDelivery = _saysNo && _tlsRequiredFields == 1,
        };
    }

    private void Look(ReadOnlySpan<byte> text)
    {
        if (_isInHeader)
        {
            // RFC 5322 section 2.2.3: a line that begins with white space continues the field.
            if (_lineLength == 0 && text[0] is not ((byte)' ' or (byte)'\t'))
            {
                EndField();
            }

            int kept = Math.Min(text.Length, KeptOfField - _fieldLength);
            text[..kept].CopyTo(_field.AsSpan(_fieldLength));
            _fieldLength += kept;
            _hasEightBitHeader |= text.ContainsAnyInRange((byte)0x80, (byte)0xFF);
        }
        else
        {
            _hasEightBitBody = _hasEightBitBody || text.ContainsAnyInRange((byte)0x80, (byte)0xFF);
        }

        _hasNul = _hasNul || text.Contains((byte)0);
        _lineLength += text.Length;
        _textOctets += text.Length;
    }

    private void EndLine(bool isCanonical, bool isMissing = false)
    {
        _hasBareLineEnd |= !isCanonical && !isMissing;
        _hasLongLine |= _lineLength > MaxLine;
        _textOctets += 2;
        if (_isInHeader)
        {
            _isHeaderCanonical &= isCanonical;
            _isInHeader = _lineLength > 0;
        }

        _lineLength = 0;
    }

    private void EndField()
    {
        string field = Encoding.Latin1.GetString(_field, 0, _fieldLength);
        _fieldLength = 0;
        int colon = field.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return;
        }

        string name = field[..colon].TrimEnd(' ', '\t');
        string value = field[(colon + 1)..].Trim(' ', '\t');
        if (name.Equals("TLS-Required", StringComparison.OrdinalIgnoreCase))
        {
            _tlsRequiredFields++;
            _saysNo = value.Equals("No", StringComparison.OrdinalIgnoreCase);
        }
        else if (name.Equals("Content-Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
        {
            // RFC 2045 section 6.1: one word; comments may stand behind it.
            _saysBinary = value.Split(' ', '\t', '(')[0].Equals("binary", StringComparison.OrdinalIgnoreCase);
        }
    }
}
