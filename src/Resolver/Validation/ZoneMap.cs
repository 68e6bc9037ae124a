using System.Globalization;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Knows which zone holds a name: from a trust anchor down, cut by cut, each shown by the zone above. This is the one place
/// where that is decided; who signed a message plays no part in it. The parent zone therefore cannot speak for a name below a
/// signed cut, nor a zone for its siblings. Looks into the memory before it judges a reply, and asks for what it lacks through
/// the <see cref="ReplyStore"/>; never waits.
/// </summary>
internal sealed class ZoneMap(
    TrustAnchorSet anchors,
    ValidationPolicy policy,
    ReplyStore replies,
    DelegationCheck delegations,
    CutCheck cuts,
    DateTimeOffset now,
    IProofMemory? memory = null)
{
    private readonly Dictionary<DomainName, Standing> _anchored = [];
    private readonly Dictionary<(ZoneKeys Parent, DomainName Name), CutFinding> _findings = [];
    private readonly Dictionary<(ZoneKeys Parent, DomainName Name), Standing> _children = [];
    private readonly List<ZoneLesson> _lessons = [];

    /// <summary>What was found out from replies; not what came from memory.</summary>
    public IReadOnlyList<ZoneLesson> Lessons => _lessons;

    /// <summary>The deepest zone or delegation taken from memory; null when none was.</summary>
    public DomainName? DeepestKept { get; private set; }

    /// <summary>The end of what memory held against a zone on the way; null when it held nothing against any.</summary>
    public DateTimeOffset? HeldAgainstUntil { get; private set; }

    /// <summary>Where the name stands, as far as is known.</summary>
    /// <param name="name">The name.</param>
    /// <param name="everyLabel">
    /// False lets labels that start with an underscore inside the name pass unasked: hardly ever does a zone begin there, and a
    /// proof by the zone about the name itself shows it for them too.
    /// </param>
    public Standing Locate(DomainName name, bool everyLabel)
    {
        Standing reached = FromAnchors(name, everyLabel);
        return PrivateZoneAbove(name) is { } zone && !IsVouchedFor(reached, zone.Name)
            ? new Standing.Unsigned(zone.Why, [], DateTimeOffset.MaxValue)
            : reached;
    }

    private Standing FromAnchors(DomainName name, bool everyLabel)
    {
        Standing? first = null;

        // RFC 6840 section 5.10: the closest anchor is tried first, then those above it; any success is accepted.
        foreach (DomainName anchor in AnchorsAbove(name))
        {
            Standing start = StartAt(anchor);
            Standing reached = start is Standing.Signed signed ? Descend(signed, name, everyLabel) : start;
            if (reached is Standing.Signed or Standing.Pending)
            {
                return reached;
            }

            first = Worse(first, reached);
        }

        if (first is not null)
        {
            return first;
        }

        if (NegativeAnchorAbove(name) is { } negative)
        {
            return new Standing.Unsigned(negative.Explain(), [], negative.Until ?? DateTimeOffset.MaxValue);
        }

        // RFC 5011 section 5 would take the names of a zone whose anchors are all revoked for insecure; here that is no proof.
        return new Standing.Unknown(
            anchors.Revoked.FirstOrDefault(name.IsAtOrBelow) is { } revoked
                ? new Reason(ReasonKind.AnchorsRevoked, $"every trust anchor of {revoked} was revoked by its own key; new ones must come from its operator")
                : new Reason(ReasonKind.NoTrustAnchor, $"no trust anchor stands at or above {name}"),
            []);
    }

    private PrivateZone? PrivateZoneAbove(DomainName name) =>
        policy.PrivateZonesAreInsecure && anchors.IsPublicRoot && PrivateZone.Above(name) is { } zone && !anchors.ZonesAbove(name).Any(anchor => anchor.IsAtOrBelow(zone.Name))
            ? zone
            : null;

    // The list never stands in the way of a chain: where the zone above vouches for keys at or below the name of the list, or
    // has yet to say, that counts. It speaks only where what comes from above ends short of it.
    private static bool IsVouchedFor(Standing reached, DomainName zone) => reached switch
    {
        Standing.Pending => true,
        Standing.Signed signed => signed.Zone.Apex.IsAtOrBelow(zone) || signed is { Open: not null, OpenFinding: null },
        Standing.Broken { Apex: { } apex } => apex.IsAtOrBelow(zone),
        _ => false,
    };

    /// <summary>True for a name that networks use as they like, unless the zone is a private one itself: what is proved above is not all there is.</summary>
    public bool IsPrivateBelow(ZoneKeys zone, DomainName name) => PrivateZoneAbove(name) is { } @private && !zone.Apex.IsAtOrBelow(@private.Name);

    /// <summary>The closest zone at or above the name from which trust can start; null when there is none.</summary>
    public DomainName? AnchorAbove(DomainName name) => AnchorsAbove(name).FirstOrDefault();

    /// <summary>Asks about every name on the way from the zone down to this one, a bounded number at once.</summary>
    public void AskDown(ZoneKeys zone, DomainName name, bool everyLabel, int atOnce)
    {
        int asked = 0;
        foreach (DomainName step in Steps(zone.Apex, name))
        {
            if ((everyLabel || !IsSkippable(step, name))
                && FindingAt(zone, step) is CutFinding.Pending
                && replies.Require(step, RecordType.DS) is null
                && ++asked >= atOnce)
            {
                return;
            }
        }
    }

    /// <summary>Asks for a zone's delegation and keys, as far as memory does not know them. A guess.</summary>
    public void ForeseeZone(DomainName anchor, DomainName apex)
    {
        ForeseeCut(anchor, apex);
        bool isUnsigned = !apex.Equals(anchor) && memory?.CutAt(anchor, null, apex) is not (null or CutFinding.SignedCut);
        if (!isUnsigned && memory?.ZoneAt(anchor, apex) is null)
        {
            replies.Foresee(apex, RecordType.DNSKEY);
        }
    }

    /// <summary>True when memory holds the keys of this zone.</summary>
    public bool IsKnownZone(DomainName anchor, DomainName apex) => memory?.ZoneAt(anchor, apex) is Standing.Signed;

    /// <summary>True when memory holds that this zone is not signed, whichever zone above it says so.</summary>
    public bool IsKnownUnsigned(DomainName anchor, DomainName apex) =>
        memory?.CutAt(anchor, null, apex) is CutFinding.UnsignedCut || memory?.ZoneAt(anchor, apex) is Standing.Unsigned;

    /// <summary>Asks whether a zone begins at the name, unless memory knows. A guess.</summary>
    public void ForeseeCut(DomainName anchor, DomainName name)
    {
        if (!name.Equals(anchor) && memory?.CutAt(anchor, null, name) is null)
        {
            replies.Foresee(name, RecordType.DS);
        }
    }

    /// <summary>The names strictly below the first, down to and including the second.</summary>
    public static IEnumerable<DomainName> Steps(DomainName from, DomainName to)
    {
        for (int labels = from.LabelCount + 1; labels <= to.LabelCount; labels++)
        {
            yield return to.Ancestor(labels);
        }
    }

    public static bool IsSkippable(DomainName step, DomainName name) =>
        step.LabelCount < name.LabelCount && step.Label(0)[0] == (byte)'_';

    // RFC 7646 section 2: a negative anchor stops trust from above; a positive one below it starts anew.
    private IEnumerable<DomainName> AnchorsAbove(DomainName name)
    {
        NegativeTrustAnchor? negative = NegativeAnchorAbove(name);
        return anchors.ZonesAbove(name).Where(anchor => negative is null || anchor.LabelCount > negative.Name.LabelCount);
    }

    private NegativeTrustAnchor? NegativeAnchorAbove(DomainName name) =>
        policy.NegativeTrustAnchors
            .Where(negative => negative.IsInForceAt(now) && name.IsAtOrBelow(negative.Name))
            .MaxBy(negative => negative.Name.LabelCount);

    // RFC 6840 section 5.10: without a success, one bogus result makes it bogus; insecure only if all are.
    private static Standing Worse(Standing? first, Standing next) => (first, next) switch
    {
        (null, _) => next,
        (Standing.Unsigned, not Standing.Unsigned) => next,
        (Standing.Unknown, Standing.Broken) => next,
        _ => first,
    };

    private Standing Descend(Standing.Signed from, DomainName name, bool everyLabel)
    {
        ZoneKeys zone = from.Zone;
        DateTimeOffset validUntil = from.ValidUntil;
        bool gap = from.HasGap;
        DomainName? skipped = null;
        foreach (DomainName step in Steps(zone.Apex, name))
        {
            CutFinding finding = FindingAt(zone, step);
            switch (finding)
            {
                case CutFinding.Absent:
                    gap = true;
                    continue;
                case CutFinding.Pending or CutFinding.Unanswered or CutFinding.Unproved when !everyLabel && IsSkippable(step, name):
                    skipped ??= step;
                    continue;
                case CutFinding.NoCut noCut:
                    // What the zone proves about a name further down holds for the labels passed over on the way.
                    skipped = null;
                    validUntil = Earlier(validUntil, noCut.ValidUntil);
                    continue;
                case CutFinding.NothingBelow nothing:
                    return new Standing.Signed(zone) { HasGap = gap, ValidUntil = Earlier(validUntil, nothing.ValidUntil) };
                case CutFinding.SignedCut or CutFinding.UnsignedCut when skipped is not null:
                    // A cut is believed only when every label above it is known.
                    return Open(skipped, FindingAt(zone, skipped));
                case CutFinding.UnsignedCut unsigned:
                    DateTimeOffset end = Earlier(validUntil, unsigned.ValidUntil);
                    return new Standing.Unsigned(unsigned.Why, [.. zone.Chain, .. unsigned.Evidence], end)
                    {
                        Above = unsigned.Why.Kind == ReasonKind.Nsec3IterationsTooHigh ? new Standing.Signed(zone) { HasGap = gap, ValidUntil = end } : null,
                    };
                case CutFinding.SignedCut signed:
                    Standing child = Child(zone, step, signed);
                    return child is Standing.Signed below
                        ? Descend(below with { HasGap = gap || below.HasGap, ValidUntil = Earlier(validUntil, below.ValidUntil) }, name, everyLabel)
                        : child;
                default:
                    return Open(step, finding);
            }
        }

        return new Standing.Signed(zone) { HasGap = gap, ValidUntil = validUntil };

        Standing.Signed Open(DomainName step, CutFinding finding) => new(zone)
        {
            Open = step,
            OpenFinding = finding is CutFinding.Pending ? null : finding,
            HasGap = gap,
            ValidUntil = validUntil,
        };
    }

    private CutFinding FindingAt(ZoneKeys zone, DomainName step)
    {
        if (_findings.TryGetValue((zone, step), out CutFinding? known))
        {
            return known;
        }

        if (memory?.CutAt(zone.Anchor, zone.Apex, step) is { } kept)
        {
            NoteKept(step);
            return Remember(_findings, (zone, step), kept);
        }

        if (replies.Find(step, RecordType.DS) is not { } reply)
        {
            return new CutFinding.Pending();
        }

        CutFinding finding = cuts.Find(reply, zone, step);
        _lessons.Add(new ZoneLesson(zone.Anchor, zone, step, finding, null));
        return Remember(_findings, (zone, step), finding);
    }

    private Standing StartAt(DomainName anchor)
    {
        if (_anchored.TryGetValue(anchor, out Standing? known))
        {
            return known;
        }

        if (Kept(anchor, anchor) is { } kept)
        {
            return Remember(_anchored, anchor, kept);
        }

        Standing start = FromAnchor(anchor);
        if (start is not Standing.Pending)
        {
            _lessons.Add(new ZoneLesson(anchor, null, anchor, null, start));
        }

        return Remember(_anchored, anchor, start);
    }

    private Standing? Kept(DomainName anchor, DomainName apex)
    {
        Standing? kept = memory?.ZoneAt(anchor, apex);
        if (kept is Standing.Broken broken)
        {
            HeldAgainstUntil = HeldAgainstUntil is { } until ? Earlier(until, broken.ValidUntil) : broken.ValidUntil;
        }
        else if (kept is not null)
        {
            NoteKept(apex);
        }

        return kept;
    }

    private void NoteKept(DomainName name)
    {
        if (DeepestKept is null || name.LabelCount > DeepestKept.LabelCount)
        {
            DeepestKept = name;
        }
    }

    private Standing FromAnchor(DomainName apex)
    {
        // RFC 9718 section 2.2: an anchor is not used outside its time; what rests on one holds no longer than it.
        TrustAnchor[] inForce = [.. anchors.Of(apex).Where(anchor => anchor.IsValidAt(now))];
        if (inForce.Length == 0)
        {
            return new Standing.Unknown(new Reason(
                ReasonKind.AnchorsOutOfTime, $"no trust anchor of {apex} is in force at {Show(now)}; get newer ones, or set the clock"), []);
        }

        DateTimeOffset validUntil = inForce.Min(anchor => anchor.ValidUntil ?? DateTimeOffset.MaxValue);
        return ByKeys(apex, [.. inForce.Select(anchor => anchor.Data)], validUntil, []) switch
        {
            // An anchor that cannot be used is not a proof that the zone is unsigned. SHA-1 is the user's own choice.
            Standing.Unsigned { Why.Kind: not ReasonKind.Sha1Policy } unusable => new Standing.Unknown(
                new Reason(ReasonKind.AnchorUnusable, unusable.Why.Text), unusable.Chain),
            Standing.Broken { Why.Kind: ReasonKind.NoKeyMatchesDelegation } mismatch => mismatch with
            {
                Why = new Reason(ReasonKind.AnchorMatchesNoKey, $"{mismatch.Why.Text.Replace("one that the DS names", "a trust anchor", StringComparison.Ordinal)}: the trust anchors are outdated, or the reply is forged"),
            },

            // The newest anchor built in was published at that time: a clock that shows less was never set, and at the root that shows first.
            Standing.Broken { Why.Kind: ReasonKind.SignatureNotYetValid } early when anchors.IsPublicRoot && apex.IsRoot && now < IanaRootAnchors.NewestSince => new Standing.Unknown(
                new Reason(ReasonKind.ClockUnset, $"the clock here shows {Show(now)}, when this program did not yet exist, and {early.Why.Text}; set the clock, then ask again"), early.Chain),
            Standing.Broken { Why.Kind: ReasonKind.SignatureExpired or ReasonKind.SignatureNotYetValid } outdated => outdated with
            {
                Why = outdated.Why with { Text = $"{outdated.Why.Text}; as this is so at the trust anchor already, look at the clock here first (it shows {Show(now)})" },
            },
            Standing other => other,
        };
    }

    private static string Show(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private Standing Child(ZoneKeys parent, DomainName apex, CutFinding.SignedCut cut)
    {
        if (_children.TryGetValue((parent, apex), out Standing? known))
        {
            return known;
        }

        if (Kept(parent.Anchor, apex) is { } kept)
        {
            return Remember(_children, (parent, apex), kept);
        }

        DateTimeOffset validUntil = Earlier(parent.ValidUntil, cut.Delegation.ValidUntil);
        Standing child = ByKeys(apex, cut.Delegation.Set.Data, validUntil, [.. parent.Chain, .. cut.Evidence]);
        if (child is Standing.Pending)
        {
            return child;
        }

        _lessons.Add(new ZoneLesson(parent.Anchor, parent, apex, cut, child));
        return Remember(_children, (parent, apex), child);
    }

    private Standing ByKeys(
        DomainName apex, IReadOnlyList<Rdata> named, DateTimeOffset validUntil, IReadOnlyList<Evidence> chain)
    {
        // Whether the zone counts as unsigned is told by what names its keys alone; no keys are needed for that.
        ReplySections? reply = replies.Find(apex, RecordType.DNSKEY);
        RecordSet? keySet = reply?.Find(apex, RecordType.DNSKEY);
        DelegationResult result = delegations.Check(apex, named, keySet, validUntil, chain);
        if (result is DelegationResult.Unsigned unsigned)
        {
            return new Standing.Unsigned(unsigned.Why, chain, validUntil);
        }

        if (reply is null)
        {
            replies.Foresee(apex, RecordType.DNSKEY);
            return new Standing.Pending();
        }

        if (reply.Failure is { } failure)
        {
            return new Standing.Unknown(
                new Reason(reply.IsAbsent ? ReasonKind.NotRecorded : ReasonKind.KeysUnanswered, $"the keys of {apex} could not be had: {failure.Text}"), chain);
        }

        return result switch
        {
            DelegationResult.Signed signed => new Standing.Signed(signed.Keys) { ValidUntil = signed.Keys.ValidUntil },
            DelegationResult.Broken broken => new Standing.Broken(broken.Why, chain) { Apex = apex },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Standing Remember(Dictionary<DomainName, Standing> memory, DomainName key, Standing standing)
    {
        if (standing is not Standing.Pending)
        {
            memory[key] = standing;
        }

        return standing;
    }

    private static TValue Remember<TKey, TValue>(Dictionary<TKey, TValue> memory, TKey key, TValue value)
        where TKey : notnull
    {
        memory[key] = value;
        return value;
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
