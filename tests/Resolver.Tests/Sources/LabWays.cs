using System.Diagnostics.CodeAnalysis;
using System.Net;
using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Sources;

/// <summary>
/// Reaches a server of the lab in process, by the rules of datagrams or of connections: octets, sizes, matching, silence. No
/// socket and no waiting, so that a whole tour through the forms of a query takes no time.
/// </summary>
internal sealed class LabWays(LabNameServer server, LabTransport transport) : IMessageTransport
{
    private static readonly IPEndPoint Somewhere = new(IPAddress.Loopback, 53);

    private int _asked;

    /// <summary>Queries so far.</summary>
    public int Asked => _asked;

    /// <summary>A server as a forwarding source sees it.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Nothing is open in it.")]
    public static Upstream To(LabNameServer server, TimeProvider clock, bool withTcp = true) =>
        To(server, clock, new LabWays(server, LabTransport.Datagram), withTcp ? new LabWays(server, LabTransport.Stream) : null);

    [SuppressMessage("Reliability", "CA2000", Justification = "Nothing is open in it.")]
    public static Upstream To(LabNameServer server, TimeProvider clock, LabWays udp, LabWays? tcp)
    {
        RefusedWay none = new();
        FallbackTransport fallback = new(udp, tcp is null ? none : tcp);
        return new Upstream(
            server.Name,
            new UpstreamWays(
                (query, stop) => fallback.AskAsync(query, Somewhere, stop),
                (query, stop) => tcp is null ? none.AskAsync(query, Somewhere, stop) : tcp.AskAsync(query, Somewhere, stop)),
            clock);
    }

    public async ValueTask<TransportReply> AskAsync(Message query, IPEndPoint endPoint, CancellationToken stop)
    {
        Interlocked.Increment(ref _asked);
        Message sent = query with { Id = 0x1234 };
        LabReply reply = await server.RespondAsync(new LabQuery(sent, transport), stop);
        StrayReplies strays = StrayReplies.None;
        Message? received = null;
        foreach (byte[] octets in Octets(reply, sent))
        {
            if (!Message.TryRead(octets, out Message? message, out _))
            {
                strays = strays.WithUnreadable();
            }
            else if (transport == LabTransport.Datagram ? ReplyMatch.Matches(sent, message) : ReplyMatch.MatchesOnConnection(sent, message))
            {
                received = message;
                break;
            }
            else
            {
                strays = strays.With(sent, message);
            }
        }

        TransportReply outcome =
            received is not null ? new TransportReply.Received(received)
            : reply is LabReply.Closed ? new TransportReply.Failed(TransportFault.Closed, "the connection ended")
            : strays.Unreadable ? new TransportReply.Failed(TransportFault.Garbled, "what came is no DNS message")
            : strays.OtherCase ? new TransportReply.Failed(TransportFault.Mismatched, "other letters")
            : new TransportReply.Failed(TransportFault.TimedOut, "no reply in time");
        return outcome with { Strays = strays };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IEnumerable<byte[]> Octets(LabReply reply, Message query) => reply switch
    {
        LabReply.Sent sent => [transport == LabTransport.Datagram ? Truncation.ToDatagram(sent.Message, query) : sent.Message.ToWire()],
        LabReply.Garbage garbage => [garbage.Octets.ToArray()],
        LabReply.Several several => several.Replies.SelectMany(one => Octets(one, query)),
        _ => [],
    };

    private sealed class RefusedWay : IMessageTransport
    {
        public ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop) =>
            new(new TransportReply.Failed(TransportFault.Refused, "TCP: the server's host refused"));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
