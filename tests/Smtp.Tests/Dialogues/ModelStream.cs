using DaneCore.Lab.Mail;
using Org.BouncyCastle.Tls;

namespace DaneCore.Smtp.Tests.Dialogues;

/// <summary>
/// The client's end of a connection to a <see cref="ModelServer"/>. Nothing moves by itself: what the client writes lies here until it
/// waits for something, and then the server is handed all of it at once. So the same dice always make the same dialogue, and what a
/// client sends before it has heard the reply is seen. TLS is real, and its server end runs in the same turns.
/// </summary>
internal sealed class ModelStream(ModelServer server, IReadOnlyList<LabCertificate> chain, Func<int> cut) : Stream
{
    private readonly Lock _gate = new();
    private readonly List<byte> _written = [];
    private readonly Queue<byte> _readable = new();
    private TaskCompletionSource<int>? _reading;
    private Memory<byte> _into;
    private TlsServerProtocol? _tls;
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

    /// <summary>The client waits: the server's turn. False when the server has nothing to say either.</summary>
    public bool Turn()
    {
        TaskCompletionSource<int>? reading;
        int length;
        lock (_gate)
        {
            if (_reading is null)
            {
                return true;
            }

            byte[] written = [.. _written];
            _written.Clear();
            if (!_isClosed)
            {
                Serve(written);
            }

            if (_readable.Count == 0 && !_isClosed)
            {
                return false;
            }

            reading = _reading;
            _reading = null;
            length = Take(_into.Span);
        }

        reading.SetResult(length);
        return true;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_readable.Count > 0)
            {
                return ValueTask.FromResult(Take(buffer.Span));
            }

            _into = buffer;
            _reading = new TaskCompletionSource<int>();
            return new ValueTask<int>(_reading.Task);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return ValueTask.FromException(new IOException("the server has closed the connection"));
            }

            _written.AddRange(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private int Take(Span<byte> into)
    {
        int length = Math.Min(Math.Min(into.Length, _readable.Count), Math.Max(1, cut()));
        for (int i = 0; i < length; i++)
        {
            into[i] = _readable.Dequeue();
        }

        return length;
    }

    private void Serve(byte[] octets)
    {
        if (_tls is null && server.State == ModelState.Handshake)
        {
            _tls = new TlsServerProtocol();
            _tls.Accept(new LabTlsServer(chain));
        }

        if (_tls is null)
        {
            Give(server.Hear(octets));
            _isClosed = server.IsClosed;
            return;
        }

        try
        {
            bool wasHandshaking = _tls.IsHandshaking;
            _tls.OfferInput(octets);
            if (wasHandshaking && !_tls.IsHandshaking)
            {
                server.Encrypt();
            }

            if (!_tls.IsHandshaking && _tls.GetAvailableInputBytes() > 0)
            {
                byte[] said = new byte[_tls.GetAvailableInputBytes()];
                _tls.ReadInput(said, 0, said.Length);
                byte[] reply = server.Hear(said);
                _tls.WriteApplicationData(reply, 0, reply.Length);
            }

            if (server.IsClosed)
            {
                _tls.Close();
            }
        }
        catch (IOException)
        {
            // The client would not have it, or said what is no TLS.
            server.Part();
            _isClosed = true;
        }

        byte[] output = new byte[_tls.GetAvailableOutputBytes()];
        _tls.ReadOutput(output, 0, output.Length);
        Give(output);
        _isClosed |= server.IsClosed;
    }

    private void Give(byte[] octets)
    {
        foreach (byte octet in octets)
        {
            _readable.Enqueue(octet);
        }
    }
}
