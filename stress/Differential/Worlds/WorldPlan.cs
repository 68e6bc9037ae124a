using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Differential.Worlds;

/// <summary>A signed internet as it is meant to be: a sound root, and zones below it.</summary>
internal sealed record WorldPlan(DnssecAlgorithm RootAlgorithm, IReadOnlyList<ZonePlan> Zones)
{
    /// <summary>The zone that holds a name, or says of a DS; null for the root.</summary>
    public ZonePlan? Holder(DomainName name, RecordType type = RecordType.None) => Zones
        .Where(zone => type == RecordType.DS ? name.IsStrictlyBelow(zone.Name) : name.IsAtOrBelow(zone.Name))
        .MaxBy(zone => zone.Name.LabelCount);

    /// <summary>The zones on the way from the root to a name, uppermost first.</summary>
    public IEnumerable<ZonePlan> Above(DomainName name, RecordType type = RecordType.None) => Zones
        .Where(zone => type == RecordType.DS ? name.IsStrictlyBelow(zone.Name) : name.IsAtOrBelow(zone.Name))
        .OrderBy(zone => zone.Name.LabelCount);

    /// <summary>The same world with one zone otherwise.</summary>
    public WorldPlan With(ZonePlan zone) => this with { Zones = [.. Zones.Select(each => each.Apex == zone.Apex ? zone : each)] };
}
