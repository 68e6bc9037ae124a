using System.Collections.Concurrent;
using System.Net;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// Asks servers that recurse and are not trusted. The next one is asked when one is silent or refuses; a failure code is
/// handed on only when none had better. A silent server is asked once more, and for a while the others come before it.
/// Never asks for less security than before because of what a server did.
/// </summary>
internal sealed class ForwardingSource : ISource
{
    // Resolvers on the way fragment what is larger; DNS flag day 2020, as BIND, Unbound and Knot do.
    private const int UdpPayloadSize = 1232;

    // How long a server that was silent stands behind the others.
    private static readonly TimeSpan SetBack = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<IPEndPoint> _servers;
    private readonly IMessageTransport _transport;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<IPEndPoint, long> _silentSince = new();

    public ForwardingSource(IReadOnlyList<IPEndPoint> servers, IMessageTransport transport, TimeProvider clock)
    {
        if (servers.Count == 0)
        {
            throw new ArgumentException("At least one server is needed.", nameof(servers));
        }

        _servers = servers;
        _transport = transport;
        _clock = clock;
    }

    public int Places => _servers.Count;

    public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        Message query = QueryFor(question);
        Tour tour = new(question);
        IReadOnlyList<IPEndPoint> servers = InOrder(place);
        List<IPEndPoint> silent = [];
        foreach (IPEndPoint server in servers)
        {
            TransportReply reply = await AskOneAsync(query, server, stop).ConfigureAwait(false);
            if (tour.Note(server, reply))
            {
                return tour.Best();
            }

            if (reply is TransportReply.Failed { Fault: TransportFault.TimedOut })
            {
                silent.Add(server);
            }
        }

        // A datagram may be lost. Once more, unless some server did answer.
        foreach (IPEndPoint server in tour.HasReply ? [] : silent)
        {
            if (tour.Note(server, await AskOneAsync(query, server, stop).ConfigureAwait(false)))
            {
                break;
            }
        }

        return tour.Best();
    }

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    // RFC 6840 section 5.9: CD always, so that the server hands on what it would judge otherwise. The name is sent in lower
    // case: a server that changes the case then still returns the question as it was.
    private static Message QueryFor(Question question) => new()
    {
        Flags = MessageFlags.RecursionDesired | MessageFlags.CheckingDisabled,
        Questions = [question with { Name = question.Name.ToCanonical() }],
        Edns = new Edns { DnssecOk = true, UdpPayloadSize = UdpPayloadSize },
    };

    private async ValueTask<TransportReply> AskOneAsync(Message query, IPEndPoint server, CancellationToken stop)
    {
        TransportReply reply = await _transport.AskAsync(query, server, stop).ConfigureAwait(false);
        if (reply is TransportReply.Received)
        {
            _silentSince.TryRemove(server, out _);
        }
        else
        {
            _silentSince[server] = _clock.GetTimestamp();
        }

        return reply;
    }

    private IReadOnlyList<IPEndPoint> InOrder(int place)
    {
        IEnumerable<IPEndPoint> turned = Enumerable.Range(0, _servers.Count).Select(i => _servers[(place + i) % _servers.Count]);
        return [.. turned.OrderBy(server => _silentSince.TryGetValue(server, out long since) && _clock.GetElapsedTime(since) < SetBack)];
    }

    /// <summary>What came of asking one server after the other.</summary>
    private sealed class Tour(Question question)
    {
        private readonly Dictionary<string, List<string>> _findings = [];
        private (string Server, Message Message)? _reply;
        private (string Server, TransportReply.Failed Failure)? _failure;

        public bool HasReply => _reply is not null;

        /// <summary>Takes a reply in; true when nothing better can come.</summary>
        public bool Note(IPEndPoint server, TransportReply reply)
        {
            string name = server.ToString();
            if (!_findings.TryGetValue(name, out List<string>? findings))
            {
                _findings[name] = findings = [];
            }

            findings.AddRange([.. Finding.In(question, reply).Except(findings, StringComparer.Ordinal)]);
            if (reply is TransportReply.Failed failed)
            {
                _failure ??= (name, failed);
                return false;
            }

            Message message = ((TransportReply.Received)reply).Message;
            bool isAnswer = message.Code is ResponseCode.NoError or ResponseCode.NXDomain or ResponseCode.YXDomain;
            if (isAnswer || _reply is null)
            {
                _reply = (name, message);
            }

            return isAnswer;
        }

        public SourceReply Best()
        {
            if (_reply is { } reply)
            {
                return new SourceReply.Received(reply.Message, reply.Server) { Findings = _findings[reply.Server], Others = Others(reply.Server) };
            }

            (string server, TransportReply.Failed failure) = _failure!.Value;
            return new SourceReply.Failed(failure.Fault, server, failure.Text) { Findings = _findings[server], Others = Others(server) };
        }

        private List<UpstreamReport> Others(string server) =>
            [.. _findings.Where(entry => entry.Key != server).Select(entry => new UpstreamReport(entry.Key, entry.Value))];
    }
}
