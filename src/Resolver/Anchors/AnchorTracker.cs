using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Anchors;

/// <summary>
/// Follows the keys of the zones it was given anchors for (RFC 5011), and keeps what it learns in a file. Needs a source to ask, which
/// nobody has to trust: a reply changes something only by the signature of a key that is trusted already, or of the key that revokes
/// itself. Where the file cannot be written it goes on with what it knows. <see cref="Current"/> is one immutable set, replaced as a whole.
/// </summary>
public sealed class AnchorTracker : IDisposable
{
    // A second opinion, and a third, as for every other question.
    private const int MostPlaces = 3;

    // Zones asked at the same time.
    private const int MostAtOnce = 8;

    private readonly AnchorStore _store;
    private readonly KeySetCheck _check;
    private readonly IReadOnlyList<TrustAnchor> _given;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _taking = new();
    private volatile View _view;

    private AnchorTracker(
        AnchorStore store, IReadOnlyList<TrustAnchor> given, ValidationPolicy policy, TimeProvider clock, IReadOnlyList<TrackedZone> zones)
    {
        _store = store;
        _given = given;
        _clock = clock;
        _check = new KeySetCheck(policy, new ValidationLimits());
        _view = View.Of(zones, given);
    }

    /// <summary>What is trusted now.</summary>
    public TrustAnchorSet Current => _view.Anchors;

    /// <summary>The zones followed, with the state of each key.</summary>
    public IReadOnlyList<TrackedZone> Zones => _view.Zones;

    /// <summary>True when a zone should be asked again.</summary>
    public bool IsDue => IsDueAt(_clock.GetUtcNow());

