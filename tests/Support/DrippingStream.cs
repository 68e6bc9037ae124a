namespace DaneCore.Support;

/// <summary>A body that comes octet by octet; before each the test is told, so that it can let time pass.</summary>
public sealed class DrippingStream(Action second) : Stream
{
    private long _length = long.MaxValue;

    /// <summary>Octets handed out.</summary>
    public int Given { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <inheritdoc/>
    public override long Position
    {
        get => Given;
        set => throw new NotSupportedException();
    }

    /// <summary>The same, of that many octets in all.</summary>
    public DrippingStream EndingAfter(int octets)
    {
        _length = octets;
        return this;
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Given >= _length)
        {
            return new(0);
        }

        second();
        Given++;
        cancellationToken.ThrowIfCancellationRequested();
        buffer.Span[0] = (byte)'<';
        return new(1);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
