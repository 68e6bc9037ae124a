namespace DaneCore.Cli.Output;

/// <summary>The object of <c>version</c>.</summary>
internal sealed record VersionJson(string Version, string Runtime, IReadOnlyList<string> Anchors);
