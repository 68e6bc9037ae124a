using System.Net;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver;

/// <summary>
/// The front door: a name and a type in, an <see cref="Answer"/> out, judged here and at one instant. Identical questions
/// under way at the same time are asked once. What comes out bogus or undecided is asked again elsewhere, as far as there
/// is an elsewhere: one bad server must not take a healthy domain away. What was proved is remembered for as long as it holds, and
/// changes what a lookup costs, never what comes of it. Failures are values; only cancellation throws.
/// </summary>
public sealed class StubResolver : ISecureResolver, IAsyncDisposable
{
    // Whoever is best and then each of the three servers that resolv.conf(5) can name, and one more for the walk from the root: failures must not multiply
    // questions without end.
    private const int MaxAttempts = 5;

    private readonly CoalescingSource _source;
    private readonly ResolverOptions _options;
    private readonly ResolverMemory? _memory;
    private readonly KeyRefresh _refresh;
    private readonly AnchorUpkeep _upkeep;

    /// <summary>A resolver that asks the servers of the options.</summary>
    public StubResolver(ResolverOptions options)
        : this(SourceOf(options), options)
    {
    }

    /// <summary>A resolver that asks this source, which is its own from now on; the options' servers are not used.</summary>
    public StubResolver(ISource source, ResolverOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        _source = new CoalescingSource(source);
        _options = options;
        _memory = options.Cache is { } cache ? new ResolverMemory(cache, options.Clock) : null;
        _refresh = new KeyRefresh(RefreshAsync, options.Logger);
        _upkeep = new AnchorUpkeep(_source, options);
    }

    /// <summary>What is remembered; null when nothing is.</summary>
    internal ResolverMemory.Epoch? Memory => _memory?.Under(Anchors, _options.Policy, _options.Clock.GetUtcNow());

    /// <summary>The look at followed keys that is under way.</summary>
    internal AnchorUpkeep Upkeep => _upkeep;

    // Read once per session: the set may be replaced while a lookup runs.
    private TrustAnchorSet Anchors => _options.AnchorTracker?.Current ?? _options.Anchors;

    /// <summary>The keys that are being fetched again.</summary>
    internal KeyRefresh Refresh => _refresh;

    /// <inheritdoc/>
    public ValueTask<Answer> LookupAsync(DomainName name, RecordType type, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        _upkeep.BeginIfDue();
        DateTimeOffset now = _options.Clock.GetUtcNow();
        ResolverMemory.Epoch? memory = _memory?.Under(Anchors, _options.Policy, now);
        if (stop.IsCancellationRequested || memory?.Find(name, type, now) is not { } kept)
        {
            return new ValueTask<Answer>(AskAsync(new Question(name, type), now, memory, stop));
        }

        _options.Logger.Remembered(name, type, kept.Security, kept.Age);
        return new ValueTask<Answer>(kept);
    }

    /// <summary>Closes what is open; lookups under way end with failures.</summary>
    public async ValueTask DisposeAsync()
    {
        await _upkeep.UnderWay.ConfigureAwait(false);
        await _refresh.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    internal static ISource SourceOf(ResolverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Iterate)
        {
            return WalkOf(options);
        }

        IReadOnlyList<UpstreamServer> servers = options.Servers;
        if (servers.Count == 0)
        {
            if (!SystemResolvers.TryRead(SystemResolvers.Path, out IReadOnlyList<IPEndPoint> found, out string? why))
            {
                return new SilentSource(why);
            }

            servers = [.. found];
        }

        // Whoever asks over TLS or HTTPS alone wants nothing to go out in clear, as a walk does.
        ForwardingSource forwarders = new UpstreamOpening(options.ServerRoots, options.TryTimeout, options.Clock, options.Draw) { Pace = options.Pace }.Open(servers);
        return options.IteratesAsLastResort && LeadsToTheRoot(options) && servers.Any(server => server is UpstreamServer.Plain)
            ? new LastResortSource(forwarders, WalkOf(options), options.Clock, servers.DistinctBy(server => server.Name, StringComparer.Ordinal).Count())
            : forwarders;
    }

    private static IteratingSource WalkOf(ResolverOptions options) =>
        IteratingSource.Of(options.RootHints, options.Iteration, options.TryTimeout, options.Clock, options.Draw, options.AuthorityPort, options.Pace);

