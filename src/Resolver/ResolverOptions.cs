using System.Security.Cryptography.X509Certificates;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DaneCore.Resolver;

/// <summary>How a resolver works. Every default is safe; nothing here can make a bogus answer secure.</summary>
public sealed record ResolverOptions
{
    /// <summary>Servers that recurse; none is trusted. Empty means those of this system (resolv.conf).</summary>
    public IReadOnlyList<UpstreamServer> Servers { get; init; } = [];

    /// <summary>Who vouches for the certificates of servers asked over TLS and HTTPS; null for the roots of this system.</summary>
    public X509Certificate2Collection? ServerRoots { get; init; }

    /// <summary>Asks no server that recurses, and walks from the root instead; <see cref="Servers"/> are not used then.</summary>
    public bool Iterate { get; init; }

    /// <summary>Walks from the root where every forwarder has shown that it cannot carry DNSSEC (RFC 8027 section 5), and only then.</summary>
    public bool IteratesAsLastResort { get; init; } = true;

    /// <summary>Where such a walk begins.</summary>
    public RootHints RootHints { get; init; } = RootHints.Iana;

    /// <summary>How far such a walk may go for one question.</summary>
    public IterationLimits Iteration { get; init; } = new();

    /// <summary>The port of servers with authority; another one than 53 is for networks made for tests.</summary>
    public int AuthorityPort { get; init; } = 53;

    /// <summary>The keys trusted from the start.</summary>
    public TrustAnchorSet Anchors { get; init; } = TrustAnchorSet.Iana;

    /// <summary>Follows the keys of its zones and is trusted in place of <see cref="Anchors"/>; null follows none. Stays the caller's.</summary>
    public AnchorTracker? AnchorTracker { get; init; }

    /// <summary>What the user decides about validation.</summary>
    public ValidationPolicy Policy { get; init; } = new();

    /// <summary>How much work one answer may cost.</summary>
    public ValidationLimits Limits { get; init; } = new();

    /// <summary>What is kept between lookups, and how much of it; null for nothing at all.</summary>
    public CacheOptions? Cache { get; init; } = new();

    /// <summary>Time over all, second opinions included; beyond it what is missing counts as unanswered.</summary>
    public TimeSpan Timeout { get; init => field = Positive(value); } = TimeSpan.FromSeconds(15);

    /// <summary>Time for one try at one server. RFC 1035 section 4.2.1 wants 2 seconds before a query is sent again.</summary>
    public TimeSpan TryTimeout { get; init => field = Positive(value); } = TimeSpan.FromSeconds(2);

    /// <summary>The time at which answers are judged, and time-outs.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where messages go; nowhere by default.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>How often each server is asked, and how often that was; null for as often as there are questions.</summary>
    internal ServerPace? Pace { get; init; }

    /// <summary>Where ids and source ports come from; a test may want to know them.</summary>
    internal Func<ushort> Draw { get; init; } = RandomNumbers.Draw;

    private static TimeSpan Positive(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
        return value;
    }
}
