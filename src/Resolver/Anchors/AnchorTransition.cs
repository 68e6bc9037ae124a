using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Anchors;

/// <summary>
/// The state table of RFC 5011 section 4: what is known of a zone's keys, and a set that was seen, give what is known next. A pure
/// function; a set that does not validate never gets here, but for the keys that revoke themselves in it.
/// </summary>
internal static class AnchorTransition
{
    // RFC 5011 section 2.4.3 wants room for five; beyond this, newcomers are passed over until others have gone.
    public const int MostPending = 16;
    public const int MostKeys = 64;

    /// <summary>RFC 5011 section 2.4.1; a longer TTL makes it longer.</summary>
    public static readonly TimeSpan AddHoldDown = TimeSpan.FromDays(30);

    /// <summary>RFC 5011 section 2.4.2.</summary>
    public static readonly TimeSpan RemoveHoldDown = TimeSpan.FromDays(30);

    /// <summary>What is known after nothing was seen that validates.</summary>
    public static TrackedZone AfterFailure(TrackedZone before, DateTimeOffset now) => before with
    {
        LastTried = now,
        NextTry = now + RefreshTimes.Retry(before.OriginalTtl, before.SignatureLife),
    };

    /// <summary>What is known after this set was seen.</summary>
    public static TrackedZone After(TrackedZone before, ObservedKeySet seen)
    {
        TrackedKey[] keys = [.. before.Keys.Select(key => Revoked(key, seen))];
        if (!seen.IsValidated)
        {
            return AfterFailure(before, seen.At) with { Keys = keys };
        }

        // A set signed before the newest one seen comes from a cache that lags, or is played back by somebody who would like a key
        // to have been there all the time. It changes nothing else.
        if (seen.Inception < before.NewestInception)
        {
            return AfterFailure(before, seen.At) with { Keys = keys };
        }

        HashSet<string> gone = [.. keys.Where(key => key.State is AnchorState.Revoked or AnchorState.Removed)
            .Select(key => key.Data).OfType<DnskeyRdata>().Select(key => KeySetCheck.DigestOf(seen.Zone, key))];

        // Two digests of one key have become the same key.
        List<TrackedKey> known = [.. keys.Select(key => Next(key, seen, gone)).OfType<TrackedKey>().DistinctBy(key => key.Data)];
        known.AddRange(Newcomers(known, seen));
        TimeSpan life = seen.Expiration > seen.At ? seen.Expiration - seen.At : TimeSpan.Zero;
        return before with
        {
            Keys = known,
            LastSeen = seen.At,
            LastTried = seen.At,
            NextTry = seen.At + RefreshTimes.Query(seen.OriginalTtl, life),
            OriginalTtl = seen.OriginalTtl,
            SignatureLife = life,
            NewestInception = seen.Inception,
        };
    }

    // RevBit: Valid or Missing to Revoked, at once and for good.
    private static TrackedKey Revoked(TrackedKey key, ObservedKeySet seen) =>
        key.IsTrusted && seen.Revocations.FirstOrDefault(revoked => key.Names(seen.Zone, revoked)) is { } plain
            ? new TrackedKey(plain, AnchorState.Revoked, seen.At)
            : key;

    /// <summary>Null for a key that goes back to Start.</summary>
    private static TrackedKey? Next(TrackedKey key, ObservedKeySet seen, HashSet<string> gone)
    {
        DnskeyRdata? present = seen.Keys.FirstOrDefault(each => key.Names(seen.Zone, each));
        switch (key.State)
        {
            case AnchorState.AddPend:
                // KeyRem; or RFC 5011 section 2.2: all the keys that vouched for it at first are revoked; or the clock was set back, so that
                // nobody knows how long it has been there.
                if (present is null || key.SeenUnder.All(gone.Contains) || seen.At < key.Since)
                {
                    return null;
                }

                // AddTime.
                return seen.At >= key.HoldUntil ? new TrackedKey(present, AnchorState.Valid, seen.At) : key;
            case AnchorState.Valid when present is null:
                // KeyRem. An anchor that was given as digest, and whose key was never there, is not missing yet.
                return key.Data is DsRdata ? key : key with { State = AnchorState.Missing, Since = seen.At };
            case AnchorState.Missing when present is not null:
                // KeyPres.
                return key with { State = AnchorState.Valid, Since = seen.At };
            case AnchorState.Valid:
                return key with { Data = present! };
            case AnchorState.Revoked:
                // RemTime counts from when the key was last there.
                bool isThere = seen.Keys.Any(each => each.IsRevoked && key.Names(seen.Zone, KeySetCheck.Unrevoked(each)));
                return isThere || seen.At < key.Since ? key with { Since = seen.At }
                    : seen.At >= key.Since + RemoveHoldDown ? key with { State = AnchorState.Removed, Since = seen.At }
                    : key;
            default:
                return key;
        }
    }

    // NewKey: a SEP key that was never there before. One that was revoked once is known for ever and never new.
    private static IEnumerable<TrackedKey> Newcomers(List<TrackedKey> known, ObservedKeySet seen)
    {
        TimeSpan holdDown = seen.OriginalTtl > AddHoldDown ? seen.OriginalTtl : AddHoldDown;
        int room = Math.Min(MostPending - known.Count(key => key.State == AnchorState.AddPend), MostKeys - known.Count);
        return
        [
            .. seen.Keys
                .Where(key => key is { IsZoneKey: true, IsSecureEntryPoint: true, IsRevoked: false, Protocol: 3 })
                .Where(key => !known.Any(each => each.Names(seen.Zone, key)))
                .Take(Math.Max(0, room))
                .Select(key => new TrackedKey(key, AnchorState.AddPend, seen.At) { HoldUntil = seen.At + holdDown, SeenUnder = seen.SignedBy }),
        ];
    }
}
