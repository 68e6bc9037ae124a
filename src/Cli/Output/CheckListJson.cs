namespace DaneCore.Cli.Output;

/// <summary>The object of <c>check --file</c>: the domains in the order of the file.</summary>
internal sealed record CheckListJson(IReadOnlyList<CheckJson> Domains);
