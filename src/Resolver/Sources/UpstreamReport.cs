namespace DaneCore.Resolver.Sources;

/// <summary>What was noticed about one server: findings such as <c>strips-rrsig</c> or <c>no-tcp</c>. It never lowers security.</summary>
public sealed record UpstreamReport(string Server, IReadOnlyList<string> Findings)
{
    /// <summary>How many messages came in its name that were no reply to what was asked; none was believed.</summary>
    public int MismatchedReplies { get; init; }

    /// <summary>True when what was noticed keeps this server from handing on what validation needs.</summary>
    public bool CannotCarryDnssec => Findings.Any(FindingCatalog.IsObstacle);

    /// <summary>What to do, one sentence for each finding, in their order.</summary>
    public IReadOnlyList<string> Advice => [.. Findings.Select(FindingCatalog.Advice)];
}
