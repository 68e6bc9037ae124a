namespace DaneCore.Sbom;

/// <summary>An assembly of ours, and what it stands on.</summary>
internal sealed record OwnAssembly(string Name, IReadOnlyList<string> Needs);
