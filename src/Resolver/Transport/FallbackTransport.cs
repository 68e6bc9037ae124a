using System.Net;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// UDP first, and TCP when the reply was cut (RFC 2181 section 9, RFC 7766 section 5) or when more came that is no reply than
/// chance would bring. A cut reply is never handed on: what is missing from it would look like something withheld.
/// </summary>
internal sealed class FallbackTransport(IMessageTransport udp, IMessageTransport tcp) : IMessageTransport
{
    public async ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop)
    {
        TransportReply first = await udp.AskAsync(query, server, stop).ConfigureAwait(false);
        if (first is not (TransportReply.Received { Message.IsTruncated: true } or TransportReply.Failed { Fault: TransportFault.Mismatched }))
        {
            return first;
        }

        bool wasCut = first is TransportReply.Received;
        TransportReply second = await tcp.AskAsync(query, server, stop).ConfigureAwait(false);
        second = second switch
        {
            TransportReply.Failed failed when wasCut => CutAnd(failed),
            TransportReply.Failed failed =>
                new TransportReply.Failed(TransportFault.Mismatched, $"{((TransportReply.Failed)first).Text}, and {failed.Text}"),
            _ => Whole(second),
        };
        return second with { Strays = first.Strays.And(second.Strays), WasCut = wasCut, Datagrams = first.Datagrams };
    }

    /// <summary>What it comes to when a reply was cut and the rest could not be had.</summary>
    public static TransportReply CutAnd(TransportReply.Failed failed) =>
        new TransportReply.Failed(TransportFault.Truncated, $"the reply was cut, and {failed.Text}") { Strays = failed.Strays, StaysCut = failed.StaysCut, Rest = failed.Fault };

    /// <summary>A reply that came over a connection, unless it is cut: there, nothing more can be had.</summary>
    public static TransportReply Whole(TransportReply reply) => reply is not TransportReply.Received { Message.IsTruncated: true }
        ? reply
        : new TransportReply.Failed(TransportFault.Truncated, "the reply was cut, over TCP too") { Strays = reply.Strays, StaysCut = true };

    public async ValueTask DisposeAsync()
    {
        await udp.DisposeAsync().ConfigureAwait(false);
        await tcp.DisposeAsync().ConfigureAwait(false);
    }
}
