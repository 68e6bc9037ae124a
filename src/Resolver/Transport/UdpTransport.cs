using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// A fresh socket, a random port and a random id for every query (RFC 5452 section 9.2). What does not match is counted and
/// ignored, and the wait goes on: a forged reply must not be able to end it. Only a flood of them does, so that whoever
/// guesses gets few tries, and a question that came back in other letters, which waiting cannot mend. A datagram may be lost,
/// so an unanswered query is sent once more, unless it is to be sent but once. Does not care whether the reply was cut.
/// </summary>
internal sealed class UdpTransport(TimeSpan timeout, TimeProvider clock, Func<ushort> draw, bool once = false) : IMessageTransport
{
    // Ports below belong to services (RFC 6335 section 6).
    private const int FirstPort = 1024;

    // How often a random port may be in use before the system is left to choose one.
    private const int PortDraws = 16;

    // So many messages from the server's address and port, to a port drawn at random, with something wrong in them: PowerDNS
    // (spoof-nearmiss-max) began with 20 and went down to 1, Knot Resolver allows 1. A few leave room for a server's mistake.
    private const int MaxStrays = 8;

    // The same query goes out again after a third of the time; the second wait is twice the first, as RFC 8085 section 3.1.1
    // has it. Under the same id from the same port, for a second pair would double what a forger may guess (RFC 5452 section 5).
    private const int FirstWaitShare = 3;

    // The longest name, type and class, a header and EDNS have less than 300 octets.
    private const int MaxQueryLength = 512;

    // Where the first octet goes of what is only looked at. Nobody reads it.
    private static readonly byte[] Peeked = new byte[1];

    public async ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        Exchange exchange = new(query with { Id = draw() });
        long start = clock.GetTimestamp();
        TransportReply outcome;
        try
        {
            using Socket socket = new(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            BindToRandomPort(socket);

            // A connected socket hands on nothing from other addresses or ports (RFC 5452 section 9.1). Nothing is sent for it, and nothing waits.
#pragma warning disable CA1849
            socket.Connect(server);
#pragma warning restore CA1849
            outcome = (once ? null : await SendAndReceiveAsync(socket, exchange, timeout / FirstWaitShare, stop).ConfigureAwait(false))
                ?? await SendAndReceiveAsync(socket, exchange, timeout - clock.GetElapsedTime(start), stop).ConfigureAwait(false)
                ?? exchange.TimedOut();
        }
        catch (SocketException fault)
        {
            outcome = SocketFaults.ToReply(fault, "UDP");
        }

        stop.ThrowIfCancellationRequested();
        return outcome with { Strays = exchange.Strays, Datagrams = exchange.Sent };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Null when the time was over before anything could be said.</summary>
    private async ValueTask<TransportReply?> SendAndReceiveAsync(Socket socket, Exchange exchange, TimeSpan patience, CancellationToken stop)
    {
        if (patience <= TimeSpan.Zero)
        {
            return null;
        }

        using CancellationTokenSource wait = new(patience, clock);
        using CancellationTokenRegistration givenUp = stop.UnsafeRegister(static waiting => ((CancellationTokenSource)waiting!).Cancel(), wait);
        try
        {
            Send(socket, exchange);
            while (exchange.Strays is { Count: < MaxStrays, OtherCase: false })
            {
                if (await ReceiveAsync(socket, exchange, wait.Token).ConfigureAwait(false) is { } reply)
                {
                    return new TransportReply.Received(reply);
                }
            }

            return exchange.Mismatched();
        }
        catch (OperationCanceledException) when (wait.IsCancellationRequested)
        {
            stop.ThrowIfCancellationRequested();
            return null;
        }
    }

    // One datagram goes into the empty room of its own socket, which does not wait.
    private static void Send(Socket socket, Exchange exchange)
    {
        Span<byte> space = stackalloc byte[MaxQueryLength];
        if (!exchange.Query.TryWrite(space, out int length))
        {
            throw new UnreachableException("A query is one question.");
        }

        exchange.Sent++;
        socket.Send(space[..length]);
    }

    /// <summary>The reply, or null when what came is none.</summary>
    private static async ValueTask<Message?> ReceiveAsync(Socket socket, Exchange exchange, CancellationToken wait)
    {
        // A datagram may have 64 KiB, whatever was offered. Room for that is held only once it is there: hundreds of questions may wait at the same time.
        try
        {
            await socket.ReceiveAsync(Peeked, SocketFlags.Peek, wait).ConfigureAwait(false);
        }
        catch (SocketException cut) when (cut.SocketErrorCode == SocketError.MessageSize)
        {
            // Windows says so when a look shows a part of it.
        }

        byte[] space = ArrayPool<byte>.Shared.Rent(Message.MaxLength);
        try
        {
            int length = await socket.ReceiveAsync(space, SocketFlags.None, wait).ConfigureAwait(false);
            return exchange.Take(space.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(space);
        }
    }

    private void BindToRandomPort(Socket socket)
    {
        IPAddress any = socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        for (int i = 0; i < PortDraws; i++)
        {
            ushort port = draw();
            if (port < FirstPort)
            {
                continue;
            }

            try
            {
                socket.Bind(new IPEndPoint(any, port));
                return;
            }
            catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // The next draw may find a free one.
            }
        }

        socket.Bind(new IPEndPoint(any, 0));
    }

    /// <summary>One query as it was sent, and what came that was not its reply.</summary>
    private sealed class Exchange(Message query)
    {
        public Message Query { get; } = query;

        /// <summary>How often it was sent.</summary>
        public int Sent { get; set; }

        public StrayReplies Strays { get; private set; } = StrayReplies.None;

        /// <summary>The reply, or null for what is none.</summary>
        public Message? Take(ReadOnlySpan<byte> octets)
        {
            if (!Message.TryRead(octets, out Message? reply, out _))
            {
                Strays = Strays.WithUnreadable();
                return null;
            }

            if (ReplyMatch.Matches(Query, reply))
            {
                return reply;
            }

            Strays = Strays.With(Query, reply);
            return null;
        }

        public TransportReply TimedOut() => Strays.Unreadable
            ? new TransportReply.Failed(TransportFault.Garbled, "UDP: what came is no DNS message")
            : new TransportReply.Failed(TransportFault.TimedOut, "UDP: no reply in time");

        public TransportReply Mismatched() => Strays == new StrayReplies(Strays.Count, Unreadable: true) ? TimedOut() : new TransportReply.Failed(
            TransportFault.Mismatched,
            Strays.OtherCase ? "UDP: the reply writes the question in other letters" : $"UDP: {Strays.Count} messages came that are no reply to the query");
    }
}
