using DaneCore.Resolver.Validation.Denial;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Judges sets and denials of a reply under the keys of one zone, each only once however often a session starts over:
/// work that was paid for is remembered.
/// </summary>
internal sealed class SetJudge(ValidationPolicy policy, WorkBudget budget, SignatureCheck signatures)
{
    private readonly HashMemo _hashes = new(budget);
    private readonly Dictionary<(RecordSet, ZoneKeys), SignatureResult> _sets = [];
    private readonly Dictionary<(ReplySections, ZoneKeys), Families> _families = [];

    public SignatureResult Check(RecordSet set, ZoneKeys zone)
    {
        if (!_sets.TryGetValue((set, zone), out SignatureResult? result))
        {
            result = signatures.Check(set, zone.Apex, zone.Keys);
            _sets.Add((set, zone), result);
        }

        return result;
    }

    /// <summary>Does the reply prove that the type is absent at the name?</summary>
    public DenialProof Deny(ReplySections reply, ZoneKeys zone, DomainName name, RecordType type) =>
        FirstProof(reply, zone, name, records => DenialCheck.Judge(records, name, type));

    /// <summary>Does the reply prove that no name stands between a wildcard and the name made from it?</summary>
    public DenialProof DenyCloser(ReplySections reply, ZoneKeys zone, DomainName nextCloser) =>
        FirstProof(reply, zone, nextCloser, records => DenialCheck.JudgeWildcard(records, nextCloser));

    /// <summary>The name as a record of the reply matches it; null when none does.</summary>
    public NameFinding.Exists? ExistingAt(ReplySections reply, ZoneKeys zone, DomainName name) =>
        FamiliesOf(reply, zone).Records.Select(records => records.About(name)).OfType<NameFinding.Exists>().FirstOrDefault();

    // RFC 5155 section 10.4: a zone may show both kinds while it changes over. One kind must carry the proof alone.
    private DenialProof FirstProof(ReplySections reply, ZoneKeys zone, DomainName name, Func<IDenialRecords, DenialProof> judge)
    {
        Families families = FamiliesOf(reply, zone);
        Reason? why = null;
        DenialProof? insecure = null;
        foreach (IDenialRecords records in families.Records)
        {
            DenialProof proof = judge(records);
            if (proof is { Kind: not DenialKind.NotProved, Why: null })
            {
                return proof;
            }

            if (proof.Kind != DenialKind.NotProved)
            {
                insecure ??= proof;
            }

            why ??= proof.Why;
        }

        return insecure ?? DenialProof.None(name, families.Problem ?? why ?? new Reason(
            ReasonKind.DenialMissing, $"the reply has no NSEC or NSEC3 record of {zone.Apex} about {name}"));
    }

    private Families FamiliesOf(ReplySections reply, ZoneKeys zone)
    {
        if (_families.TryGetValue((reply, zone), out Families? families))
        {
            return families;
        }

        Reason? problem = null;
        List<SecureRecordSet> nsec = SecureOf(RecordType.NSEC);
        List<SecureRecordSet> nsec3 = SecureOf(RecordType.NSEC3);
        List<IDenialRecords> records = [];
        if (nsec.Count > 0)
        {
            records.Add(new NsecDenial(zone.Apex, nsec));
        }

        if (nsec3.Count > 0)
        {
            records.Add(new Nsec3Denial(zone.Apex, nsec3, policy.MaxNsec3Iterations, _hashes));
        }

        families = new Families(records, problem);
        _families.Add((reply, zone), families);
        return families;

        List<SecureRecordSet> SecureOf(RecordType type)
        {
            List<SecureRecordSet> secure = [];
            IEnumerable<RecordSet> candidates = reply.Authority
                .Where(set => set.Type == type && set.Data.Count > 0 && set.Owner.IsAtOrBelow(zone.Apex))
                .Take(budget.Limits.DenialRecordsPerReply);
            foreach (RecordSet set in candidates)
            {
                SignatureResult result = Check(set, zone);
                if (result.Secure is { } passed)
                {
                    secure.Add(passed);
                }
                else
                {
                    problem ??= result.Why;
                }
            }

            return secure;
        }
    }

    private sealed record Families(IReadOnlyList<IDenialRecords> Records, Reason? Problem);
}
