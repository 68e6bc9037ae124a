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
    public DenialProof Deny(ReplySections reply, ZoneKeys zone, DomainName name, RecordType type)
    {
        DenialProof proof = FirstProof(reply, zone, name, records => DenialCheck.Judge(records, name, type));

        // RFC 4035 section 3.1.4.1: what the child says about its own DS is no answer, however well it is signed.
        return proof.Kind == DenialKind.NotProved && type == RecordType.DS && !name.IsRoot && IsByChild(reply, name)
            ? DenialProof.None(name, new Reason(
                ReasonKind.DelegationDenialFromChild, $"the proof that {name} has no DS comes from {name} itself; only {zone.Apex} above it can tell"))
            : proof;
    }

    /// <summary>Does the reply prove that no name stands between a wildcard and the name made from it?</summary>
    public DenialProof DenyCloser(ReplySections reply, ZoneKeys zone, DomainName nextCloser) =>
        FirstProof(reply, zone, nextCloser, records => DenialCheck.JudgeWildcard(records, nextCloser));

    /// <summary>The name as a record of the reply matches it; null when none does.</summary>
    public NameFinding.Exists? ExistingAt(ReplySections reply, ZoneKeys zone, DomainName name) =>
        FamiliesOf(reply, zone).Records.Select(records => records.About(name)).OfType<NameFinding.Exists>().FirstOrDefault();

    /// <summary>The gap in which records of the reply show the name to be; null when none does.</summary>
    public NameFinding.Absent? AbsentAt(ReplySections reply, ZoneKeys zone, DomainName name) =>
        FamiliesOf(reply, zone).Records.Select(records => records.About(name)).OfType<NameFinding.Absent>().FirstOrDefault();

    private static bool IsByChild(ReplySections reply, DomainName name) => reply.Authority.Any(set =>
        set.Type is RecordType.NSEC or RecordType.NSEC3 && set.Signatures.Any(signature => signature.Signer.Equals(name)));

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

        return insecure ?? DenialProof.None(name, families.Problem ?? Mixed(families, zone) ?? why ?? new Reason(
            ReasonKind.DenialMissing, $"the reply has no NSEC or NSEC3 record of {zone.Apex} about {name}"));
    }

    // Each chain by itself proves too little; that there are several is what went wrong.
    private static Reason? Mixed(Families families, ZoneKeys zone) => families.Records.Count(records => records is Nsec3Denial) > 1
        ? new Reason(ReasonKind.HashParametersDiffer, $"the NSEC3 records of {zone.Apex} in one reply differ in hash algorithm, salt or iterations, and none of the chains proves it alone")
        : null;

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
            records.AddRange(Nsec3Denial.Chains(zone.Apex, nsec3, policy.MaxNsec3Iterations, _hashes));
        }

        if (records.Count == 0)
        {
            problem ??= NotOfTheZone();
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
                    problem ??= AsDenial(set, result.Why!);
                }
            }

            return secure;
        }

        Reason? NotOfTheZone() => reply.Authority.FirstOrDefault(set => set.Type is RecordType.NSEC or RecordType.NSEC3 && set.Data.Count > 0) is { } foreign
            ? new Reason(ReasonKind.DenialNotBySigner, $"the proof comes from {foreign.Owner}, which does not lie in {zone.Apex}")
            : null;

        // RFC 4035 section 5.4: a record of a proof counts only when the zone's own signature over it holds.
        Reason AsDenial(RecordSet set, Reason why) => why.Kind switch
        {
            ReasonKind.SignatureMissing => new Reason(ReasonKind.DenialUnsigned, $"the {RecordTypes.ToText(set.Type)} of {set.Owner}, part of the proof, has no signature"),
            ReasonKind.SignerNotZone => new Reason(ReasonKind.DenialNotBySigner, $"part of the proof is not by the zone that holds the name: {why.Text}"),
            _ => why,
        };
    }

    private sealed record Families(IReadOnlyList<IDenialRecords> Records, Reason? Problem);
}
