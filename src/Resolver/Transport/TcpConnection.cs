using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// One connection, over TCP or TLS: two octets of length, then the message (RFC 1035 section 4.2.2), any number of queries
/// under way, each under an id of its own. It closes when it has been idle, when the server ends it, or when told to; whoever
/// still waits then gets a failure.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "The token source has no timer and nothing to free, and closing may come from several sides at once.")]
internal sealed class TcpConnection : IAsyncDisposable
{
    // RFC 7766 section 6.2.3: clients close idle connections; servers keep them for a few seconds.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    // A server may offer more (RFC 7828 section 3.3.2), as far as two hours; no descriptor is held for that long here.
    private static readonly TimeSpan MaxIdleTime = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<ushort, Waiter> _waiting = [];
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>();
    private readonly CancellationTokenSource _closing = new();
    private readonly IStreamOpening _opening;
    private readonly TimeProvider _clock;
    private readonly Func<ushort> _draw;
    private readonly Action<TcpConnection> _ended;
    private readonly ITimer _idle;
    private Task _running = Task.CompletedTask;
    private TimeSpan _idleTime = IdleTime;
    private TransportReply.Failed _end;

    /// <summary>A connection that is not begun yet; <paramref name="ended"/> is called once, when nothing of it is left open.</summary>
    public TcpConnection(IStreamOpening opening, TimeProvider clock, Func<ushort> draw, Action<TcpConnection> ended)
    {
        _opening = opening;
        _clock = clock;
        _draw = draw;
        _ended = ended;
        _end = new(TransportFault.Closed, $"{opening.Name}: the connection ended in the middle");
        LastUsed = clock.GetTimestamp();
        _idle = clock.CreateTimer(static connection => ((TcpConnection)connection!).Close(), this, IdleTime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>True when nothing more can be asked here.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True when nothing more is to be asked here, while replies may still come: the server wants it closed, or is silent.</summary>
    public bool IsRunningOut { get; private set; }

    /// <summary>True when nobody waits for anything here.</summary>
    public bool IsIdle => _waiting.Count == 0;

    /// <summary>When the last query was sent or the last message came, as the clock counts.</summary>
    public long LastUsed { get; private set; }

    /// <summary>
    /// How many messages came that show that there is somebody who answers: replies, to those who gave up waiting too. Octets that are no message, and replies to
    /// something else under an id that is waited for, show nothing.
    /// </summary>
    public long Heard { get; private set; }

    /// <summary>True once a query was answered: this server speaks DNS over TCP.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>Begins to connect; what comes of it, the first to ask will hear.</summary>
    public void Begin(IPEndPoint server) => _running = RunAsync(server);

    public async ValueTask<TransportReply> AskAsync(Message query, CancellationToken stop)
    {
        if (Enlist(query) is not { } waiter)
        {
            return IsClosed || IsRunningOut ? _end : new TransportReply.Failed(TransportFault.Local, $"{_opening.Name}: every id is under way");
        }

        try
        {
            return await waiter.Reply.Task.WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            Dismiss(waiter);
        }
    }

    /// <summary>Takes no more queries, and ends when those that are under way are answered or given up.</summary>
    public void RunOut()
    {
        lock (_lock)
        {
            IsRunningOut = true;
        }

        CloseWhenDone();
    }

    /// <summary>Ends the connection; those who wait get a failure of kind <see cref="TransportFault.Closed"/>.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (IsClosed)
            {
                return;
            }

            IsClosed = true;
        }

        // Outside the lock: whoever hears of it may take locks of its own.
        _closing.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await _running.ConfigureAwait(false);
        await _idle.DisposeAsync().ConfigureAwait(false);
    }

    private Waiter? Enlist(Message query)
    {
        lock (_lock)
        {
            // RFC 7766 section 6.2.1: an id that is under way on this connection must not be used again.
            if (IsClosed || IsRunningOut || _waiting.Count == ushort.MaxValue)
            {
                return null;
            }

            int id = _draw();
            while (_waiting.ContainsKey((ushort)id))
            {
                id = (id + 1) & ushort.MaxValue;
            }

            Waiter waiter = new(query with { Id = (ushort)id });
            _waiting.Add(waiter.Query.Id, waiter);
            LastUsed = _clock.GetTimestamp();
            _idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _outgoing.Writer.TryWrite(ToWire(waiter.Query));
            return waiter;
        }
    }

    private void Dismiss(Waiter waiter)
    {
        lock (_lock)
        {
            _waiting.Remove(waiter.Query.Id);
            if (_waiting.Count == 0 && !IsClosed && !IsRunningOut)
            {
                _idle.Change(_idleTime, Timeout.InfiniteTimeSpan);
            }
        }

        CloseWhenDone();
    }

    private void CloseWhenDone()
    {
        if (IsRunningOut && IsIdle)
        {
            Close();
        }
    }

