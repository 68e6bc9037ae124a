using System.Security.Cryptography.X509Certificates;
using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Resolver;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;

namespace DaneCore.Cli.Options;

/// <summary>What the common options say: where to ask, whom to trust, by which clock, and how to report.</summary>
internal sealed record DnsSettings
{
    /// <summary>Empty for the system's resolvers.</summary>
    public IReadOnlyList<UpstreamServer> Servers { get; init; } = [];

    /// <summary>Who vouches for servers asked over TLS and HTTPS; null for the roots of this system.</summary>
    public X509Certificate2Collection? ServerRoots { get; init; }

    /// <summary>No server that recurses, but a walk from the root.</summary>
    public bool Iterate { get; init; }

    /// <summary>The walk where no resolver can carry DNSSEC.</summary>
    public bool IteratesAsLastResort { get; init; } = true;

    /// <summary>Where the walk begins.</summary>
    public RootHints RootHints { get; init; } = RootHints.Iana;

    /// <summary>The port of the servers on the walk.</summary>
    public int AuthorityPort { get; init; } = new ResolverOptions().AuthorityPort;

    /// <summary>Asked instead of the network.</summary>
    public ZoneSet? Zones { get; init; }

    /// <summary>Asked instead of the network.</summary>
    public Recording? Recording { get; init; }

    /// <summary>The keys trusted from the start.</summary>
    public required TrustAnchorSet Anchors { get; init; }

    /// <summary>Follows the keys of zones, and keeps what it learns; null follows none.</summary>
    public AnchorTracker? AnchorTracker { get; init; }

    /// <summary>What counts for what.</summary>
    public required ValidationPolicy Policy { get; init; }

    /// <summary>The clock, pinned by <c>--at</c>, or else by the recording.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Over all.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>One JSON object instead of text.</summary>
    public bool AsJson { get; init; }

    /// <summary>The evidence, step by step.</summary>
    public bool Explains { get; init; }

    /// <summary>The same for a resolver.</summary>
    public ResolverOptions ResolverOptions => new()
    {
        Servers = Servers,
        Iterate = Iterate,
        IteratesAsLastResort = IteratesAsLastResort,
        RootHints = RootHints,
        AuthorityPort = AuthorityPort,
        ServerRoots = ServerRoots,
        Anchors = Anchors,
        AnchorTracker = AnchorTracker,
        Policy = Policy,
        Clock = Clock,
        Timeout = Timeout,
    };

    public StubResolver OpenResolver() => new(OpenSource(), ResolverOptions);

    /// <summary>One that keeps so much, and whose servers are asked at this pace; a recording and a folder of zones know none.</summary>
    public StubResolver OpenResolver(ServerPace pace, CacheOptions cache)
    {
        ResolverOptions options = ResolverOptions with { Pace = pace, Cache = cache };
        return new StubResolver(Recording is null && Zones is null ? StubResolver.SourceOf(options) : OpenSource(), options);
    }

    public ISource OpenSource() =>
        Recording is { } recording ? new RecordedSource(recording)
        : Zones is { } zones ? new LabSource(zones)
        : StubResolver.SourceOf(ResolverOptions);
}
