using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Cli.Options;

/// <summary>Reads the text of one option; <paramref name="why"/> says in words what is wrong with it and what would be right.</summary>
internal delegate bool TryRead<T>(string text, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? why);