    /// <summary>
    /// Opens the state in a file, or starts from the anchors given where there is none yet. Anchors given that the file does not know, as
    /// a newer version of a program brings them, are trusted beside those it knows; one that the file knows to be revoked stays so.
    /// </summary>
    public static bool TryOpen(
        string path,
        TrustAnchorSet given,
        ValidationPolicy policy,
        TimeProvider clock,
        [NotNullWhen(true)] out AnchorTracker? tracker,
        [NotNullWhen(false)] out string? why)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(clock);
        return TryOpen(new AnchorStore(path, new DiskFiles()), given, policy, clock, out tracker, out why);
    }

    internal static bool TryOpen(
        AnchorStore store,
        TrustAnchorSet given,
        ValidationPolicy policy,
        TimeProvider clock,
        [NotNullWhen(true)] out AnchorTracker? tracker,
        [NotNullWhen(false)] out string? why)
    {
        tracker = null;
        DateTimeOffset now = clock.GetUtcNow();
        if (!store.TryRead(out IReadOnlyList<TrackedZone>? kept, out why))
        {
            return false;
        }

        TrustAnchor[] inForce = [.. given.Anchors.Where(anchor => anchor.IsValidAt(now))];
        if (inForce.Length == 0)
        {
            why = "none of the trust anchors given is in force now; get newer ones, or set the clock";
            return false;
        }

        if (kept is not null && inForce.GroupBy(anchor => anchor.Zone).FirstOrDefault(zone => GivenAnchors.AreForOthers(kept, zone)) is { } other)
        {
            why = $"{store.Path} knows none of the trust anchors given for {other.Key}: it was kept for others; name another file";
            return false;
        }

        tracker = new AnchorTracker(store, given.Anchors, policy, clock, GivenAnchors.Merged(kept ?? [], given.Anchors, now));
        return true;
    }

    /// <summary>
    /// Asks for the keys of every zone that is due, or of all, and takes what their signatures allow. Zones are asked some at once, and each
    /// has its share of the time for all: one whose servers are silent costs the others nothing, and is tried again when its time comes.
    /// </summary>
    public async ValueTask<IReadOnlyList<AnchorRefresh>> RefreshAsync(ISource source, TimeSpan time, bool evenIfNotDue = false, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        await _turn.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            TrackedZone[] due = [.. _view.Zones.Where(zone => evenIfNotDue || zone.IsDueAt(_clock.GetUtcNow()))];
            var done = new AnchorRefresh[due.Length];
            long begun = _clock.GetTimestamp();
            int next = -1;

            async Task LookAsync()
            {
                for (int i = Interlocked.Increment(ref next); i < due.Length; i = Interlocked.Increment(ref next))
                {
                    int rounds = (due.Length - i + MostAtOnce - 1) / MostAtOnce;
                    TimeSpan share = (time - _clock.GetElapsedTime(begun)) / rounds;
                    (IReadOnlyList<RecordSet> sets, string? silence) = await FetchAsync(due[i], source, share, stop).ConfigureAwait(false);
                    lock (_taking)
                    {
                        done[i] = Take(due[i], sets, silence);
                    }
                }
            }

            await Task.WhenAll(Enumerable.Range(0, Math.Min(MostAtOnce, due.Length)).Select(_ => LookAsync())).ConfigureAwait(false);
            return done;
        }
        catch (OperationCanceledException ended) when (stop.IsCancellationRequested)
        {
            // Told with the caller's own token: it may have several things under way.
            throw new OperationCanceledException(ended.Message, ended, stop);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Trusts further anchors of zones that are followed, beside those known: IANA's signed file names a key long before DNS could show it
    /// for 30 days, and until when a key may be used. Nothing that was revoked comes back this way.
    /// </summary>
    public async ValueTask<IReadOnlyList<AnchorRefresh>> AdoptAsync(TrustAnchorSet more, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(more);
        await _turn.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            DateTimeOffset now = _clock.GetUtcNow();
            TrustAnchor[] added = [.. more.Anchors.Where(anchor => _view.Zones.Any(zone => zone.Name.Equals(anchor.Zone)))];
            IReadOnlyList<TrackedZone> before = _view.Zones;
            IReadOnlyList<TrackedZone> after = GivenAnchors.Merged(before, added, now);
            string? notKept = Keep(kept => GivenAnchors.Merged(kept, added, now), after);
            return [.. after.Select((zone, i) => new AnchorRefresh(zone.Name, null, Changes(before[i], zone)) { NotKept = notKept })];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private bool IsDueAt(DateTimeOffset now) => _view.Zones.Any(zone => zone.IsDueAt(now));

    // Until there is a set that validates and is not older than one seen before.
    private async ValueTask<(IReadOnlyList<RecordSet> Sets, string? Silence)> FetchAsync(TrackedZone zone, ISource source, TimeSpan share, CancellationToken stop)
    {
        Question question = new(zone.Name, RecordType.DNSKEY);
        List<RecordSet> sets = [];
        string? silence = null;
        using CancellationTokenSource time = new(share > TimeSpan.Zero ? share : TimeSpan.Zero, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        int first = source.FirstPlace;
        try
        {
            for (int place = first; place < Math.Min(first + MostPlaces, source.Places); place++)
            {
                SourceReply reply = await source.AskAsync(question, place, either.Token).ConfigureAwait(false);
                RecordSet? set = reply is SourceReply.Received { Message: { Code: ResponseCode.NoError } message }
                    ? RecordSet.Group(message.Answer.Where(record => record.Class == RecordClass.IN))
                        .FirstOrDefault(each => each.Type == RecordType.DNSKEY && each.Data.Count > 0 && each.Owner.Equals(zone.Name))
                    : null;
                if (set is null)
                {
                    silence ??= reply switch
                    {
                        SourceReply.Received received => $"{received.Server} shows no keys",
                        SourceReply.Failed failed => $"{failed.Server}: {failed.Text}",
                        _ => "the recording does not hold them",
                    };
                    if (reply is SourceReply.Failed { IsOfEverybody: true })
                    {
                        break;
                    }

                    continue;
                }

                sets.Add(set);
                if (_check.Check(zone, set, _clock.GetUtcNow()).Seen is { IsValidated: true } seen && !AnchorTransition.IsOlder(zone, seen))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // What came until then counts.
            silence ??= string.Create(CultureInfo.InvariantCulture, $"no reply within {share.TotalSeconds:0.#} s");
        }

        return (sets, silence);
    }

    private AnchorRefresh Take(TrackedZone zone, IReadOnlyList<RecordSet> sets, string? silence)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        Reason? why = sets.Count == 0
            ? new Reason(ReasonKind.KeysUnanswered, $"the keys of {zone.Name} could not be had: {silence}")
            : null;
        TrackedZone after = Applied(zone, sets, now, ref why);

        // What the file holds may be newer than what this process knows: the sets are judged again by that.
        TrackedZone Again(TrackedZone kept)
        {
            Reason? unused = null;
            return Applied(kept, sets, now, ref unused);
        }

        IReadOnlyList<TrackedZone> all = [.. _view.Zones.Select(each => each.Name.Equals(zone.Name) ? after : each)];
        string? notKept = Keep(kept => [.. GivenAnchors.Merged(kept, _given, now).Select(each => each.Name.Equals(zone.Name) ? Again(each) : each)], all);
        return new AnchorRefresh(zone.Name, why, Changes(zone, _view.Zones.First(each => each.Name.Equals(zone.Name)))) { NotKept = notKept };
    }

    private TrackedZone Applied(TrackedZone zone, IReadOnlyList<RecordSet> sets, DateTimeOffset now, ref Reason? why)
    {
        bool isValidated = false;
        foreach (RecordSet set in sets)
        {
            KeySetResult result = _check.Check(zone, set, now);
            if (result.Seen is not { } seen)
            {
                why ??= result.Why;
                continue;
            }

            // One that is not the newest does its part, and the next server is heard too.
            bool isLast = seen.IsValidated && !AnchorTransition.IsOlder(zone, seen);
            zone = AnchorTransition.After(zone, seen);
            isValidated |= seen.IsValidated;
            why ??= result.Why;
            if (isLast)
            {
                why = null;
                return zone;
            }
        }

        why = isValidated ? null : why;
        return AnchorTransition.AfterFailure(zone, now);
    }

    // Where the file cannot be written, what this process has learnt counts for this process.
    private string? Keep(Func<IReadOnlyList<TrackedZone>, IReadOnlyList<TrackedZone>> change, IReadOnlyList<TrackedZone> otherwise)
    {
        IReadOnlyList<TrackedZone> after = otherwise;
        bool kept = _store.TryUpdate(before => after = before is null ? otherwise : change(before), out string? why);
        _view = View.Of(kept ? after : otherwise, _given, _view.Anchors);
        return why;
    }

    private static IReadOnlyList<string> Changes(TrackedZone before, TrackedZone after) =>
    [
        .. from key in after.Keys
           let old = before.Keys.FirstOrDefault(each => GivenAnchors.IsSame(before.Name, each, key.Data))
           where old?.State != key.State
           select key.State switch
           {
               AnchorState.AddPend => $"key {key.Tag} is new; it is trusted if it is still there at {AnchorStateText.Show(key.HoldUntil)}",
               AnchorState.Valid when old?.State == AnchorState.Missing => $"key {key.Tag} is back",
               AnchorState.Valid => $"key {key.Tag} is trusted from now on",
               AnchorState.Missing => $"key {key.Tag} is gone without having been revoked; it stays trusted",
               AnchorState.Revoked => $"key {key.Tag} has revoked itself and is not trusted any more",
               _ => $"key {key.Tag}, revoked long ago, has left the zone",
           },
        .. from key in after.Keys
           let old = before.Keys.FirstOrDefault(each => GivenAnchors.IsSame(before.Name, each, key.Data))
           where key.ValidUntil is not null && key.ValidUntil != old?.ValidUntil
           select $"key {key.Tag} is not to be used from {AnchorStateText.Show(key.ValidUntil)} on",
        .. from key in before.Keys
           where key.State == AnchorState.AddPend && !after.Keys.Any(each => GivenAnchors.IsSame(after.Name, each, key.Data))
           select $"key {key.Tag} is gone before its time was up; it was never trusted",
    ];

    /// <summary>Zones and the set made of them, exchanged together. Zones of the file that were not given are kept, not trusted.</summary>
    private sealed record View(IReadOnlyList<TrackedZone> Zones, TrustAnchorSet Anchors)
    {
        public static View Of(IReadOnlyList<TrackedZone> zones, IReadOnlyList<TrustAnchor> given, TrustAnchorSet? before = null)
        {
            TrackedZone[] followed = [.. zones.Where(zone => given.Any(anchor => anchor.Zone.Equals(zone.Name)))];
            TrustAnchorSet now = new(
                from zone in followed
                from key in zone.Keys
                where key.IsTrusted
                let anchor = key.Data is DsRdata digest ? TrustAnchor.FromDigest(zone.Name, digest) : TrustAnchor.FromKey(zone.Name, (DnskeyRdata)key.Data)
                select anchor with { ValidUntil = key.ValidUntil },
                followed.Where(zone => zone.IsRevoked).Select(zone => zone.Name));

            // What was validated under a set stays with that set; the same anchors should not make it all be done again.
            bool isSame = before is not null && now.Anchors.SequenceEqual(before.Anchors) && now.Revoked.SequenceEqual(before.Revoked);
            return new View(followed, isSame ? before! : now);
        }
    }
}
