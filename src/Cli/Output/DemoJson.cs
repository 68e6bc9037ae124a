namespace DaneCore.Cli.Output;

/// <summary>The object of <c>demo</c>.</summary>
internal sealed record DemoJson(IReadOnlyList<CheckJson> Domains);
