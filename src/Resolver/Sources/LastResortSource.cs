using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// Forwarders first. Where every one of them has shown that it cannot carry DNSSEC, the walk from the root takes over (RFC 8027 section 5), for a while: then the forwarders
/// are tried again. What makes it walk is what the forwarders do, and nothing gets less secure by it: what the walk brings is judged the same. Where the walk gets nobody's
/// answer, the forwarders are asked too.
/// </summary>
/// <param name="forwarders">Who is asked first.</param>
/// <param name="walk">Who is asked when they are of no use.</param>
/// <param name="clock">Tells how long ago something was noticed.</param>
/// <param name="servers">How many forwarders there are under different names, which is not the number of places.</param>
internal sealed class LastResortSource(ISource forwarders, ISource walk, TimeProvider clock, int servers) : ISource
{
    // What shows that a server cannot carry DNSSEC, in a reply about data of the root. A single reply without EDNS proves little; where it is missing
    // for good, the root's keys come bare, and that proves it.
    private static readonly string[] Obstacles =
    [
        Finding.StripsRrsig, Finding.DeniesRootKeys, Finding.FailsRootKeys, Finding.RejectsEdns, Finding.RefusesRecursion, Finding.CaptivePortal,
        "notimp-ds", "notimp-dnskey", "fails-ds", "fails-dnskey",
    ];

    // What is said of a server that sent nothing of use.
    private static readonly string[] Silences = [Finding.NoAnswer, Finding.HttpError, Finding.UntrustedCertificate];

    // RFC 8027 section 4 wants what was found kept, and found anew when the network changes; this long after a change it is.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    // One silence says little about a server. It is no obstacle alone, only beside a server that has one.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    // A domain can make any number of replies look poor; they are looked into this often.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Since, IReadOnlyList<string> Findings)> _unfit = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _silent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lookedInto = new(StringComparer.Ordinal);
    private long? _walkFailed;

    /// <summary>The places of the walk are there when they are needed, and the forwarders' once more after them.</summary>
    public int Places => forwarders.Places + (IsDue ? walk.Places + forwarders.Places : 0);

    public int FirstPlace => IsDue && !IsWalkFailing ? forwarders.Places : forwarders.FirstPlace;

    private bool IsDue
    {
        get
        {
            lock (_lock)
            {
                string[] unfit = [.. _unfit.Where(entry => IsWithin(entry.Value.Since, Memory)).Select(entry => entry.Key)];
                return unfit.Length > 0
                    && unfit.Union(_silent.Where(entry => IsWithin(entry.Value, Silence)).Select(entry => entry.Key), StringComparer.Ordinal).Count()
                        >= servers;
            }
        }
    }

    // The way to the authoritative servers may be closed where the one to a forwarder is open.
    private bool IsWalkFailing
    {
        get
        {
            lock (_lock)
            {
                return _walkFailed is { } since && IsWithin(since, Memory);
            }
        }
    }

