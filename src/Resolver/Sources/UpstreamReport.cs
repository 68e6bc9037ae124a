namespace DaneCore.Resolver.Sources;

/// <summary>What was noticed about one server: findings such as <c>strips-rrsig</c> or <c>no-tcp</c>. It never lowers security.</summary>
public sealed record UpstreamReport(string Server, IReadOnlyList<string> Findings);
