using System.Net;
using System.Net.Sockets;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Session;

/// <summary>
/// A stream, its patience and its transcript; nothing else. Sends commands, reads replies, hands the bare stream to the
/// upgrade. Every end of the connection becomes a value; only the caller's cancellation is thrown. Holds at most one
/// reply and one buffer of what the server says.
/// </summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    /// <summary>
    /// Octets read over a whole session: four of the longest replies, and <see cref="OctetsPerCommand"/> for each command that
    /// was sent. Ours. Beyond it the connection counts as lost.
    /// </summary>
    public const int MaxSessionOctets = 4 * SmtpReplyReader.MaxReplyLength;

    /// <summary>Octets added to what may be read with each command: two lines that conform.</summary>
    public const int OctetsPerCommand = 2 * SmtpReplyReader.ConformingLineLength;

    private readonly SmtpTimeouts _timeouts;
    private readonly TimeProvider _clock;
    private readonly Transcript _transcript = new();
    private readonly SmtpReplyReader _reader = new();
    private readonly byte[] _buffer = new byte[4096];
    private readonly CancellationTokenSource _closing = new();
    private Stream _stream;
    private Task<int>? _listening;
    private int _start;
    private int _end;
    private long _received;
    private long _allowed = MaxSessionOctets;
    private bool _isClosed;

    /// <summary>Takes the stream over: it is disposed with the connection.</summary>
    public SmtpConnection(Stream stream, SmtpTimeouts timeouts, TimeProvider clock)
    {
        _stream = stream;
        _timeouts = timeouts;
        _clock = clock;
    }

    /// <summary>The address of this end; the loopback address where the stream does not say.</summary>
    public IPAddress LocalAddress { get; init; } = IPAddress.Loopback;

    /// <summary>What was said so far.</summary>
    public IReadOnlyList<string> Transcript => _transcript.Lines;

    /// <summary>What was received and belongs to no reply read so far.</summary>
    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Transactions begun over this connection; some servers say how many they take (RFC 9422 section 4.1).</summary>
    public int Transactions { get; set; }

    /// <summary>The time that all waits have together, beside that which each has; none behind the end of a message.</summary>
    public TimeBudget? Budget { get; set; }

    /// <summary>
    /// Begins to read ahead, and says whether the server has something to say, or has closed, that was not waited for. Nothing
    /// is taken in beyond one buffer.
    /// </summary>
    public bool HearsSomething()
    {
        if (_start == _end && _listening is null)
        {
            _listening = _stream.ReadAsync(_buffer, _closing.Token).AsTask();
        }

        return _start < _end || _listening is { IsCompleted: true };
    }

    /// <summary>Sends a command; null when it left, else how the connection was lost.</summary>
    public ValueTask<SmtpLoss?> SendAsync(SmtpCommand command, SmtpPhase phase, CancellationToken stop) =>
        SendAsync([command], phase, stop);

    /// <summary>Sends commands in one write; null when they left, else how the connection was lost.</summary>
    public ValueTask<SmtpLoss?> SendAsync(IReadOnlyList<SmtpCommand> commands, SmtpPhase phase, CancellationToken stop)
    {
        foreach (SmtpCommand command in commands)
        {
            _transcript.Add('C', command.ToString());
            _allowed += OctetsPerCommand;
        }

        return SendAsync(
            commands is [var only] ? only.Octets : commands.SelectMany(one => one.Octets.ToArray()).ToArray(), phase, stop);
    }

    /// <summary>Sends octets that are part of a message; they are not in the transcript.</summary>
    public async ValueTask<SmtpLoss?> SendAsync(ReadOnlyMemory<byte> octets, SmtpPhase phase, CancellationToken stop)
    {
        using PatienceTimer timer = new(PatienceFor(phase), _clock, stop);
        try
        {
            await _stream.WriteAsync(octets, timer.Token).ConfigureAwait(false);
            await _stream.FlushAsync(timer.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (timer.Explain(exception, phase) is { } loss)
        {
            return Note(loss);
        }
    }

    /// <summary>Reads one reply. The time is for the whole of it, so that sending one octet a minute gains nothing.</summary>
    public async ValueTask<SmtpReceipt> ReceiveAsync(SmtpPhase phase, CancellationToken stop)
    {
        using PatienceTimer timer = new(PatienceFor(phase), _clock, stop);
        try
        {
            while (true)
            {
                if (_reader.TryRead(Unread, out int consumed, out SmtpReply? reply))
                {
                    _start += consumed;
                    Note(reply);
                    return new SmtpReceipt(reply, null);
                }

                _start += consumed;
                if (_reader.Fault != SmtpFault.None)
                {
                    _transcript.Add('S', SmtpText.Escape(Unread[..Math.Min(Unread.Length, Session.Transcript.MaxLength)]));
                    return Lost(SmtpLoss.Garbled(_reader.Fault));
                }

                if (!await FillAsync(timer.Token).ConfigureAwait(false))
                {
                    return Lost(SmtpLoss.Closed);
                }

                if (_received > _allowed)
                {
                    return Lost(SmtpLoss.TooMuch);
                }
            }
        }
        catch (Exception exception) when (timer.Explain(exception, phase) is { } loss)
        {
            return Lost(loss);
        }
    }

    /// <summary>
    /// Puts the stream of <paramref name="upgrade"/> in place of the bare one. The time of the handshake phase applies.
    /// Null when it stands, else how the connection was lost.
    /// </summary>
    public async ValueTask<SmtpLoss?> UpgradeAsync(
        Func<Stream, CancellationToken, ValueTask<Stream>> upgrade, CancellationToken stop)
    {
        using PatienceTimer timer = new(PatienceFor(SmtpPhase.Handshake), _clock, stop);
        try
        {
            _stream = await upgrade(_stream, timer.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (timer.Explain(exception, SmtpPhase.Handshake) is { } loss)
        {
            return Note(loss);
        }
    }

    /// <summary>Adds a remark to the transcript.</summary>
    public void Remark(string text) => _transcript.Add('*', text);

    /// <summary>Closes the stream, whatever state it is in. Once closed it stays so.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        try
        {
            await _closing.CancelAsync().ConfigureAwait(false);
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // The far end was gone already; there is nothing left to close.
        }

        // What was still being heard ends with the stream; nobody waits for it, for a stream of the caller might not let go. How it ends says nothing any more.
        _ = EndAsync(_listening ?? Task.CompletedTask);
        _closing.Dispose();
    }

    private static async Task EndAsync(Task listening) => await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // Nothing depends on the reply to QUIT or RSET; giving up at the end of a message risks a second copy (RFC 5321 section 4.5.3.2.6).
    private TimeSpan PatienceFor(SmtpPhase phase) =>
        Budget is null || phase is SmtpPhase.Message or SmtpPhase.Quit or SmtpPhase.Reset ? _timeouts.For(phase) : Budget.Within(_timeouts.For(phase));

    private async ValueTask<bool> FillAsync(CancellationToken stop)
    {
        int read = _listening is { } listening
            ? await listening.WaitAsync(stop).ConfigureAwait(false)
            : await _stream.ReadAsync(_buffer, stop).ConfigureAwait(false);
        _listening = null;
        _start = 0;
        _end = read;
        _received += read;
        return read > 0;
    }

    private void Note(SmtpReply reply)
    {
        for (int i = 0; i < reply.Lines.Count; i++)
        {
            _transcript.Add('S', $"{reply.Code}{(i < reply.Lines.Count - 1 ? '-' : ' ')}{reply.Lines[i]}".TrimEnd(' '));
        }
    }

    private SmtpLoss Note(SmtpLoss loss)
    {
        Remark(loss.Text);
        return loss;
    }

    private SmtpReceipt Lost(SmtpLoss loss) => new(null, Note(loss));
}
