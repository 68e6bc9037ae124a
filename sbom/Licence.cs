namespace DaneCore.Sbom;

/// <summary>What a package says of its licence: an SPDX expression, or the text of a file in it, or neither.</summary>
internal sealed record Licence(string? Expression, string? Text);
