using DaneCore.Resolver.Anchors;

namespace DaneCore.Cli.Output;

/// <summary>A zone whose keys are followed.</summary>
internal sealed record AnchorZoneJson(string Zone, string? LastSeen, string? NextLook, IReadOnlyList<AnchorKeyJson> Keys)
{
    public static AnchorZoneJson From(TrackedZone zone, DateTimeOffset now) => new(
        zone.Name.ToString(),
        InstantOrNull(zone.LastSeen),
        InstantOrNull(zone.NextTry),
        [.. zone.Keys.Select(key => new AnchorKeyJson(
            key.Tag, key.State.ToString(), key.IsTrustedAt(now), TextReport.Instant(key.Since), InstantOrNull(key.HoldUntil), InstantOrNull(key.ValidUntil)))]);

    private static string? InstantOrNull(DateTimeOffset? instant) => instant is { } known ? TextReport.Instant(known) : null;
}
