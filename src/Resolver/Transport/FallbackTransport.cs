using System.Net;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// UDP first, and TCP when the reply was cut (RFC 2181 section 9, RFC 7766 section 5). A cut reply is never handed on:
/// what is missing from it would look like something withheld.
/// </summary>
internal sealed class FallbackTransport(IMessageTransport udp, IMessageTransport tcp) : IMessageTransport
{
    public async ValueTask<TransportReply> AskAsync(Message query, IPEndPoint server, CancellationToken stop)
    {
        TransportReply first = await udp.AskAsync(query, server, stop).ConfigureAwait(false);
        if (first is not TransportReply.Received { Message.IsTruncated: true })
        {
            return first;
        }

        TransportReply second = await tcp.AskAsync(query, server, stop).ConfigureAwait(false);
        second = second switch
        {
            TransportReply.Failed failed => new TransportReply.Failed(TransportFault.Truncated, $"the reply was cut, and {failed.Text}"),
            TransportReply.Received { Message.IsTruncated: true } =>
                new TransportReply.Failed(TransportFault.Truncated, "the reply was cut, over TCP too"),
            _ => second,
        };
        return second with { Ignored = first.Ignored + second.Ignored, WrongQuestion = first.WrongQuestion || second.WrongQuestion };
    }

    public async ValueTask DisposeAsync()
    {
        await udp.DisposeAsync().ConfigureAwait(false);
        await tcp.DisposeAsync().ConfigureAwait(false);
    }
}
