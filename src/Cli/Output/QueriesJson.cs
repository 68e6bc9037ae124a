namespace DaneCore.Cli.Output;

/// <summary>The object of <c>query</c> for several types: one object per type, in the order they were given.</summary>
internal sealed record QueriesJson(IReadOnlyList<QueryJson> Results);
