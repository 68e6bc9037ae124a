using Org.BouncyCastle.Tls;

namespace DaneCore.Lab.Mail;

/// <summary>
/// The server's end of TLS over any stream. Not SslStream, because that one builds a chain of its own and sends what it
/// thinks fit: a laboratory server has to send exactly the certificates it was given, in their order.
/// </summary>
internal sealed class LabTlsStream : Stream
{
    private const int BufferSize = 16 * 1024;

    private readonly Stream _inner;
    private readonly TlsServerProtocol _protocol = new();
    private readonly byte[] _buffer = new byte[BufferSize];

    private LabTlsStream(Stream inner) => _inner = inner;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Shakes hands as the server; an <see cref="IOException"/> says that the client would not.</summary>
    public static async Task<LabTlsStream> AcceptAsync(Stream inner, LabTlsServer server, CancellationToken stop)
    {
        LabTlsStream stream = new(inner);
        stream._protocol.Accept(server);
        while (stream._protocol.IsHandshaking)
        {
            if (!await stream.FeedAsync(stop).ConfigureAwait(false))
            {
                throw new EndOfStreamException("the client left in the middle of the handshake");
            }
        }

        return stream;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_protocol.GetAvailableInputBytes() == 0)
        {
            if (_protocol.IsClosed || !await FeedAsync(cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }
        }

        byte[] read = new byte[Math.Min(buffer.Length, _protocol.GetAvailableInputBytes())];
        int length = _protocol.ReadInput(read, 0, read.Length);
        read.AsSpan(0, length).CopyTo(buffer.Span);
        return length;
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _protocol.WriteApplicationData(buffer.ToArray(), 0, buffer.Length);
        await DrainAsync(cancellationToken).ConfigureAwait(false);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    public override void Flush() => _inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Says goodbye as TLS asks for (close_notify).</summary>
    public async Task CloseAsync(CancellationToken stop)
    {
        _protocol.Close();
        await DrainAsync(stop).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // False at the end of the stream.
    private async ValueTask<bool> FeedAsync(CancellationToken stop)
    {
        int read = await _inner.ReadAsync(_buffer, stop).ConfigureAwait(false);
        if (read == 0)
        {
            return false;
        }

        try
        {
            _protocol.OfferInput(_buffer, 0, read);
        }
        catch (IOException)
        {
            // The alert that says why stands in the output; the client is owed it.
            await DrainAsync(stop).ConfigureAwait(false);
            throw;
        }

        await DrainAsync(stop).ConfigureAwait(false);
        return true;
    }

    private async ValueTask DrainAsync(CancellationToken stop)
    {
        int waiting = _protocol.GetAvailableOutputBytes();
        if (waiting > 0)
        {
            byte[] output = new byte[waiting];
            int length = _protocol.ReadOutput(output, 0, waiting);
            await _inner.WriteAsync(output.AsMemory(0, length), stop).ConfigureAwait(false);
            await _inner.FlushAsync(stop).ConfigureAwait(false);
        }
    }
}
