using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// One TCP connection: two octets of length, then the message (RFC 1035 section 4.2.2), any number of queries under way,
/// each under an id of its own. It closes when it has been idle, when the server ends it, or when told to; whoever still
/// waits then gets a failure.
/// </summary>
internal sealed class TcpConnection : IAsyncDisposable
{
    // RFC 7766 section 6.2.3: clients close idle connections; servers keep them for a few seconds.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<ushort, Waiter> _waiting = [];
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>();
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<ushort> _draw;
    private readonly ITimer _idle;
    private Task _running = Task.CompletedTask;
    private TransportReply.Failed _end = new(TransportFault.Closed, "TCP: the connection ended in the middle");

    private TcpConnection(TimeProvider clock, Func<ushort> draw)
    {
        _draw = draw;
        _idle = clock.CreateTimer(static connection => ((TcpConnection)connection!).Close(), this, IdleTime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>True when nothing more can be asked here.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True once a query was answered: this server speaks DNS over TCP.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>Begins to connect; what comes of it, the first to ask will hear.</summary>
    public static TcpConnection Open(IPEndPoint server, TimeProvider clock, Func<ushort> draw)
    {
        TcpConnection connection = new(clock, draw);
        connection._running = connection.RunAsync(server);
        return connection;
    }

    public async ValueTask<TransportReply> AskAsync(Message query, CancellationToken stop)
    {
        if (Enlist(query) is not { } waiter)
        {
            return IsClosed ? _end : new TransportReply.Failed(TransportFault.Local, "TCP: every id is under way");
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

    /// <summary>Ends the connection; those who wait get a failure of kind <see cref="TransportFault.Closed"/>.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (!IsClosed)
            {
                IsClosed = true;
                _closing.Cancel();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await _running.ConfigureAwait(false);
        await _idle.DisposeAsync().ConfigureAwait(false);
        _closing.Dispose();
    }

    private Waiter? Enlist(Message query)
    {
        lock (_lock)
        {
            // RFC 7766 section 6.2.1: an id that is under way on this connection must not be used again.
            if (IsClosed || _waiting.Count == ushort.MaxValue)
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
            _idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _outgoing.Writer.TryWrite(waiter.Query.ToWire());
            return waiter;
        }
    }

    private void Dismiss(Waiter waiter)
    {
        lock (_lock)
        {
            _waiting.Remove(waiter.Query.Id);
            if (_waiting.Count == 0 && !IsClosed)
            {
                _idle.Change(IdleTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private async Task RunAsync(IPEndPoint server)
    {
        try
        {
            using Socket socket = new(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server, _closing.Token).ConfigureAwait(false);
#pragma warning disable CA2025 // Both are waited for below, before the socket goes.
            Task reading = ReadAsync(socket, _closing.Token);
            Task writing = WriteAsync(socket, _closing.Token);
#pragma warning restore CA2025
            await Task.WhenAny(reading, writing).ConfigureAwait(false);
            Close();
            await Task.WhenAll(reading, writing).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Closed from this side, or reading came to the server's end and writing was stopped then.
        }
        catch (SocketException fault)
        {
            _end = SocketFaults.ToReply(fault, "TCP");
        }

        Close();
        Waiter[] left;
        lock (_lock)
        {
            left = [.. _waiting.Values];
        }

        foreach (Waiter waiter in left)
        {
            waiter.Reply.TrySetResult(_end);
        }
    }

    private async Task WriteAsync(Socket socket, CancellationToken stop)
    {
        // One writer, so that two messages never mix, and a caller who gives up never leaves half a message behind.
        await foreach (byte[] message in _outgoing.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            // RFC 7766 section 8: length and message in one write.
            byte[] frame = new byte[sizeof(ushort) + message.Length];
            BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)message.Length);
            message.CopyTo(frame, sizeof(ushort));
            for (int sent = 0; sent < frame.Length;)
            {
                sent += await socket.SendAsync(frame.AsMemory(sent), SocketFlags.None, stop).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadAsync(Socket socket, CancellationToken stop)
    {
        byte[] length = new byte[sizeof(ushort)];
        while (await TryFillAsync(socket, length, stop).ConfigureAwait(false))
        {
            byte[] octets = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            if (!await TryFillAsync(socket, octets, stop).ConfigureAwait(false))
            {
                return;
            }

            Deliver(octets);
        }
    }

    private static async ValueTask<bool> TryFillAsync(Socket socket, Memory<byte> space, CancellationToken stop)
    {
        while (!space.IsEmpty)
        {
            int got = await socket.ReceiveAsync(space, SocketFlags.None, stop).ConfigureAwait(false);
            if (got == 0)
            {
                return false;
            }

            space = space[got..];
        }

        return true;
    }

    private void Deliver(byte[] octets)
    {
        Waiter? waiter = null;
        lock (_lock)
        {
            if (octets.Length >= sizeof(ushort))
            {
                _waiting.TryGetValue(BinaryPrimitives.ReadUInt16BigEndian(octets), out waiter);
            }
        }

        if (waiter is null)
        {
            return;
        }

        if (!Message.TryRead(octets, out Message? reply, out _))
        {
            waiter.Reply.TrySetResult(new TransportReply.Failed(TransportFault.Garbled, "TCP: what came is no DNS message"));
        }
        else if (ReplyMatch.Matches(waiter.Query, reply))
        {
            HasAnswered = true;
            waiter.Reply.TrySetResult(new TransportReply.Received(reply) { Ignored = waiter.Ignored, WrongQuestion = waiter.WrongQuestion });
        }
        else
        {
            waiter.Ignored++;
            waiter.WrongQuestion |= ReplyMatch.HasWrongQuestion(waiter.Query, reply);
        }
    }

    private sealed record Waiter(Message Query)
    {
        public TaskCompletionSource<TransportReply> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Ignored { get; set; }

        public bool WrongQuestion { get; set; }
    }
}
