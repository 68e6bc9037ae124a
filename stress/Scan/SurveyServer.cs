using System.Collections.Concurrent;
using System.Net;
using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Scan;

/// <summary>Serves a world on the loopback interface as a resolver would that nobody should trust: it fails, is silent and loses datagrams where the kind of a domain says so.</summary>
internal sealed class SurveyServer : IAsyncDisposable
{
    /// <summary>How long one that fails at first does so.</summary>
    public static readonly TimeSpan FailingFor = TimeSpan.FromSeconds(5);

    // One datagram of so many is lost, whatever it is about.
    private const int LossOneIn = 500;

    private readonly SurveyWorld _world;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<int, long> _firstAsked = new();
    private readonly ConcurrentDictionary<(DomainName, RecordType), bool> _lost = new();
    private readonly LoopbackDnsServer _server;
    private long _datagrams;

    public SurveyServer(SurveyWorld world, TimeProvider clock)
    {
        _world = world;
        _clock = clock;
        _server = LoopbackDnsServer.Start((query, _) => ValueTask.FromResult(Respond(query)), new IPEndPoint(IPAddress.Loopback, 0));
    }

    public IPEndPoint EndPoint => _server.EndPoint;

    /// <summary>Queries so far.</summary>
    public int Queries => _server.Queries;

    /// <summary>Queries that were lost on the way.</summary>
    public long Lost { get; private set; }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private LabReply Respond(LabQuery query)
    {
        if (query.Question is not { } question)
        {
            return new LabReply.Sent(_world.Answer(query.Message, null));
        }

        SurveyDomain? domain = _world.DomainOf(question.Name);
        if (query.Transport == LabTransport.Datagram
            && (Interlocked.Increment(ref _datagrams) % LossOneIn == 0
                || (domain?.Kind == SurveyKind.Lossy && _lost.TryAdd((question.Name, question.Type), true))))
        {
            Lost++;
            return new LabReply.Silence();
        }

        if (question.Type == RecordType.MX && domain is not null)
        {
            if (domain.Kind == SurveyKind.Silent)
            {
                return new LabReply.Silence();
            }

            if (domain.Kind == SurveyKind.Failing || (domain.Kind == SurveyKind.FailingAtFirst && IsYoung(domain)))
            {
                return new LabReply.Sent(_world.Answer(query.Message, domain) with { Code = ResponseCode.ServFail, Answer = [], Authority = [], Additional = [] });
            }
        }

        return new LabReply.Sent(_world.Answer(query.Message, domain));
    }

    private bool IsYoung(SurveyDomain domain) => _clock.GetElapsedTime(_firstAsked.GetOrAdd(domain.Index, _ => _clock.GetTimestamp())) < FailingFor;
}