    // Whoever trusts the keys of another root lives in another internet: the servers of the public one know nothing of it.
    private static bool LeadsToTheRoot(ResolverOptions options) =>
        !ReferenceEquals(options.RootHints, RootHints.Iana)
        || options.Anchors.Anchors.Where(anchor => anchor.Zone.IsRoot).Select(TagOf).Intersect(TrustAnchorSet.Iana.Anchors.Select(TagOf)).Any();

    private static ushort TagOf(TrustAnchor anchor) =>
        anchor.Data is DsRdata digest ? digest.KeyTag : KeyTag.Of((DnskeyRdata)anchor.Data);

    private async Task<Answer> AskAsync(Question question, DateTimeOffset now, ResolverMemory.Epoch? memory, CancellationToken stop)
    {
        long started = _options.Clock.GetTimestamp();
        using CancellationTokenSource time = new(_options.Timeout, _options.Clock);
        Opinions opinions = new();
        int place = _source.FirstPlace;
        for (int attempts = 0; attempts < MaxAttempts && place < _source.Places; attempts++, place = Math.Max(place + 1, _source.FirstPlace))
        {
            if (opinions.Best is { } soFar)
            {
                if (!IsWorthAnotherPlace(soFar.Judgement.Verdict) || time.IsCancellationRequested)
                {
                    break;
                }

                _options.Logger.AskingElsewhere(question, place, soFar.Why);
            }

            ProofView? view = memory is null ? null : new ProofView(memory.Proofs, now, place);
            Opinion opinion = await AttemptAsync(question, now, memory, place, view, opinions, time.Token, stop).ConfigureAwait(false);
            opinions.Add(opinion);
            if (view is not null && _options.Cache is { RefreshesKeys: true } && opinion.IsUsable)
            {
                _refresh.Begin(view.RunningOut);
            }

            // What is kept must not make a zone bogus that changed before its time: asked afresh, it is judged by what it is now.
            if (IsWorthAskingAfresh(opinion, memory, now) && !time.IsCancellationRequested)
            {
                _options.Logger.AskingAfresh(question, place, opinion.Why);
                ProofView afresh = new(memory!.Proofs, now, place) { IsAfresh = true };
                Opinion second = await AttemptAsync(question, now, memory, place, afresh, opinions, time.Token, stop).ConfigureAwait(false);
                opinions.Add(second);
                if (!second.IsUsable)
                {
                    memory.Proofs.Reassure(opinion.Attempt.Session.DeepestKept!, now);
                }
            }
        }

        Opinion best = opinions.Best!;
        foreach (Opinion opinion in opinions.All)
        {
            opinion.Attempt.Watch.CompareWith(best.Judgement, question.Name);
        }

        Answer answer = ToAnswer(question, best.Judgement, best.Why, now) with
        {
            Upstream = Merged(opinions.All.SelectMany(opinion => opinion.Attempt.Upstream.Concat(opinion.Attempt.Watch.Reports))),
            Remarks = [.. opinions.All.SelectMany(opinion => opinion.Attempt.Remarks).Distinct(StringComparer.Ordinal)],
            Queries = opinions.All.Sum(opinion => opinion.Attempt.Queries),
            Unused = opinions.All.Sum(opinion => opinion.Attempt.Session.Unused),
            RoundTrips = opinions.All.Sum(opinion => opinion.Attempt.RoundTrips),
            Elapsed = _options.Clock.GetElapsedTime(started),
        };
        answer = answer with { FromCache = best.Attempt.Session.Links is [_, ..] links && links.All(link => link.IsKept) };
        memory?.Learn(answer, opinions, now);
        _options.Logger.Judged(question, answer.Security, answer.Queries, answer.RoundTrips, answer.Elapsed);
        if (answer.Security == SecurityStatus.Bogus)
        {
            _options.Logger.Bogus(question, answer.Why);
        }

        return answer;
    }

