using ArchUnitNET.Domain;

namespace DaneCore.Architecture.Tests;

/// <summary>The floors, lowest first, each with the floors it may use. ARCHITECTURE.md draws them.</summary>
internal static class Floors
{
    private static readonly string[] Inner = ["Wire", "Crypto", "Validation", "Transport", "Cache", "Sources", "Anchors"];

    private static readonly string[] Resolver = [.. Inner, ""];

    /// <summary>Namespace below <c>DaneCore</c> → what it may use besides itself.</summary>
    private static readonly Dictionary<string, string[]> Table = new(StringComparer.Ordinal)
    {
        ["Resolver.Wire"] = [],
        ["Resolver.Crypto"] = ["Resolver.Wire"],
        ["Resolver.Validation"] = ["Resolver.Wire", "Resolver.Crypto"],
        ["Resolver.Transport"] = ["Resolver.Wire"],
        ["Resolver.Cache"] = ["Resolver.Wire", "Resolver.Crypto", "Resolver.Validation"],
        ["Resolver.Sources"] = ["Resolver.Wire", "Resolver.Transport"],
        ["Resolver.Anchors"] = ["Resolver.Wire", "Resolver.Crypto", "Resolver.Validation", "Resolver.Transport", "Resolver.Sources"],
        ["Resolver"] = [.. Inner.Select(name => $"Resolver.{name}")],
        ["Dane"] = Above(),
        ["Smtp"] = Above("Dane"),
        ["Lab"] = Above("Dane", "Smtp"),
        ["Cli"] = Above("Dane", "Smtp", "Lab"),
    };

    /// <summary>True when a type of the first floor may use one of the second.</summary>
    public static bool MayUse(string floor, string other) =>
        floor == other || Array.IndexOf(Table[floor], other) >= 0;

    /// <summary>The floor of a type by the longest prefix of its namespace; null for what is not ours.</summary>
    public static string? Of(IType type) => OfNamespace(type.Namespace?.FullName ?? "");

    /// <summary>The floor a namespace belongs to; null when it belongs to none.</summary>
    public static string? OfNamespace(string space)
    {
        for (string rest = space; rest.Length > 0; rest = rest[..Math.Max(rest.LastIndexOf('.'), 0)])
        {
            if (rest.StartsWith("DaneCore.", StringComparison.Ordinal) && Table.ContainsKey(rest["DaneCore.".Length..]))
            {
                return rest["DaneCore.".Length..];
            }
        }

        return null;
    }

    private static string[] Above(params string[] more) =>
        [.. Resolver.Select(name => name.Length == 0 ? "Resolver" : $"Resolver.{name}"), .. more];
}
