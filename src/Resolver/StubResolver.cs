using System.Diagnostics.CodeAnalysis;
using System.Net;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver;

/// <summary>
/// The front door: a name and a type in, an <see cref="Answer"/> out, judged here and at one instant. Identical questions
/// under way at the same time are asked once. What comes out bogus or undecided is asked again elsewhere, as far as there
/// is an elsewhere: one bad server must not take a healthy domain away. Failures are values; only cancellation throws.
/// </summary>
public sealed class StubResolver : ISecureResolver, IAsyncDisposable
{
    // A second opinion, and a third: failures must not multiply questions without end.
    private const int MaxAttempts = 3;

    private readonly CoalescingSource _source;
    private readonly ResolverOptions _options;

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
    }

    /// <inheritdoc/>
    public async ValueTask<Answer> LookupAsync(DomainName name, RecordType type, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        Question question = new(name, type);
        DateTimeOffset now = _options.Clock.GetUtcNow();
        long started = _options.Clock.GetTimestamp();
        using CancellationTokenSource time = new(_options.Timeout, _options.Clock);
        List<LookupAttempt> attempts = [];
        Judgement? best = null;
        Reason? why = null;
        for (int place = 0; place < Math.Min(MaxAttempts, _source.Places); place++)
        {
            if (best is not null)
            {
                if (!IsWorthAnotherPlace(best.Verdict) || time.IsCancellationRequested)
                {
                    break;
                }

                _options.Logger.AskingElsewhere(question, place, why);
            }

            // A session of its own, so that evidence from two places never mixes.
            LookupAttempt attempt = new(_source, place, SessionFor(question, now), _options.Logger);
            attempts.Add(attempt);
            Judgement judgement = await attempt.RunAsync(time.Token, stop).ConfigureAwait(false);
            if (best is null || judgement.Verdict.Status > best.Verdict.Status)
            {
                best = judgement;
                why = WhyOf(judgement.Verdict, attempt);
            }
        }

        Answer answer = ToAnswer(question, best!, why, now) with
        {
            Upstream = Merged(attempts.SelectMany(attempt => attempt.Upstream)),
            Queries = attempts.Sum(attempt => attempt.Queries),
            RoundTrips = attempts.Sum(attempt => attempt.RoundTrips),
            Elapsed = _options.Clock.GetElapsedTime(started),
        };
        _options.Logger.Judged(question, answer.Security, answer.Queries, answer.RoundTrips, answer.Elapsed);
        if (answer.Security == SecurityStatus.Bogus)
        {
            _options.Logger.Bogus(question, answer.Why);
        }

        return answer;
    }

    /// <summary>Closes what is open; lookups under way end with failures.</summary>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    [SuppressMessage("Reliability", "CA2000", Justification = "The source belongs to the resolver, which disposes of it.")]
    internal static ISource SourceOf(ResolverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Iterate)
        {
            return IteratingSource.Of(options.RootHints, options.Iteration, options.TryTimeout, options.Clock, options.Draw, options.AuthorityPort);
        }

        IReadOnlyList<IPEndPoint> servers = options.Servers;
        if (servers.Count == 0 && !SystemResolvers.TryRead(SystemResolvers.Path, out servers, out string? why))
        {
            return new SilentSource(why);
        }

        FallbackTransport transport = new(
            new UdpTransport(options.TryTimeout, options.Clock, options.Draw),
            new TcpTransport(options.TryTimeout, options.Clock, options.Draw));
        return new ForwardingSource(servers, transport, options.Clock);
    }

    // An anchor that is missing is missing everywhere, and no server can help a name that is not judged at all.
    private static bool IsWorthAnotherPlace(Verdict verdict) =>
        verdict.Status is SecurityStatus.Bogus or SecurityStatus.Indeterminate
        && verdict.Why?.Kind is not (ReasonKind.NoTrustAnchor or ReasonKind.NotRecorded);

    private static Reason? WhyOf(Verdict verdict, LookupAttempt attempt) =>
        attempt.StrippingServer is { } server
        && verdict.Why?.Kind is ReasonKind.SignatureMissing or ReasonKind.KeysUnsigned or ReasonKind.KeysMissing
            or ReasonKind.DenialUnsigned or ReasonKind.DenialMissing or ReasonKind.DelegationProofMissing
            ? new Reason(
                ReasonKind.UpstreamStripsSignatures,
                $"{server} takes DNSSEC signatures away: even the root's keys came without; the domain may be in order, ask another server")
            : verdict.Why;

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

    private static List<UpstreamReport> Merged(IEnumerable<UpstreamReport> reports) =>
    [
        .. reports.GroupBy(report => report.Server, StringComparer.Ordinal).Select(server =>
            new UpstreamReport(server.Key, [.. server.SelectMany(report => report.Findings).Distinct(StringComparer.Ordinal)])),
    ];

    private ValidationSession SessionFor(Question question, DateTimeOffset now) =>
        new(question, _options.Anchors, _options.Policy, _options.Limits, now);
}
