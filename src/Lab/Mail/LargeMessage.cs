namespace DaneCore.Lab.Mail;

/// <summary>A message of any size, made while it is read: a short header, then lines of 78 octets that begin with a dot.</summary>
internal sealed class LargeMessage(long lines) : Stream
{
    /// <summary>Octets of each line with its end.</summary>
    public const int LineLength = 80;

    private static readonly byte[] Line = System.Text.Encoding.ASCII.GetBytes("." + new string('x', LineLength - 3) + "\r\n");

    // The header, with the empty line, is as long as a line.
    private static readonly byte[] Header = System.Text.Encoding.ASCII.GetBytes("Subject: " + new string('a', LineLength - 13) + "\r\n\r\n");

    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => (lines + 1) * LineLength;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int done = 0;
        Span<byte> output = buffer.Span;
        while (done < output.Length && _position < Length)
        {
            byte[] from = _position < LineLength ? Header : Line;
            ReadOnlySpan<byte> rest = from.AsSpan((int)(_position % LineLength));
            int length = Math.Min(rest.Length, output.Length - done);
            rest[..length].CopyTo(output[done..]);
            done += length;
            _position += length;
        }

        return ValueTask.FromResult(done);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
