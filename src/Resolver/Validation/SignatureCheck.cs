using System.Globalization;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Judges the signatures over one record set with the keys of one zone, at one instant (RFC 4035 section 5.3). Never asks
/// the network. A pass yields a <see cref="SecureRecordSet"/>; nothing else makes one. Which zone's keys are the right ones
/// is decided before, by <see cref="ZoneMap"/>; whether a set made from a wildcard may stand, after, by <see cref="AnswerCheck"/>.
/// </summary>
internal sealed class SignatureCheck(ValidationPolicy policy, WorkBudget budget, DateTimeOffset now)
{
    // How far a signature came: 0 signer, 1 labels, 2 algorithm, 3 time, 4 key, 6 the octets, 7 a limit; 8 is a pass.
    private const int TimeStep = 3;
    private const int LimitStep = 7;
    private const int OwnTimeStep = 5;

    // Octets and signatures that a key was found to fit: nothing about time, which is looked at first each time.
    private readonly List<(ZoneKey Key, byte[] Octets, ReadOnlyMemory<byte> Signature)> _held = [];

    /// <summary>One signature that holds suffices; others may be expired or by unknown keys (RFC 6840 section 5.12).</summary>
    /// <param name="set">The set as it came.</param>
    /// <param name="apex">The zone that must be the signer.</param>
    /// <param name="keys">The keys that may have signed.</param>
    public SignatureResult Check(RecordSet set, DomainName apex, IReadOnlyList<ZoneKey> keys)
    {
        if (set.Signatures.Count == 0)
        {
            return new SignatureResult(null, new Reason(ReasonKind.SignatureMissing, $"{Describe(set)} has no signature although {apex} is signed"));
        }

        // The reason told is that of the signature which came furthest; among equals, of the first.
        Reason? why = null;
        int reached = -1;
        int tried = 0;
        foreach (RrsigRdata signature in set.Signatures)
        {
            // Each costs something, even those that are not tried: a set of 64 KiB may carry some 2000.
            if (!budget.TryEach(1))
            {
                return new SignatureResult(null, budget.Spent);
            }

            if (FirstObjection(set, signature, apex) is { } objection)
            {
                // That one of these keys signed, at another time, tells more than that some other key signed too.
                bool isOwn = objection.Step == TimeStep && keys.Any(key => key.Tag == signature.KeyTag && key.Data.Algorithm == signature.Algorithm);
                Remember(objection.Why, isOwn ? OwnTimeStep : objection.Step);
                continue;
            }

            // RFC 6840 section 5.12: signatures by unknown keys are ignored; they do not use up the limit either.
            if (keys.Any(key => key.Tag == signature.KeyTag && key.Data.Algorithm == signature.Algorithm)
                && ++tried > budget.Limits.SignaturesPerSet)
            {
                Remember(
                    new Reason(ReasonKind.WorkSignatures, $"work limit: {Describe(set)} has more signatures by keys of {apex} than the {budget.Limits.SignaturesPerSet} that are tried"),
                    LimitStep);
                break;
            }

            Outcome outcome = TryKeys(set, signature, keys);
            if (outcome.Key is { } key)
            {
                return new SignatureResult(Pass(set, signature, key), null);
            }

            Remember(outcome.Why!, outcome.Step);
            if (budget.Spent is not null)
            {
                return new SignatureResult(null, budget.Spent);
            }
        }

        return new SignatureResult(null, why);

        void Remember(Reason reason, int step)
        {
            if (step > reached)
            {
                (why, reached) = (reason, step);
            }
        }
    }