    public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        int walked = place - forwarders.Places;
        return walked < 0 ? await ForwardAsync(question, place, stop).ConfigureAwait(false)
            : walked < walk.Places ? await WalkAsync(question, walked, stop).ConfigureAwait(false)
            : await ForwardAsync(question, walked - walk.Places, stop).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await forwarders.DisposeAsync().ConfigureAwait(false);
        await walk.DisposeAsync().ConfigureAwait(false);
    }

    private static SourceReply Marked(SourceReply reply) => reply switch
    {
        SourceReply.Received received => received with { Findings = [.. received.Findings, IterationFinding.Iterated] },
        SourceReply.Failed failed => failed with { Findings = [.. failed.Findings, IterationFinding.Iterated] },
        _ => reply,
    };

    private static string Sentence(IReadOnlyList<UpstreamReport> unfit) =>
        unfit.All(server => server.Findings.Contains(Finding.StripsRrsig, StringComparer.Ordinal))
            ? $"iterated: every forwarder strips DNSSEC signatures ({string.Join(", ", unfit.Select(server => server.Server))})"
            : $"iterated: no forwarder can carry DNSSEC ({string.Join("; ", unfit.Select(server => $"{server.Server}: {string.Join(", ", server.Findings)}"))})";

    // The root is signed and no attacker's: what is missing from its data, its delegations included, was not kept back by whoever runs a domain.
    private static bool IsOfTheRoot(Question question) => question.Name.IsRoot || question is { Type: RecordType.DS, Name.LabelCount: 1 };

    private static Question OfTheRoot(DomainName name, IEnumerable<string> obstacles) =>
        obstacles.All(each => each is "notimp-ds" or "fails-ds") ? new Question(name.Ancestor(1), RecordType.DS) : new Question(DomainName.Root, RecordType.DNSKEY);

    private static IReadOnlyList<UpstreamReport> Reports(SourceReply reply) => reply switch
    {
        SourceReply.Received received => [new UpstreamReport(received.Server, received.Findings), .. received.Others],
        SourceReply.Failed failed => [new UpstreamReport(failed.Server, failed.Findings), .. failed.Others],
        _ => reply.Others,
    };

    private static IReadOnlyList<string> ObstaclesOf(UpstreamReport server) => [.. server.Findings.Intersect(Obstacles, StringComparer.Ordinal)];

    // A signature shows that signatures come through; that a type is served, only an answer of that type shows.
    private static bool IsDisproved(string finding, Question question, Message reply) =>
        reply.Answer.Concat(reply.Authority).Any(record => record.Type == RecordType.RRSIG)
        && finding switch
        {
            "notimp-ds" or "fails-ds" => question.Type == RecordType.DS,
            "notimp-dnskey" or "fails-dnskey" => question.Type == RecordType.DNSKEY,
            _ => true,
        };

    private async ValueTask<SourceReply> ForwardAsync(Question question, int place, CancellationToken stop)
    {
        SourceReply reply = await forwarders.AskAsync(question, place, stop).ConfigureAwait(false);
        Note(question, reply);
        if (!IsOfTheRoot(question) && Suspected(reply) is { Count: > 0 } obstacles)
        {
            // An unsigned zone may hold a DS or an NSEC, and a domain may fail on a type: only data of the root tells that from a poor server.
            Question probe = OfTheRoot(question.Name, obstacles);
            Note(probe, await forwarders.AskAsync(probe, place, stop).ConfigureAwait(false));
        }

        return reply;
    }

    private async ValueTask<SourceReply> WalkAsync(Question question, int place, CancellationToken stop)
    {
        IReadOnlyList<UpstreamReport> unfit = Unfit();
        SourceReply walked = await walk.AskAsync(question, place, stop).ConfigureAwait(false);
        lock (_lock)
        {
            _walkFailed = walked is SourceReply.Failed ? clock.GetTimestamp() : null;
        }

        return Marked(walked with { Others = [.. unfit, .. walked.Others], Remark = Sentence(unfit) });
    }

    // What is held against servers by a reply about other data than the root's, where that was not looked into a moment ago.
    private List<string> Suspected(SourceReply reply)
    {
        List<string> obstacles = [];
        lock (_lock)
        {
            foreach (UpstreamReport server in Reports(reply))
            {
                bool isNews = !_unfit.ContainsKey(server.Server) || !IsWithin(_unfit[server.Server].Since, Memory);
                if (isNews && ObstaclesOf(server) is { Count: > 0 } found && !(_lookedInto.TryGetValue(server.Server, out long since) && IsWithin(since, Pause)))
                {
                    _lookedInto[server.Server] = clock.GetTimestamp();
                    obstacles.AddRange(found);
                }
            }
        }

        return obstacles;
    }

    private void Note(Question question, SourceReply reply)
    {
        lock (_lock)
        {
            if (reply is SourceReply.Received received)
            {
                _silent.Remove(received.Server);
                if (_unfit.Remove(received.Server, out (long Since, IReadOnlyList<string> Findings) known)
                    && known.Findings.Where(finding => !IsDisproved(finding, question, received.Message)).ToArray() is { Length: > 0 } left)
                {
                    _unfit[received.Server] = known with { Findings = left };
                }
            }

            foreach (UpstreamReport server in Reports(reply))
            {
                if (IsOfTheRoot(question) && ObstaclesOf(server) is { Count: > 0 } obstacles)
                {
                    _unfit[server.Server] = (clock.GetTimestamp(), obstacles);
                }

                if (reply is SourceReply.Failed || server.Findings.Intersect(Silences, StringComparer.Ordinal).Any())
                {
                    _silent[server.Server] = clock.GetTimestamp();
                }
            }
        }
    }

    private IReadOnlyList<UpstreamReport> Unfit()
    {
        lock (_lock)
        {
            return
            [
                .. _unfit.Where(entry => IsWithin(entry.Value.Since, Memory)).OrderBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => new UpstreamReport(entry.Key, entry.Value.Findings)),
            ];
        }
    }

    private bool IsWithin(long since, TimeSpan time) => clock.GetElapsedTime(since) < time;
}
