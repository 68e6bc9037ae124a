using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// A fresh socket, a random port and a random id for every query (RFC 5452 section 9.2). What does not match is counted
/// and ignored, and the wait goes on: a forged reply must not be able to end it. Does not ask again, and does not care
/// whether the reply was cut.
/// </summary>
internal sealed class UdpTransport(TimeSpan timeout, TimeProvider clock, Func<ushort> draw) : IMessageTransport
{
    // Ports below belong to services (RFC 6335 section 6).
    private const int FirstPort = 1024;

    // How often a random port may be in use before the system is left to choose one.
    private const int PortDraws = 16;

    public async ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        Message sent = query with { Id = draw() };
        Strays strays = new();
        using CancellationTokenSource time = new(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        byte[] space = ArrayPool<byte>.Shared.Rent(Message.MaxLength);
        TransportReply outcome;
        try
        {
            using Socket socket = new(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            BindToRandomPort(socket);

            // A connected socket hands on nothing from other addresses or ports (RFC 5452 section 9.1).
            await socket.ConnectAsync(server, either.Token).ConfigureAwait(false);
            await SendAsync(socket, sent, space, either.Token).ConfigureAwait(false);
            outcome = new TransportReply.Received(await ReceiveAsync(socket, sent, space, strays, either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            outcome = strays.Unreadable
                ? new TransportReply.Failed(TransportFault.Garbled, "UDP: what came is no DNS message")
                : new TransportReply.Failed(TransportFault.TimedOut, "UDP: no reply in time");
        }
        catch (SocketException fault)
        {
            outcome = SocketFaults.ToReply(fault, "UDP");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(space);
        }

        return outcome with { Ignored = strays.Count, WrongQuestion = strays.WrongQuestion, OtherCase = strays.OtherCase };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async ValueTask SendAsync(Socket socket, Message sent, byte[] space, CancellationToken stop)
    {
        if (!sent.TryWrite(space, out int length))
        {
            throw new UnreachableException("A query is one question.");
        }

        await socket.SendAsync(space.AsMemory(0, length), SocketFlags.None, stop).ConfigureAwait(false);
    }

    private static async ValueTask<Message> ReceiveAsync(
        Socket socket, Message sent, byte[] space, Strays strays, CancellationToken stop)
    {
        while (true)
        {
            int length = await socket.ReceiveAsync(space, SocketFlags.None, stop).ConfigureAwait(false);
            if (!Message.TryRead(space.AsSpan(0, length), out Message? reply, out _))
            {
                strays.Unreadable = true;
                strays.Count++;
            }
            else if (ReplyMatch.Matches(sent, reply))
            {
                return reply;
            }
            else
            {
                bool otherCase = ReplyMatch.HasOtherCase(sent, reply);
                strays.OtherCase |= otherCase;
                strays.WrongQuestion |= !otherCase && ReplyMatch.HasWrongQuestion(sent, reply);
                strays.Count++;
            }
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

    private sealed class Strays
    {
        public int Count { get; set; }

        public bool WrongQuestion { get; set; }

        public bool OtherCase { get; set; }

        public bool Unreadable { get; set; }
    }
}
