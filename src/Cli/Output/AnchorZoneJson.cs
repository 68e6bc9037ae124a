using DaneCore.Resolver.Anchors;

namespace DaneCore.Cli.Output;

/// <summary>A zone whose keys are followed.</summary>
internal sealed record AnchorZoneJson(string Zone, string? LastSeen, string? NextLook, IReadOnlyList<AnchorKeyJson> Keys)
{
    public static AnchorZoneJson From(TrackedZone zone) => new(
        zone.Name.ToString(),
        zone.LastSeen is { } seen ? TextReport.Instant(seen) : null,
        zone.NextTry is { } next ? TextReport.Instant(next) : null,
        [.. zone.Keys.Select(key => new AnchorKeyJson(
            key.Tag, key.State.ToString(), key.IsTrusted, TextReport.Instant(key.Since), key.HoldUntil is { } until ? TextReport.Instant(until) : null))]);
}
