using System.Net;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab;

/// <summary>
/// Carries queries to the servers of a <see cref="LabInternet"/> without a socket, as UDP or TCP would: through octets, cut to size, and only what matches
/// comes through. Nobody waits: silence is told at once.
/// </summary>
internal sealed class LabMessageTransport(LabInternet internet, LabTransport kind) : IMessageTransport
{
    public async ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (!Message.TryRead(query.ToWire(), out Message? received, out _))
        {
            return new TransportReply.Failed(TransportFault.Local, "the query is no message");
        }

        LabReply reply = await internet.RespondAsync(server.Address, new LabQuery(received, kind), stop).ConfigureAwait(false);
        return Take(reply, query);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TransportReply Take(LabReply reply, Message query)
    {
        switch (reply)
        {
            case LabReply.Sent sent:
                byte[] octets = kind == LabTransport.Datagram ? Truncation.ToDatagram(sent.Message, query) : sent.Message.ToWire();
                return Take(new LabReply.Garbage(octets), query);
            case LabReply.Garbage garbage when Message.TryRead(garbage.Octets.Span, out Message? message, out _):
                return ReplyMatch.Matches(query, message)
                    ? new TransportReply.Received(message)
                    : new TransportReply.Failed(TransportFault.TimedOut, "no reply in time")
                    {
                        Strays = StrayReplies.None.With(query, message),
                    };
            case LabReply.Garbage:
                return new TransportReply.Failed(TransportFault.Garbled, "what came is no DNS message");
            case LabReply.Several several:
                TransportReply[] all = [.. several.Replies.Select(one => Take(one, query))];
                return all.OfType<TransportReply.Received>().FirstOrDefault() ?? all[0];
            case LabReply.Closed when kind == LabTransport.Stream:
                return new TransportReply.Failed(TransportFault.Refused, "TCP: the server's host refused");
            default:
                return new TransportReply.Failed(TransportFault.TimedOut, "no reply in time");
        }
    }
}
