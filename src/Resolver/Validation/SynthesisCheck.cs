using DaneCore.Resolver.Validation.Denial;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Concludes from denial records kept of other replies that a name or type does not exist (RFC 8198). Only a full proof counts, by
/// the same predicates as for a reply, in the zone that is already known to hold the name. Nothing is asked for its sake, and
/// whatever is in doubt is left to the question itself. No positive answer is made from a kept wildcard.
/// </summary>
internal sealed class SynthesisCheck
{
    /// <summary>
    /// What all tries of one attempt may cost together: enough for names a few labels below their zone, and so little that what all attempts are granted
    /// adds less than half an ordinary lookup to the limit of all work. Beyond it the question is asked.
    /// </summary>
    public const int MaxWork = 250;

    // Of its own, so that a try that leads nowhere costs the question itself nothing.
    private readonly WorkBudget _budget;
    private readonly HashMemo _hashes;
    private readonly ZoneMap _map;
    private readonly IProofMemory _memory;

    public SynthesisCheck(ZoneMap map, ValidationLimits limits, IProofMemory memory)
    {
        _map = map;
        _memory = memory;
        _budget = new WorkBudget(limits with { Work = Math.Min(limits.Work, Math.Min(limits.Conclusions, MaxWork)) });
        _hashes = new HashMemo(_budget);
    }

    /// <summary>What the tries have cost so far.</summary>
    public int Work => _budget.Work;

    /// <summary>How many hashes were looked for.</summary>
    public int Looks => _hashes.Looks;

    /// <summary>The absence, or null when the question has to be asked.</summary>
    public Hop? Judge(DomainName name, RecordType type)
    {
        // Of these the bitmap says nothing, or the zone above is the one to ask.
        if (type is RecordType.ANY or RecordType.RRSIG or RecordType.NSEC or RecordType.NSEC3 or RecordType.DS or RecordType.DNSKEY
            || _map.Locate(name, everyLabel: false) is not Standing.Signed { HasGap: false } signed
            || _map.IsPrivateBelow(signed.Zone, name)
            || _memory.DenialsOf(signed.Zone, _hashes) is not { } denials
            || !_budget.TryEach(LooksFor(name, signed.Zone.Apex)))
        {
            return null;
        }

        // RFC 5155 section 10.4: one kind must carry the proof alone.
        foreach (IDenialRecords records in denials.Families)
        {
            if (!IsBelowCutOrRedirection(records, signed.Zone.Apex, name)
                && DenialCheck.Judge(records, name, type) is { Kind: DenialKind.NoData or DenialKind.NoName, Why: null } proof
                && !IsMadeForOneQuestion(proof, records, name)
                && signed.Holds(proof.Anchor.Equals(name) && name.IsStrictlyBelow(signed.Zone.Apex) ? name.Parent() : proof.Anchor))
            {
                return Absence(signed, proof, denials.Soa, name);
            }
        }

        return null;
    }

    // Every name from the apex down is looked at, and for each all names above it are.
    private static int LooksFor(DomainName name, DomainName apex)
    {
        int depth = name.LabelCount - apex.LabelCount + 1;
        return depth * depth;
    }

    /// <summary>RFC 6672 section 5.3.4 and RFC 6840 section 4.1: below a DNAME or a delegation the zone's denials say nothing.</summary>
    private static bool IsBelowCutOrRedirection(IDenialRecords records, DomainName apex, DomainName name)
    {
        for (int labels = apex.LabelCount; labels < name.LabelCount; labels++)
        {
            if (records.About(name.Ancestor(labels)) is NameFinding.Exists { Types: var types }
                && (types.Contains(RecordType.DNAME) || (types.Contains(RecordType.NS) && !types.Contains(RecordType.SOA))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Some servers make up a record for each question, whose bitmap holds nothing but the proof itself even where other types exist.
    /// It answers the question it was made for and no other.
    /// </summary>
    private static bool IsMadeForOneQuestion(DenialProof proof, IDenialRecords records, DomainName name) =>
        proof.Kind == DenialKind.NoData
        && records.About(name) is NameFinding.Exists { Types.Types: var types }
        && types.All(type => type is RecordType.RRSIG or RecordType.NSEC or RecordType.NSEC3);

    private static Hop.Absence Absence(Standing.Signed signed, DenialProof proof, SecureRecordSet soa, DomainName name)
    {
        IReadOnlyList<SecureRecordSet> used = [soa, .. proof.Records];
        bool hashed = proof.Records.Any(record => record.Set.Type == RecordType.NSEC3);
        Evidence step = CutCheck.DenialEvidence(proof, signed.Zone.Apex, name, EvidenceKind.Denial);
        return new Hop.Absence(proof.Kind == DenialKind.NoName ? ResponseCode.NXDomain : ResponseCode.NoError)
        {
            Status = SecurityStatus.Secure,
            Chain =
            [
                .. signed.Zone.Chain,
                step with
                {
                    Text = $"{step.Text}; concluded from records that came with earlier replies",
                    Rfc = hashed ? "RFC 8198 section 5.2" : "RFC 8198 section 5.1",
                },
            ],
            ValidUntil = used.Select(set => set.ValidUntil).Append(signed.ValidUntil).Min(),
            Authority = [.. used.Select(set => set.Set)],

            // RFC 8198 section 5.4: the least of the TTLs of the records used, and of the SOA's MINIMUM.
            Ttl = used.Min(set => set.Set.Ttl),
            Zone = signed.Zone,
            IsSynthesised = true,
        };
    }
}
