using System.Net;
using DaneCore.Resolver.Validation;

namespace DaneCore.Cli.Options;

/// <summary>What the common options say: where to ask, whom to trust, by which clock, and how to report.</summary>
internal sealed record DnsSettings
{
    /// <summary>Empty for the system's resolvers.</summary>
    public IReadOnlyList<IPEndPoint> Servers { get; init; } = [];

    /// <summary>The keys trusted from the start.</summary>
    public required TrustAnchorSet Anchors { get; init; }

    /// <summary>What counts for what.</summary>
    public required ValidationPolicy Policy { get; init; }

    /// <summary>The clock, pinned by <c>--at</c>.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Over all.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>One JSON object instead of text.</summary>
    public bool AsJson { get; init; }

    /// <summary>The evidence, step by step.</summary>
    public bool Explains { get; init; }
}
