using System.Buffers;
using System.Text;

namespace DaneCore.Lab.Mail;

/// <summary>Reads what a client sends, line by line, where only CRLF ends a line: whoever sends less is seen to do so.</summary>
internal sealed class LabLineReader(Stream stream)
{
    // Far more than any command; a line of a message may be long.
    private const int MaxLine = 1 << 20;

    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>The next line without its CRLF, each octet one character; null at the end of the stream.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken stop)
    {
        StringBuilder line = new();
        while (line.Length < MaxLine)
        {
            if (_start == _end && !await FillAsync(stop).ConfigureAwait(false))
            {
                return null;
            }

            char octet = (char)_buffer[_start++];
            if (octet == '\n' && line.Length > 0 && line[^1] == '\r')
            {
                return line.ToString(0, line.Length - 1);
            }

            line.Append(octet);
        }

        return null;
    }

    /// <summary>Copies so many octets, whatever they are; false when the stream ends before.</summary>
    public async ValueTask<bool> CopyAsync(long count, IBufferWriter<byte> output, CancellationToken stop)
    {
        while (count > 0)
        {
            if (_start == _end && !await FillAsync(stop).ConfigureAwait(false))
            {
                return false;
            }

            int length = (int)Math.Min(count, _end - _start);
            output.Write(_buffer.AsSpan(_start, length));
            _start += length;
            count -= length;
        }

        return true;
    }

    private async ValueTask<bool> FillAsync(CancellationToken stop)
    {
        _start = 0;
        _end = 0;
        _end = await stream.ReadAsync(_buffer, stop).ConfigureAwait(false);
        return _end > 0;
    }
}
