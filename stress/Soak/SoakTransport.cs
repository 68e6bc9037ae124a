using System.Net;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Soak;

/// <summary>
/// Carries queries to servers in this process, through octets and cut to size, as UDP or TCP would. A datagram that is not answered is sent once more, as
/// by the transport over sockets; nobody waits for one that was lost.
/// </summary>
internal sealed class SoakTransport(Func<IPAddress, LabQuery, CancellationToken, ValueTask<LabReply>> servers, LabTransport kind) : IMessageTransport
{
    private int _id;

    /// <inheritdoc/>
    public async ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();

        // Others go on meanwhile, as while a datagram travels.
        await Task.Yield();
        Message sent = query with { Id = (ushort)(Interlocked.Increment(ref _id) & ushort.MaxValue) };
        if (!Message.TryRead(sent.ToWire(), out Message? received, out _))
        {
            return new TransportReply.Failed(TransportFault.Local, "the query is no message");
        }

        LabQuery asked = new(received, kind);
        TransportReply reply = Take(await servers(server.Address, asked, stop).ConfigureAwait(false), sent);
        return reply is TransportReply.Received || kind == LabTransport.Stream
            ? reply
            : Take(await servers(server.Address, asked, stop).ConfigureAwait(false), sent);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TransportReply Take(LabReply reply, Message query)
    {
        switch (reply)
        {
            case LabReply.Sent sent:
                return Read(kind == LabTransport.Datagram ? Truncation.ToDatagram(sent.Message, query) : sent.Message.ToWire(), query);
            case LabReply.Garbage garbage:
                return Read(garbage.Octets.Span, query);
            case LabReply.Several several:
                TransportReply last = new TransportReply.Failed(TransportFault.TimedOut, "no reply in time");
                StrayReplies strays = StrayReplies.None;
                foreach (LabReply one in several.Replies)
                {
                    last = Take(one, query);
                    if (last is TransportReply.Received)
                    {
                        break;
                    }

                    strays = strays.And(last.Strays);
                }

                return last with { Strays = strays };
            case LabReply.Closed when kind == LabTransport.Stream:
                return new TransportReply.Failed(TransportFault.Closed, "the connection ended in the middle");
            default:
                return new TransportReply.Failed(TransportFault.TimedOut, "no reply in time");
        }
    }

    private static TransportReply Read(ReadOnlySpan<byte> octets, Message query) =>
        !Message.TryRead(octets, out Message? message, out _)
            ? new TransportReply.Failed(TransportFault.Garbled, "what came is no DNS message") { Strays = StrayReplies.None.WithUnreadable() }
            : ReplyMatch.Matches(query, message)
                ? new TransportReply.Received(message)
                : new TransportReply.Failed(TransportFault.TimedOut, "no reply in time") { Strays = StrayReplies.None.With(query, message) };
}