    private Objection? FirstObjection(RecordSet set, RrsigRdata signature, DomainName apex)
    {
        // RFC 4035 section 5.3.1: the signer must be the zone that holds the set, not merely an ancestor of it.
        if (!signature.Signer.Equals(apex) || !set.Owner.IsAtOrBelow(apex))
        {
            return new Objection(0, new Reason(ReasonKind.SignerNotZone, $"{Describe(set)} is signed by {signature.Signer}, but lies in the zone {apex}"));
        }

        // RFC 4035 section 5.3.1: the owner must have at least as many labels as the signature counts. A leading * of the
        // owner is not counted (RFC 4034 section 3.1.3); a * further inside is a label like any other.
        int ownerLabels = set.Owner.IsWildcard ? set.Owner.LabelCount - 1 : set.Owner.LabelCount;
        if (signature.Labels > ownerLabels)
        {
            return new Objection(1, new Reason(ReasonKind.SignatureTooManyLabels, $"the signature over {Describe(set)} counts {signature.Labels} labels, the owner has {ownerLabels}"));
        }

        // RFC 4034 section 3.1.3: the wildcard that a signature points to lies within the signer's zone.
        if (signature.Labels < apex.LabelCount)
        {
            return new Objection(1, new Reason(ReasonKind.SignatureTooFewLabels, $"the signature over {Describe(set)} counts {signature.Labels} labels and would reach above its signer {apex}"));
        }

        // RFC 4034 section 3.1.5: times are compared by serial arithmetic; an end before the start makes no window.
        if (SerialNumber.IsBefore(signature.Expiration, signature.Inception))
        {
            return new Objection(2, new Reason(ReasonKind.SignatureEndsBeforeStart, $"the signature over {Describe(set)} expires before it becomes valid"));
        }

        // RFC 4035 section 5.3.1: now must lie between inception and expiration, both included; or as near as the user lets pass.
        uint instant = SerialNumber.FromInstant(now);
        bool isNear = Outside(signature) <= policy.ClockSkew;
        if (!isNear && SerialNumber.IsBefore(signature.Expiration, instant))
        {
            return new Objection(TimeStep, new Reason(ReasonKind.SignatureExpired, $"the signature over {Describe(set)} expired at {Show(signature.Expiration)}"));
        }

        if (!isNear && SerialNumber.IsBefore(instant, signature.Inception))
        {
            return new Objection(TimeStep, new Reason(ReasonKind.SignatureNotYetValid, $"the signature over {Describe(set)} is valid only from {Show(signature.Inception)}; if that is past, the clock here is wrong"));
        }

        return policy.Accepts(signature.Algorithm)
            ? null
            : new Objection(2, new Reason(ReasonKind.SignatureAlgorithmUnsupported, $"{Describe(set)} is signed with algorithm {(byte)signature.Algorithm} only, which does not count here"));
    }

    private Outcome TryKeys(RecordSet set, RrsigRdata signature, IReadOnlyList<ZoneKey> keys)
    {
        byte[]? octets = null;
        Reason? why = null;
        int tried = 0;
        foreach (ZoneKey key in keys)
        {
            // RFC 4035 section 5.3.1: signer, algorithm and key tag must match a key of the zone that is fit to sign.
            if (key.Tag != signature.KeyTag || key.Data.Algorithm != signature.Algorithm)
            {
                continue;
            }

            if (key.Unfit is { } unfit)
            {
                why ??= unfit;
                continue;
            }

            // Several keys may share a tag; only a few are tried (CVE-2023-50387).
            if (++tried > budget.Limits.KeysPerTag)
            {
                return new Outcome(
                    null,
                    new Reason(ReasonKind.WorkKeyTags, $"work limit: more than {budget.Limits.KeysPerTag} keys of {signature.Signer} share the tag {signature.KeyTag}, and none of those tried fits {Describe(set)}"),
                    LimitStep);
            }

            if (octets is null && budget.TryOrder(set.Data.Count))
            {
                octets = CanonicalForm.Of(set, signature);
            }

            // The same set in another reply under the same signature, as a denial often is, was checked already.
            if (octets is not null && Holds(key, octets, signature.Signature.Span))
            {
                return new Outcome(key, null, LimitStep + 1);
            }

            if (octets is null || !budget.TrySignatureCheck(octets.Length) || (!key.IsImported && !budget.TryKeyImport()))
            {
                break;
            }

            switch (key.Import)
            {
                case KeyImport.Imported imported when imported.Key.Verify(octets, signature.Signature.Span):
                    _held.Add((key, octets, signature.Signature));
                    return new Outcome(key, null, LimitStep + 1);
                case KeyImport.Imported:
                    why = new Reason(ReasonKind.SignatureWrong, $"the signature over {Describe(set)} by key {key.Tag} does not fit the data");
                    break;
                case KeyImport.Malformed malformed:
                    why = new Reason(ReasonKind.KeyMalformed, $"key {key.Tag} of {signature.Signer} is malformed: {malformed.Why}");
                    break;
                case KeyImport.Unsupported unsupported:
                    why = new Reason(ReasonKind.SignatureAlgorithmUnsupported, $"key {key.Tag} of {signature.Signer} cannot be used here: {unsupported.Why}");
                    break;
            }

            budget.CountFailedCheck();
        }

        why ??= new Reason(ReasonKind.SignatureKeyUnknown, $"{Describe(set)} is signed by key {signature.KeyTag} (algorithm {(byte)signature.Algorithm}), which {signature.Signer} does not have");
        return new Outcome(null, budget.Spent ?? why, tried > 0 ? 6 : 4);
    }

