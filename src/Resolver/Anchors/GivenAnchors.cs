using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Anchors;

/// <summary>Anchors given by the user, the program or IANA, beside the keys that are known already.</summary>
internal static class GivenAnchors
{
    /// <summary>
    /// What is known after these anchors were given: those in force are trusted, unless known to be revoked. The bound given last counts
    /// (RFC 9718 section 2.2), also of an anchor whose time has passed; one without bound takes none away.
    /// </summary>
    public static IReadOnlyList<TrackedZone> Merged(IReadOnlyList<TrackedZone> kept, IReadOnlyList<TrustAnchor> given, DateTimeOffset now)
    {
        List<TrackedZone> zones = [.. kept];
        foreach (TrustAnchor anchor in given)
        {
            int at = zones.FindIndex(zone => zone.Name.Equals(anchor.Zone));
            TrackedZone before = at < 0 ? new TrackedZone(anchor.Zone, []) : zones[at];
            TrackedZone after = With(before, anchor, now);
            if (at >= 0)
            {
                zones[at] = after;
            }
            else if (after.Keys.Count > 0)
            {
                zones.Add(after);
            }
        }

        return zones;
    }

    /// <summary>True when what is kept for the zone has none of the anchors given for it.</summary>
    public static bool AreForOthers(IReadOnlyList<TrackedZone> kept, IGrouping<DomainName, TrustAnchor> given) =>
        kept.FirstOrDefault(zone => zone.Name.Equals(given.Key)) is { } zone
        && !given.Any(anchor => zone.Keys.Any(key => IsSame(zone.Name, key, anchor.Data)));

    /// <summary>True when both are the same key, or two ways to name it.</summary>
    public static bool IsSame(DomainName zone, TrackedKey key, Rdata anchor) => (key.Data, anchor) switch
    {
        (_, DnskeyRdata given) => key.Names(zone, given),
        (DnskeyRdata own, DsRdata given) => DelegationDigest.Matches(zone, own, given),
        _ => key.Data.Equals(anchor),
    };

    private static TrackedZone With(TrackedZone zone, TrustAnchor anchor, DateTimeOffset now)
    {
        TrackedKey[] same = [.. zone.Keys.Where(key => IsSame(zone.Name, key, anchor.Data))];

        // One that was pending so far is trusted from now on: it was given.
        if (anchor.IsValidAt(now) && same.All(key => key.State == AnchorState.AddPend))
        {
            TrackedKey given = new(anchor.Data, AnchorState.Valid, now) { ValidUntil = anchor.ValidUntil };
            return zone with { Keys = [.. zone.Keys.Except(same), given] };
        }

        return anchor.ValidUntil is null
            ? zone
            : zone with { Keys = [.. zone.Keys.Select(key => same.Contains(key) ? key with { ValidUntil = anchor.ValidUntil } : key)] };
    }
}
