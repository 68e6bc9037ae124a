namespace DaneCore.Cli.Output;

/// <summary>A server that was asked, and what was noticed about it.</summary>
internal sealed record UpstreamJson(string Server, IReadOnlyList<string> Findings);
