using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>What came of asking one server after the other, or several at once.</summary>
internal sealed class UpstreamTour(Question question)
{
    private readonly Lock _lock = new();
    private readonly List<Stop> _stops = [];
    private (Stop Stop, Message Message)? _reply;
    private (Stop Stop, TransportReply.Failed Failure)? _failure;
    private bool _isAnswered;

    /// <summary>Who was asked in the usual form, and what came of it.</summary>
    public IReadOnlyList<(Upstream Server, TransportReply Reply)> Asked => [.. _stops.Select(stop => (stop.Server, stop.First))];

    /// <summary>Takes a reply in; true when nothing better can come.</summary>
    public bool Note(Upstream server, UpstreamReply reply)
    {
        lock (_lock)
        {
            Stop stop = StopAt(server, reply.Reply);
            stop.Add(question, reply);
            if (_isAnswered)
            {
                return true;
            }

            if (reply.Reply is TransportReply.Received received)
            {
                _reply = reply.IsAnswer || _reply is null ? (stop, received.Message) : _reply;
            }
            else
            {
                _failure ??= (stop, (TransportReply.Failed)reply.Reply);
            }

            _isAnswered = reply.IsAnswer;
            foreach (Stop other in _isAnswered ? _stops.Where(each => each != stop && each.HasReply) : [])
            {
                other.Add(other.Server.NoteFailure(question));
            }

            return _isAnswered;
        }
    }

    /// <summary>The server has no answer in any form.</summary>
    public void NoteUnanswered(Upstream server)
    {
        lock (_lock)
        {
            Stop stop = _stops.First(each => each.Server == server);
            if (!_isAnswered && !stop.HasReply)
            {
                stop.Add(server.NoteFailure(question));
            }
        }
    }

    public SourceReply Best()
    {
        lock (_lock)
        {
            if (_reply is { } reply)
            {
                return new SourceReply.Received(reply.Message, reply.Stop.Server.Name)
                {
                    Findings = reply.Stop.Findings,
                    MismatchedReplies = reply.Stop.Mismatched,
                    Others = Others(reply.Stop),
                };
            }

            (Stop stop, TransportReply.Failed failure) = _failure!.Value;
            return new SourceReply.Failed(failure.Fault, stop.Server.Name, failure.Text)
            {
                IsOfEverybody = true,
                Findings = stop.Findings,
                MismatchedReplies = stop.Mismatched,
                Others = Others(stop),
            };
        }
    }

    private Stop StopAt(Upstream server, TransportReply first)
    {
        Stop? stop = _stops.Find(each => each.Server == server);
        if (stop is null)
        {
            stop = new Stop(server, first);
            _stops.Add(stop);
        }

        return stop;
    }

    private List<UpstreamReport> Others(Stop except) =>
    [
        .. _stops.Where(stop => stop != except).Select(stop =>
            new UpstreamReport(stop.Server.Name, stop.Findings) { MismatchedReplies = stop.Mismatched }),
    ];

    /// <summary>One server on the way.</summary>
    private sealed class Stop(Upstream server, TransportReply first)
    {
        private readonly List<string> _findings = [];

        public Upstream Server => server;

        public TransportReply First => first;

        public int Mismatched { get; private set; }

        /// <summary>True when it sent something that can be read, be it a failure code.</summary>
        public bool HasReply { get; private set; }

        /// <summary>Silence in one form is not worth telling when another form was answered, be it with a failure.</summary>
        public IReadOnlyList<string> Findings =>
            [.. _findings.Where(finding => !HasReply || finding != Finding.NoAnswer).Distinct(StringComparer.Ordinal)];

        public void Add(Question question, UpstreamReply reply)
        {
            if (reply.IsAnswer)
            {
                IReadOnlyList<string> takenBack = FindingCatalog.TakenBackBy(question);
                _findings.RemoveAll(finding => takenBack.Contains(finding, StringComparer.Ordinal));
            }

            Add(reply.Findings);
            Mismatched += reply.Reply.Ignored;
            HasReply |= reply.Reply is TransportReply.Received;
        }

        public void Add(IEnumerable<string> findings) => _findings.AddRange(findings);
    }
}