    private byte[] ToWire(Message query) =>
        (_opening.IsEncrypted ? QueryOptions.Padded(QueryOptions.WithKeepalive(query)) : query).ToWire();

    private async Task RunAsync(IPEndPoint server)
    {
        try
        {
            OpenedStream opened = await _opening.OpenAsync(server, _closing.Token).ConfigureAwait(false);
            if (opened.Stream is { } stream)
            {
                await using (stream.ConfigureAwait(false))
                {
                    await ServeAsync(stream).ConfigureAwait(false);
                }
            }
            else
            {
                _end = opened.Failure ?? _end;
            }
        }
        catch (OperationCanceledException)
        {
            // Closed from this side, or reading came to the server's end and writing was stopped then.
        }
        catch (IOException fault)
        {
            _end = fault.InnerException is SocketException inner ? SocketFaults.ToReply(inner, _opening.Name) : _end;
        }
#pragma warning disable CA1031 // Whatever it is, those who wait must hear of it, and whoever disposes of the connection must not.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _end = new(TransportFault.Closed, $"{_opening.Name}: the connection failed ({fault.GetType().Name})");
        }
        finally
        {
            EndAll();
        }
    }

    private void EndAll()
    {
        Close();
        Waiter[] left;
        lock (_lock)
        {
            left = [.. _waiting.Values];
        }

        foreach (Waiter waiter in left)
        {
            waiter.Reply.TrySetResult(_end with { Strays = waiter.Strays });
        }

        _idle.Dispose();
        _ended(this);
    }

    private async Task ServeAsync(Stream stream)
    {
        Task reading = ReadAsync(stream, _closing.Token);
        Task writing = WriteAsync(stream, _closing.Token);
        await Task.WhenAny(reading, writing).ConfigureAwait(false);
        Close();
        await Task.WhenAll(reading, writing).ConfigureAwait(false);
    }

    private async Task WriteAsync(Stream stream, CancellationToken stop)
    {
        // One writer, so that two messages never mix, and a caller who gives up never leaves half a message behind.
        await foreach (byte[] message in _outgoing.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            // RFC 7766 section 8: length and message in one write.
            byte[] frame = new byte[sizeof(ushort) + message.Length];
            BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)message.Length);
            message.CopyTo(frame, sizeof(ushort));
            await stream.WriteAsync(frame, stop).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(Stream stream, CancellationToken stop)
    {
        byte[] length = new byte[sizeof(ushort)];
        while (await TryFillAsync(stream, length, stop).ConfigureAwait(false))
        {
            byte[] octets = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            if (!await TryFillAsync(stream, octets, stop).ConfigureAwait(false))
            {
                return;
            }

            Deliver(octets);
        }
    }

    private static async ValueTask<bool> TryFillAsync(Stream stream, Memory<byte> space, CancellationToken stop) =>
        await stream.ReadAtLeastAsync(space, space.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false) == space.Length;

    private void Deliver(byte[] octets)
    {
        bool isMessage = Message.TryRead(octets, out Message? reply, out _);
        Waiter? waiter = null;
        bool isReply = false;
        lock (_lock)
        {
            LastUsed = _clock.GetTimestamp();
            if (octets.Length >= sizeof(ushort))
            {
                _waiting.TryGetValue(BinaryPrimitives.ReadUInt16BigEndian(octets), out waiter);
            }

            isReply = isMessage && (waiter is null || ReplyMatch.MatchesOnConnection(waiter.Query, reply!));
            Heard += isReply ? 1 : 0;

            // Lengths and messages may be out of step here, and never get into step again: what is asked from now on goes elsewhere.
            IsRunningOut |= !isMessage;
        }

        if (waiter is null)
        {
            CloseWhenDone();
        }
        else if (!isMessage)
        {
            waiter.Reply.TrySetResult(new TransportReply.Failed(TransportFault.Garbled, $"{_opening.Name}: what came is no DNS message")
            {
                Strays = waiter.Strays.WithUnreadable(),
            });
        }
        else if (isReply)
        {
            HasAnswered = true;
            Heed(reply!);
            waiter.Reply.TrySetResult(new TransportReply.Received(reply!) { Strays = waiter.Strays });
        }
        else
        {
            waiter.Strays = waiter.Strays.With(waiter.Query, reply!);
        }
    }

    // RFC 7828 section 3.3.2: the client closes in the server's time, and at once, when all is answered, where that is zero.
    private void Heed(Message reply)
    {
        if (!QueryOptions.TryReadKeepalive(reply, out TimeSpan? offered))
        {
            return;
        }

        lock (_lock)
        {
            _idleTime = offered.Value < MaxIdleTime ? offered.Value : MaxIdleTime;
            IsRunningOut |= _idleTime == TimeSpan.Zero;
        }
    }

    private sealed record Waiter(Message Query)
    {
        public TaskCompletionSource<TransportReply> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public StrayReplies Strays { get; set; } = StrayReplies.None;
    }
}
