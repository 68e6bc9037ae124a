using System.Diagnostics.CodeAnalysis;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// Asks nobody who recurses: walks from the root servers to those of the zone. What they say is as little trusted as what a forwarder says. Three places: at the first the
/// best servers are asked, at each of the others one server of every zone, another one each time, so that one bad server does not take a healthy zone away.
/// </summary>
internal sealed class IteratingSource : ISource
{
    private readonly IterationTransports _transports;
    private readonly IterationLimits _limits;
    private readonly Walk _walk;

    public IteratingSource(
        RootHints hints, IterationLimits limits, IterationTransports transports, TimeProvider clock, Func<ushort> draw, int port)
    {
        _transports = transports;
        _limits = limits;
        ServerBook book = new(clock, draw);
        Cache = new DelegationCache(clock);
        _walk = new Walk(new IterationTools(
            new ServerExchange(transports, book, draw, clock),
            book,
            Cache,
            new AddressRule(hints),
            hints,
            limits,
            port,
            draw));
    }

    /// <summary>One that asks over UDP and TCP, and waits for no reply longer than this.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The transport belongs to the source, which disposes of it.")]
    public static IteratingSource Of(
        RootHints hints, IterationLimits limits, TimeSpan longestWait, TimeProvider clock, Func<ushort> draw, int port, ServerPace? pace = null)
    {
        IterationTransports transports = new(
            wait => PacedTransport.Of(new UdpTransport(wait, clock, draw), pace), PacedTransport.Of(new TcpTransport(longestWait, clock, draw), pace), longestWait);
        return new IteratingSource(hints, limits, transports, clock, draw, port);
    }

    public int Places => 3;

    /// <summary>What is known of where zones begin.</summary>
    internal DelegationCache Cache { get; }

    public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        WalkBudget budget = new(_limits);
        StepResult result = await _walk.RunAsync(question, new WalkContext(budget, place % Places), stop).ConfigureAwait(false);
        IReadOnlyList<string> findings = [.. result.Reports.Where(report => report.Server == result.Server).SelectMany(report => report.Findings).Distinct(StringComparer.Ordinal)];

        // On the way many servers do their work; those that do not are worth a word.
        IReadOnlyList<UpstreamReport> others = [.. result.Reports.Where(report => report.Server != result.Server && report.Findings.Count > 0)];
        AuthorityReply.Answer? answer = result.Reply as AuthorityReply.Answer ?? (budget.Spent is null ? result.FailureCode : null);
        return answer is null
            ? new SourceReply.Failed(FaultOf(result), result.Server, result.Text) { Findings = findings, Others = others }
            : new SourceReply.Received(answer.Message with { Questions = [question], Additional = [] }, result.Server) { Findings = findings, Others = others };
    }

    public ValueTask DisposeAsync() => _transports.DisposeAsync();

    // A server that says nothing of use is as good as none that can be reached.
    private static TransportFault FaultOf(StepResult result) => result.Fault == TransportFault.None ? TransportFault.Unreachable : result.Fault;
}
