using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Anchors;

/// <summary>What came of looking at one zone's keys.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Why">Why its keys did not validate; null when they did.</param>
/// <param name="Changes">What is different now, a sentence each; safe to show.</param>
public sealed record AnchorRefresh(DomainName Zone, Reason? Why, IReadOnlyList<string> Changes)
{
    /// <summary>Why the state could not be kept; null when it was.</summary>
    public string? NotKept { get; init; }
}
