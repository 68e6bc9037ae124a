using System.IO.Pipelines;

namespace DaneCore.Lab.Mail;

/// <summary>Two streams, each the other's far end: a TCP connection without a network. Closing one end ends the reading of the other.</summary>
internal sealed class InMemoryDuplex : Stream
{
    private readonly Stream _reading;
    private readonly PipeWriter _writing;

    private InMemoryDuplex(Pipe incoming, Pipe outgoing)
    {
        _reading = incoming.Reader.AsStream();
        _writing = outgoing.Writer;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static (Stream Client, Stream Server) Create()
    {
        Pipe toServer = new();
        Pipe toClient = new();
        return (new InMemoryDuplex(toClient, toServer), new InMemoryDuplex(toServer, toClient));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _reading.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A pipe swallows what nobody reads any more; a connection says so.
        FlushResult result = await _writing.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted)
        {
            throw new IOException("the other end has closed the connection");
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _writing.Complete();
            _reading.Dispose();
        }

        base.Dispose(disposing);
    }
}
