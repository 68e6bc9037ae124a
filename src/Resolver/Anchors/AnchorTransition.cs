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
        // Revocations first, whatever else the set is worth.
        TrackedKey[] keys = Joined(before.Keys.Select(key => Revoked(key, seen)));
        HashSet<string> gone = [.. keys.Where(key => key.State is AnchorState.Revoked or AnchorState.Removed)
            .Select(key => key.Data).OfType<DnskeyRdata>().Select(key => KeySetCheck.DigestOf(seen.Zone, key))];

        // RFC 5011 section 2.2: a pending key has nobody left once all the keys that vouched for it at first are revoked.
        keys = [.. keys.Where(key => key.State != AnchorState.AddPend || !key.SeenUnder.All(gone.Contains))];
        if (!seen.IsValidated)
        {
            return AfterFailure(before, seen.At) with { Keys = keys };
        }

        if (IsOlder(before, seen))
        {
            // KeyRem, which RFC 5011 section 2.2 has for any set that is validly signed. Nothing else: it is not the last set.
            return AfterFailure(before, seen.At) with { Keys = [.. keys.Where(key => key.State != AnchorState.AddPend || Find(key, seen) is not null)] };
        }

        List<TrackedKey> known = [.. Joined(keys.Select(key => Next(key, seen)).OfType<TrackedKey>())];
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

    /// <summary>
    /// True for a set signed before the newest one seen: it comes from a cache that lags, or is played back. It may take away what is not
    /// trusted yet, which costs an attacker's victim at most the time its signatures still run; it gives nothing, as otherwise a
    /// withdrawn key could be made to have been there all the time.
    /// </summary>
    public static bool IsOlder(TrackedZone before, ObservedKeySet seen) => seen.Inception < before.NewestInception;

    // Two digests of one key become the same key when it is seen: the earlier bound counts.
    private static TrackedKey[] Joined(IEnumerable<TrackedKey> keys) =>
        [.. keys.GroupBy(key => key.Data).Select(same => same.First() with { ValidUntil = same.Min(key => key.ValidUntil) })];

    // RevBit, at once and for good. The table has it for Valid and Missing; by RFC 5011 section 3 it counts for a pending key too.
    private static TrackedKey Revoked(TrackedKey key, ObservedKeySet seen) =>
        KeySetCheck.CanBeRevoked(key) && seen.Revocations.FirstOrDefault(revoked => key.Names(seen.Zone, revoked)) is { } plain
            ? new TrackedKey(plain, AnchorState.Revoked, seen.At)
            : key;

    /// <summary>Null for a key that goes back to Start.</summary>
    private static TrackedKey? Next(TrackedKey key, ObservedKeySet seen)
    {
        DnskeyRdata? present = Find(key, seen);
        switch (key.State)
        {
            case AnchorState.AddPend:
                // KeyRem; or the clock was set back, so that nobody knows how long it has been there.
                if (present is null || seen.At < key.Since)
                {
                    return null;
                }

                // AddTime.
                return seen.At >= key.HoldUntil ? new TrackedKey(present, AnchorState.Valid, seen.At) { ValidUntil = key.ValidUntil } : key;
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

    private static DnskeyRdata? Find(TrackedKey key, ObservedKeySet seen) => seen.Keys.FirstOrDefault(each => key.Names(seen.Zone, each));

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
