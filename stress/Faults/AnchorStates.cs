using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Faults;

/// <summary>States of followed keys, numbered: what is read again says which it is, and whether it is whole.</summary>
internal static class AnchorStates
{
    /// <summary>The states grow by a zone each, up to so many, and begin anew; a torn one is seen.</summary>
    public const int Longest = 40;

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TrackedZone[] Make(int number) =>
    [
        .. Enumerable.Range(0, 1 + (number % Longest)).Select(i => new TrackedZone(
            i == 0 ? DomainName.Root : DomainName.Parse($"zone{i}.lab"),
            [.. TrustAnchorSet.Iana.Anchors.Select(anchor => new TrackedKey(anchor.Data, AnchorState.Valid, Begin))])
        {
            LastSeen = Begin.AddSeconds(number),
            LastTried = Begin.AddSeconds(number),
            NextTry = Begin.AddSeconds(number + 1),
        }),
    ];

    /// <summary>Zero where there is none.</summary>
    public static int NumberOf(IReadOnlyList<TrackedZone>? zones) =>
        zones is [{ LastSeen: { } seen }, ..] ? (int)(seen - Begin).TotalSeconds : 0;

    public static bool IsWhole(IReadOnlyList<TrackedZone>? zones) =>
        zones is null || (zones.Count == 1 + (NumberOf(zones) % Longest) && zones.All(zone => zone.LastSeen == Begin.AddSeconds(NumberOf(zones))));

    /// <summary>Null where it cannot be read, and where there is none.</summary>
    public static IReadOnlyList<TrackedZone>? Read(AnchorStore store) => store.TryRead(out IReadOnlyList<TrackedZone>? zones, out _) ? zones : null;
}
