namespace DaneCore.Smtp.Content;

/// <summary>One reading of a message, forward only; several may go on at a time.</summary>
internal sealed class OctetStream : Stream
{
    private readonly SharedStream? _shared;
    private readonly ReadOnlyMemory<byte> _octets;
    private long _position;

    public OctetStream(ReadOnlyMemory<byte> octets) => _octets = octets;

    public OctetStream(SharedStream shared) => _shared = shared;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        if (_shared is not null)
        {
            read = await _shared.ReadAsync(_position, buffer, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            read = (int)Math.Min(buffer.Length, _octets.Length - _position);
            _octets.Slice((int)_position, read).CopyTo(buffer);
        }

        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
