using System.Collections.Immutable;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>On whose behalf a walk goes: for the question itself, or for a server name that is needed to get on with it.</summary>
internal sealed record WalkContext(WalkBudget Budget, int Place)
{
    /// <summary>The zones whose servers are being looked for, outermost first: what needs one of them again goes in a circle.</summary>
    public ImmutableList<DomainName> Pending { get; init; } = [];

    /// <summary>How deep one server's name needed another's.</summary>
    public int Depth => Pending.Count;

    /// <summary>For a server name of this zone. Who answers what a second time is of no interest there.</summary>
    public WalkContext For(DomainName zone) => this with { Place = 0, Pending = Pending.Add(zone) };
}
