using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// Forwarders first. Where every one of them has shown that it cannot carry DNSSEC, the walk from the root takes over (RFC 8027 section 5), for a while: then the forwarders
/// are tried again. What makes it walk is what the forwarders do, and nothing gets less secure by it: what the walk brings is judged the same.
/// </summary>
internal sealed class LastResortSource(ISource forwarders, ISource walk, TimeProvider clock) : ISource
{
    // What proves that a server cannot carry DNSSEC. A single reply without EDNS proves little; where it is missing for good, the root's keys come
    // bare, and that proves it.
    private static readonly string[] Obstacles =
    [
        Finding.StripsRrsig, Finding.DeniesRootKeys, Finding.FailsRootKeys, Finding.RejectsEdns, Finding.RefusesRecursion, Finding.CaptivePortal,
        "notimp-ds", "notimp-dnskey", "fails-ds", "fails-dnskey",
    ];

    // RFC 8027 section 4 wants what was found kept, and found anew when the network changes; this long after a change it is.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Since, IReadOnlyList<string> Findings)> _unfit = new(StringComparer.Ordinal);

    /// <summary>The places of the walk are there when they are needed.</summary>
    public int Places => forwarders.Places + (IsDue ? walk.Places : 0);

    public int FirstPlace => IsDue ? forwarders.Places : forwarders.FirstPlace;

    private bool IsDue => Unfit().Count >= forwarders.Places;

    public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        if (place < forwarders.Places)
        {
            SourceReply reply = await forwarders.AskAsync(question, place, stop).ConfigureAwait(false);
            Note(reply);
            return reply;
        }

        IReadOnlyList<UpstreamReport> unfit = Unfit();
        SourceReply walked = await walk.AskAsync(question, place - forwarders.Places, stop).ConfigureAwait(false);
        return Marked(walked with { Others = [.. unfit, .. walked.Others], Remark = Sentence(unfit) });
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

    private void Note(SourceReply reply)
    {
        switch (reply)
        {
            case SourceReply.Received received when received.Message.Answer.Concat(received.Message.Authority).Any(record => record.Type == RecordType.RRSIG):
                lock (_lock)
                {
                    _unfit.Remove(received.Server);
                }

                break;
            case SourceReply.Received received:
                Note(new UpstreamReport(received.Server, received.Findings));
                break;
            default:
                break;
        }

        foreach (UpstreamReport other in reply.Others)
        {
            Note(other);
        }
    }

    private void Note(UpstreamReport server)
    {
        IReadOnlyList<string> obstacles = [.. server.Findings.Intersect(Obstacles, StringComparer.Ordinal)];
        if (obstacles.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            _unfit[server.Server] = (clock.GetTimestamp(), obstacles);
        }
    }

    private IReadOnlyList<UpstreamReport> Unfit()
    {
        lock (_lock)
        {
            return
            [
                .. _unfit.Where(entry => clock.GetElapsedTime(entry.Value.Since) < Memory).OrderBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => new UpstreamReport(entry.Key, entry.Value.Findings)),
            ];
        }
    }
}