    private async Task<Opinion> AttemptAsync(
        Question question, DateTimeOffset now, ResolverMemory.Epoch? memory, int place, ProofView? view, Opinions before, CancellationToken time, CancellationToken stop)
    {
        // What is remembered counts under its own anchors only, so the lookup keeps to them even when newer ones came meanwhile.
        // A session of its own, so that evidence from two places never mixes; what it may cost is what the others left.
        ValidationSession session = new(question, memory?.Anchors ?? Anchors, _options.Policy, _options.Limits.After(before.Work, before.Conclusions), now, view);
        int places = _source.Places;
        LookupAttempt attempt = new(_source, place, session, _options.Logger, before.UnansweredAt(places));
        Judgement judgement = attempt.Watch.Weigh(await attempt.RunAsync(time, stop).ConfigureAwait(false), question);
        return new Opinion(place, attempt, judgement, judgement.Verdict.Why) { Places = places };
    }

    /// <summary>Asks for a zone's keys as if what soon runs out had already done so.</summary>
    private async Task RefreshAsync(DomainName zone, CancellationToken stop)
    {
        DateTimeOffset now = _options.Clock.GetUtcNow();
        if (Memory is not { } memory || memory.Failures.Find(zone, RecordType.DNSKEY, now) is not null)
        {
            return;
        }

        _options.Logger.RefreshingKeys(zone);
        using CancellationTokenSource time = new(_options.Timeout, _options.Clock);
        Question question = new(zone, RecordType.DNSKEY);
        int place = _source.FirstPlace;
        ProofView view = new(memory.Proofs, now, place) { HidesWhatRunsOut = true };
        Opinions opinions = new();
        Opinion opinion = await AttemptAsync(question, now, memory, place, view, opinions, time.Token, stop).ConfigureAwait(false);
        opinions.Add(opinion);
        memory.Learn(ToAnswer(question, opinion.Judgement, opinion.Why, now), opinions, now);
        if (!opinion.IsUsable)
        {
            _options.Logger.KeysNotRefreshed(zone, opinion.Why?.Text ?? "");
        }
    }

    private static bool IsWorthAskingAfresh(Opinion opinion, ResolverMemory.Epoch? memory, DateTimeOffset now) =>
        memory is not null
        && opinion.Judgement.Verdict.Status == SecurityStatus.Bogus
        && opinion.Attempt.Session is { DeepestKept: { } zone, HeldAgainstUntil: null }
        && !memory.Proofs.IsReassured(zone, now);

    // An anchor that is missing is missing everywhere, and no server can help a name that is not judged at all.
    private static bool IsWorthAnotherPlace(Verdict verdict) =>
        verdict.Status is SecurityStatus.Bogus or SecurityStatus.Indeterminate
        && verdict.Why?.Kind is not (ReasonKind.NoTrustAnchor or ReasonKind.NotRecorded);

    private static Answer ToAnswer(Question question, Judgement judgement, Reason? why, DateTimeOffset now)
    {
        Verdict verdict = judgement.Verdict;
        Answer answer = new()
        {
            Question = question,
            Security = verdict.Status,
            Code = ResponseCode.ServFail,
            UpstreamCode = judgement.UpstreamCode,
            FinalName = judgement.FinalName,
            Why = why,
            Evidence = verdict.Evidence,
            ValidUntil = verdict.ValidUntil,
            JudgedAt = now,
            NobodyAnswered = judgement.NobodyAnswered,
        };

        // RFC 4035 section 5.5: nothing of what did not validate is handed on.
        return !answer.IsUsable ? answer : answer with
        {
            Code = judgement.Code,
            Aliases = judgement.Aliases,
            Records = [.. judgement.Data.SelectMany(set => set.Records)],
            Chain = [.. judgement.AliasSets.Concat(judgement.Data).SelectMany(set => set.Records)],
            Authority = [.. judgement.Authority.SelectMany(set => set.Records)],
            Secure = SecureRecords.Attest(judgement),
        };
    }

    private static IReadOnlyList<UpstreamReport> Merged(IEnumerable<UpstreamReport> reports)
    {
        UpstreamReport[] all = [.. reports];

        // Mostly one server answered everything, and there is nothing to say about it.
        return all is [var first, ..] && Array.TrueForAll(all, report => report.Server == first.Server && report is { Findings.Count: 0, MismatchedReplies: 0 })
            ? [new UpstreamReport(first.Server, [])]
            :
            [
                .. all.GroupBy(report => report.Server, StringComparer.Ordinal).Select(server =>
                    new UpstreamReport(server.Key, [.. server.SelectMany(report => report.Findings).Distinct(StringComparer.Ordinal)])
                    {
                        MismatchedReplies = server.Sum(report => report.MismatchedReplies),
                    }),
            ];
    }
}
