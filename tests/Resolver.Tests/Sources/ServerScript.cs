using System.Collections.Concurrent;
using System.Net;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Sources;

/// <summary>What the test wants each server to say, and who was asked.</summary>
internal sealed class ServerScript
{
    private readonly Dictionary<IPEndPoint, Func<Message, TransportReply>> _script = [];
    private readonly ConcurrentQueue<(IPEndPoint Server, Message Query)> _asked = new();

    public IReadOnlyList<string> Asked => [.. _asked.Select(ask => ask.Server.Address.ToString())];

    public IReadOnlyList<Message> Queries => [.. _asked.Select(ask => ask.Query)];

    public static IPEndPoint Server(int number) => new(IPAddress.Parse($"192.0.2.{number}"), 53);

    public static TransportReply Silence(Message query)
    {
        Assert.NotEmpty(query.Questions);
        return new TransportReply.Failed(TransportFault.TimedOut, "UDP: no reply in time");
    }

    public static TransportReply Refusal(Message query)
    {
        Assert.NotEmpty(query.Questions);
        return new TransportReply.Failed(TransportFault.Refused, "UDP: the server's host refused");
    }

    public static Func<Message, TransportReply> Code(ResponseCode code) =>
        query => new TransportReply.Received(Tests.Transport.Queries.ReplyTo(query) with { Code = code });

    public ServerScript On(int number, Func<Message, TransportReply> reply)
    {
        _script[Server(number)] = reply;
        return this;
    }

    public ServerScript On(int number, params Func<Message, TransportReply>[] replies)
    {
        Queue<Func<Message, TransportReply>> left = new(replies);
        return On(number, query => left.Dequeue()(query));
    }

    public TransportReply Ask(Message query, IPEndPoint server)
    {
        _asked.Enqueue((server, query));
        return _script[server](query);
    }
}