    private bool Holds(ZoneKey key, byte[] octets, ReadOnlySpan<byte> signature)
    {
        // Seldom more than ten, and no longer than the limit of checks; a length that differs ends a comparison.
        foreach ((ZoneKey Key, byte[] Octets, ReadOnlyMemory<byte> Signature) held in _held)
        {
            if (ReferenceEquals(held.Key, key) && held.Signature.Span.SequenceEqual(signature) && held.Octets.AsSpan().SequenceEqual(octets))
            {
                return true;
            }
        }

        return false;
    }

    private SecureRecordSet Pass(RecordSet set, RrsigRdata signature, ZoneKey key)
    {
        // RFC 4035 section 5.3.3: the TTL is at most the received one, the original one, and what is left of the signature.
        DateTimeOffset expiration = SerialNumber.ToInstant(signature.Expiration, now);
        long left = Math.Max(0, (long)(expiration - now).TotalSeconds);
        uint ttl = (uint)Math.Min(Math.Min(set.Ttl, signature.OriginalTtl), Math.Min(left, int.MaxValue));
        RecordSet lowered = set.WithTtl(ttl);
        DateTimeOffset validUntil = now.AddSeconds(ttl);
        TimeSpan skew = Outside(signature);
        string late = skew > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $", {skew.TotalSeconds} s outside its window, which the clock skew allowed here covers") : "";
        Evidence evidence = new()
        {
            Kind = EvidenceKind.Signature,
            Name = set.Owner,
            Type = set.Type,
            Status = SecurityStatus.Secure,
            Text = $"{Describe(set)} is signed by key {key.Tag} of {signature.Signer}{late}",
            Rfc = "RFC 4035 section 5.3",
            SkewUsed = skew,
            Zone = signature.Signer,
            KeyTag = key.Tag,
            Algorithm = signature.Algorithm,
            Inception = SerialNumber.ToInstant(signature.Inception, now),
            Expiration = expiration,
            Records = lowered,
        };
        return SecureRecordSet.Attest(lowered, signature, validUntil, evidence);
    }

    // How far now lies outside the window, by serial arithmetic; zero inside it.
    private TimeSpan Outside(RrsigRdata signature)
    {
        uint instant = SerialNumber.FromInstant(now);
        uint seconds = SerialNumber.IsBefore(signature.Expiration, instant) ? unchecked(instant - signature.Expiration)
            : SerialNumber.IsBefore(instant, signature.Inception) ? unchecked(signature.Inception - instant)
            : 0;
        return TimeSpan.FromSeconds(seconds);
    }

    private static string Describe(RecordSet set) => $"{set.Owner} {RecordTypes.ToText(set.Type)}";

    private string Show(uint serial) =>
        SerialNumber.ToInstant(serial, now).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private sealed record Objection(int Step, Reason Why);

    private sealed record Outcome(ZoneKey? Key, Reason? Why, int Step);
}
