using DaneCore.Cli.Options;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Output;

/// <summary>The object of <c>anchors</c>.</summary>
internal sealed record AnchorsJson(
    IReadOnlyList<string> Trusted, IReadOnlyList<AnchorZoneJson> Followed, IReadOnlyList<string> Published, IReadOnlyList<string> Notes)
{
    public static AnchorsJson From(DnsSettings settings, TrustAnchorSet? published, IReadOnlyList<AnchorRefresh> done)
    {
        DateTimeOffset now = settings.Clock.GetUtcNow();
        return new AnchorsJson(
            Lines(settings.AnchorTracker?.Current ?? settings.Anchors, now),
            [.. (settings.AnchorTracker?.Zones ?? []).Select(zone => AnchorZoneJson.From(zone, now))],
            published is null ? [] : Lines(published, now),
            [.. done.SelectMany(NotesOf)]);
    }

    private static IReadOnlyList<string> Lines(TrustAnchorSet anchors, DateTimeOffset now) =>
        [.. anchors.Anchors.Where(anchor => anchor.IsValidAt(now)).Select(anchor => $"{anchor.Zone} {RecordTypes.ToText(anchor.Data.Type)} {anchor.Data}")];

    private static IEnumerable<string> NotesOf(AnchorRefresh refresh) =>
    [
        .. refresh.Changes.Select(change => $"{refresh.Zone}: {change}"),
        .. refresh.Why is { } why ? [why.ToString()] : Array.Empty<string>(),
        .. refresh.NotKept is { } notKept ? [notKept] : Array.Empty<string>(),
    ];
}
