using System.Threading.Channels;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>One end of a connection; at the other somebody repeats every question as its answer, or says nothing.</summary>
internal sealed class AnsweringStream(bool answers, Action closed) : Stream
{
    private readonly Channel<byte[]> _replies = Channel.CreateUnbounded<byte[]>();
    private ReadOnlyMemory<byte> _rest;
    private bool _isClosed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            _rest = await _replies.Reader.ReadAsync(cancellationToken);
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Assert.True(Message.TryRead(buffer.Span[sizeof(ushort)..], out Message? query, out _));
        byte[] reply = Queries.ReplyTo(query).ToWire();
        if (answers)
        {
            _replies.Writer.TryWrite([(byte)(reply.Length >> 8), (byte)(reply.Length & 0xFF), .. reply]);
        }

        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!_isClosed)
        {
            _isClosed = true;
            closed();
        }

        base.Dispose(disposing);
    }
}
