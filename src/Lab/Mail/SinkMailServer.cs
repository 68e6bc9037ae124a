using System.Globalization;
using System.Text;

namespace DaneCore.Lab.Mail;

/// <summary>The whole of a server within a stream: answers each command, counts what follows DATA and BDAT, and keeps nothing of it.</summary>
internal sealed class SinkMailServer(string hello) : Stream
{
    private readonly byte[] _tail = new byte[5];
    private byte[] _replies = Encoding.ASCII.GetBytes("220 mx.lab\r\n");
    private TaskCompletionSource _something = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isInData;
    private long _chunkRest;
    private bool _isLastChunk;

    /// <summary>Octets of the message as sent: doubled dots and the end with them behind DATA.</summary>
    public long Octets { get; private set; }

    /// <summary>Called at each write of a message.</summary>
    public Action? OnPiece { get; init; }

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
        if (_replies.Length == 0)
        {
            await _something.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        int length = Math.Min(buffer.Length, _replies.Length);
        _replies.AsSpan(0, length).CopyTo(buffer.Span);
        _replies = _replies[length..];
        return length;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ReadOnlySpan<byte> octets = buffer.Span;
        if (_isInData)
        {
            TakeText(octets);
        }
        else if (_chunkRest > 0)
        {
            TakeChunk(octets);
        }
        else
        {
            foreach (string line in Encoding.Latin1.GetString(octets).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            {
                Answer(line);
            }
        }

        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Answer(string line)
    {
        string[] words = line.Split(' ');
        switch (words[0])
        {
            case "EHLO":
                Say(hello);
                break;
            case "DATA":
                _isInData = true;
                Say("354 go\r\n");
                break;
            case "BDAT":
                _chunkRest = long.Parse(words[1], CultureInfo.InvariantCulture);
                _isLastChunk = words.Length == 3;
                break;
            default:
                Say("250 ok\r\n");
                break;
        }
    }

    private void TakeText(ReadOnlySpan<byte> octets)
    {
        OnPiece?.Invoke();
        Octets += octets.Length;
        byte[] end = [.. _tail, .. octets[Math.Max(0, octets.Length - 5)..]];
        end.AsSpan(^5..).CopyTo(_tail);
        if (_tail.AsSpan().SequenceEqual("\r\n.\r\n"u8))
        {
            _isInData = false;
            Say("250 taken\r\n");
        }
    }

    private void TakeChunk(ReadOnlySpan<byte> octets)
    {
        OnPiece?.Invoke();
        Octets += octets.Length;
        _chunkRest -= octets.Length;
        if (_chunkRest == 0)
        {
            Say(_isLastChunk ? "250 taken\r\n" : "250 more\r\n");
        }
    }

    private void Say(string reply)
    {
        _replies = [.. _replies, .. Encoding.ASCII.GetBytes(reply)];
        TaskCompletionSource waiting = _something;
        _something = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.TrySetResult();
    }
}
