using System.Collections.Concurrent;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab;

/// <summary>
/// A source that asks name servers of the lab in process: no socket, no octets, no waiting but where a fault says so. Treats
/// replies as a forwarding source would: what does not match is ignored, a cut one is asked for again without the limit.
/// </summary>
public sealed class LabSource : ISource
{
    private readonly LabNameServer[] _servers;
    private readonly ConcurrentQueue<Question> _asked = new();

    /// <summary>One place that answers soundly, but for the faults.</summary>
    public LabSource(ZoneSet zones, params IEnumerable<IReplyFault> faults)
        : this(new LabNameServer(zones, faults))
    {
    }

    /// <summary>One place per server.</summary>
    public LabSource(params IEnumerable<LabNameServer> servers)
    {
        _servers = [.. servers];
        if (_servers.Length == 0)
        {
            throw new ArgumentException("A source needs a server.", nameof(servers));
        }
    }

    /// <inheritdoc/>
    public int Places => _servers.Length;

    /// <summary>Every question so far, in the order asked.</summary>
    public IReadOnlyList<Question> Asked => [.. _asked];

    /// <summary>Sees each question and its place first; what it returns is the reply, and null leaves it to the servers.</summary>
    public Func<Question, int, SourceReply?>? Hook { get; set; }

    /// <inheritdoc/>
    public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(question);
        stop.ThrowIfCancellationRequested();
        int index = place % _servers.Length;
        _asked.Enqueue(question);
        if (Hook?.Invoke(question, index) is { } hooked)
        {
            return hooked;
        }

        var query = new Message
        {
            Flags = MessageFlags.RecursionDesired | MessageFlags.CheckingDisabled,
            Questions = [question],
            Edns = new Edns { DnssecOk = true },
        };
        LabNameServer server = _servers[index];
        SourceReply reply = await ExchangeAsync(server, new LabQuery(query, LabTransport.Datagram), stop).ConfigureAwait(false);
        if (reply is SourceReply.Received { Message.IsTruncated: true })
        {
            reply = await ExchangeAsync(server, new LabQuery(query, LabTransport.Stream), stop).ConfigureAwait(false);
        }

        return reply is SourceReply.Received { Message.IsTruncated: true }
            ? new SourceReply.Failed(TransportFault.Truncated, server.Name, "the reply was cut over TCP too")
            : reply;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async ValueTask<SourceReply> ExchangeAsync(LabNameServer server, LabQuery query, CancellationToken stop)
    {
        LabReply reply = await server.RespondAsync(query, stop).ConfigureAwait(false);
        return FirstUsable(reply, query, server.Name)
            ?? new SourceReply.Failed(TransportFault.TimedOut, server.Name, "no reply that matches the query came");
    }

    private static SourceReply? FirstUsable(LabReply reply, LabQuery query, string server) => reply switch
    {
        LabReply.Sent sent => sent.Message.Id == query.Message.Id
            && sent.Message.IsResponse
            && sent.Message.Questions.SequenceEqual(query.Message.Questions)
                ? new SourceReply.Received(sent.Message, server)
                : null,
        LabReply.Garbage garbage => Message.TryRead(garbage.Octets.Span, out Message? message, out WireFault fault)
            ? FirstUsable(new LabReply.Sent(message), query, server)
            : new SourceReply.Failed(TransportFault.Garbled, server, $"the octets are no message: {fault}"),
        LabReply.Several several => several.Replies.Select(one => FirstUsable(one, query, server)).FirstOrDefault(one => one is not null),
        LabReply.Closed => new SourceReply.Failed(TransportFault.Closed, server, "the connection was closed"),
        _ => null,
    };
}
