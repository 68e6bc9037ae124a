namespace DaneCore.Fuzz.Mail;

/// <summary>
/// One end of a connection whose far end is a method call: what is written is handed over at once, and what is delivered ends the read that waits
/// for it, on the same stack. So a whole dialogue, TLS included, runs in one thread and goes the same way each time. A read does not watch its
/// token; <see cref="EndIfStopped"/> looks.
/// </summary>
internal sealed class InlineStream(Action<byte[]> onWrite, Action onClosed) : Stream
{
    private readonly Queue<byte> _ready = new();
    private TaskCompletionSource<int>? _waiting;
    private Memory<byte> _into;
    private CancellationToken _stop;
    private bool _isEnded;
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

    /// <summary>True while somebody reads and nothing came.</summary>
    public bool IsWaiting => _waiting is not null;

    /// <summary>Octets from the far end.</summary>
    public void Deliver(ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            _ready.Enqueue(octet);
        }

        if (_waiting is { } waiting && (_ready.Count > 0 || _isEnded))
        {
            _waiting = null;
            waiting.TrySetResult(Take(_into.Span));
        }
    }

    /// <summary>The far end closes; what it said before is still read.</summary>
    public void End()
    {
        _isEnded = true;
        Deliver([]);
    }

    /// <summary>Ends a read whose time is up.</summary>
    public void EndIfStopped()
    {
        if (_waiting is { } waiting && _stop.IsCancellationRequested)
        {
            _waiting = null;
            waiting.TrySetCanceled(_stop);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_ready.Count > 0 || _isEnded)
        {
            return ValueTask.FromResult(Take(buffer.Span));
        }

        (_into, _stop, _waiting) = (buffer, cancellationToken, new TaskCompletionSource<int>());
        return new ValueTask<int>(_waiting.Task);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_isEnded || _isClosed)
        {
            throw new IOException("the other end has closed the connection");
        }

        onWrite(buffer[offset..(offset + count)]);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] octets = buffer.ToArray();
        Write(octets, 0, octets.Length);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isClosed)
        {
            _isClosed = true;
            onClosed();
            End();
        }

        base.Dispose(disposing);
    }

    private int Take(Span<byte> into)
    {
        int length = Math.Min(into.Length, _ready.Count);
        for (int i = 0; i < length; i++)
        {
            into[i] = _ready.Dequeue();
        }

        return length;
    }
}
