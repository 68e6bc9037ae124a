using DaneCore.Resolver.Validation.Denial;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Judges the reply to a DS question: does a zone begin at this name, as the zone above tells it? Only records that zone
/// signed count; what the child says about its own delegation does not (RFC 4035 section 3.1.4.1). A missing proof is never
/// an unsigned zone.
/// </summary>
internal sealed class CutCheck(SetJudge judge)
{
    public CutFinding Find(ReplySections reply, ZoneKeys zone, DomainName name)
    {
        if (reply.IsAbsent)
        {
            return new CutFinding.Absent();
        }

        if (reply.Failure is { } failure)
        {
            return new CutFinding.Unanswered(new Reason(ReasonKind.DelegationUnanswered, $"whether {name} is a zone of its own could not be found out: {failure.Text}"));
        }

        if (reply.Find(name, RecordType.DS) is { } delegation)
        {
            return ByDelegation(zone, name, delegation);
        }

        return ByAlias(reply, zone, name) ?? ByDenial(reply, zone, name);
    }

    private CutFinding ByDelegation(ZoneKeys zone, DomainName name, RecordSet delegation)
    {
        SignatureResult result = judge.Check(delegation, zone);

        // A DS made from a wildcard delegates nothing: a delegation is a name of its own.
        return result.Secure is { IsWildcardExpansion: false } secure
            ? new CutFinding.SignedCut(secure) { Evidence = [secure.Evidence with { Kind = EvidenceKind.Delegation, Rfc = "RFC 4035 section 5.2" }] }
            : new CutFinding.Unproved(result.Why ?? new Reason(ReasonKind.DelegationFromWildcard, $"the DS of {name} was made from a wildcard"));
    }

    /// <summary>RFC 1034 section 3.6.2: where a signed CNAME stands, or above it a signed DNAME, no zone begins.</summary>
    private CutFinding? ByAlias(ReplySections reply, ZoneKeys zone, DomainName name)
    {
        if (Redirection(reply, name) is { } dname)
        {
            if (judge.Check(dname, zone).Secure is { IsWildcardExpansion: false } redirected)
            {
                return new CutFinding.NothingBelow(redirected.ValidUntil) { Evidence = [redirected.Evidence] };
            }
        }

        if (reply.Find(name, RecordType.CNAME) is not { } cname)
        {
            return null;
        }

        SignatureResult result = judge.Check(cname, zone);
        if (result.Secure is not { } alias)
        {
            // What the zone itself proves about the name weighs more than an alias that it did not sign.
            return ByDenial(reply, zone, name) is CutFinding shown and not CutFinding.Unproved
                ? shown
                : new CutFinding.Unproved(cname.Signatures.Count > 0
                    ? result.Why!
                    : new Reason(ReasonKind.AliasAtDelegationUnsigned, $"asked for the DS of {name}, the server gave an alias without signature instead of what {zone.Apex} says"));
        }

        if (!alias.IsWildcardExpansion)
        {
            return new CutFinding.NoCut(alias.ValidUntil) { Evidence = [alias.Evidence] };
        }

        // Made from a wildcard: then the name itself must be shown not to exist, or it might be a delegation.
        DomainName nextCloser = name.Ancestor(alias.Signature.Labels + 1);
        DenialProof proof = judge.DenyCloser(reply, zone, nextCloser);
        return proof switch
        {
            { Kind: DenialKind.NoName, Why: null } => new CutFinding.NothingBelow(alias.ValidUntil) { Evidence = [alias.Evidence] },
            { Kind: DenialKind.NotProved } => new CutFinding.Unproved(new Reason(ReasonKind.WildcardWithoutProof, $"the CNAME at {name} was made from a wildcard: {proof.Why!.Text}")),
            _ => Unsigned(proof, name),
        };
    }

    private CutFinding ByDenial(ReplySections reply, ZoneKeys zone, DomainName name)
    {
        DenialProof proof = judge.Deny(reply, zone, name, RecordType.DS);
        if (proof.Kind == DenialKind.NotProved)
        {
            // RFC 1034 section 3.6.2: an alias at the name is as good as data, so no zone begins there.
            return proof.Why! switch
            {
                { Kind: ReasonKind.AliasExists } when judge.ExistingAt(reply, zone, name) is { } aliased => new CutFinding.NoCut(aliased.Proof[0].ValidUntil),

                // RFC 4592 sections 4.2 and 4.6: a wildcard delegates nothing. A name shown to be in a gap begins no zone, whatever wildcard stands beside it.
                { Kind: ReasonKind.WildcardNotDenied or ReasonKind.WildcardExists } when judge.AbsentAt(reply, zone, name) is { OptOut: false } absent =>
                    new CutFinding.NothingBelow(absent.Proof.Min(record => record.ValidUntil)),
                { Kind: ReasonKind.DenialMissing } => new CutFinding.Unproved(new Reason(ReasonKind.DelegationProofMissing, $"nothing proves that {name} has no DS")),
                { } why => new CutFinding.Unproved(why),
            };
        }

        if (proof.Why is not null)
        {
            return Unsigned(proof, name);
        }

        DateTimeOffset until = proof.Records.Min(record => record.ValidUntil);
        Evidence step = DenialEvidence(proof, zone.Apex, name, EvidenceKind.Denial);
        if (proof.Kind == DenialKind.NoName || !proof.Anchor.Equals(name))
        {
            return new CutFinding.NothingBelow(until) { Evidence = [step] };
        }

        // RFC 6840 section 4.4: only a name with NS and without SOA and DS is an unsigned delegation.
        if (judge.ExistingAt(reply, zone, name)?.Types is { } types && types.Contains(RecordType.NS) && !types.Contains(RecordType.SOA))
        {
            Reason why = new(ReasonKind.InsecureDelegation, $"{zone.Apex} proves that {name} is delegated without DS, so it is not signed");
            return new CutFinding.UnsignedCut(why, until)
            {
                Evidence = [step with { Kind = EvidenceKind.InsecureDelegation, Status = SecurityStatus.Insecure, Text = why.Text, Rfc = why.Rfc }],
            };
        }

        return new CutFinding.NoCut(until) { Evidence = [step] };
    }

    private static CutFinding.UnsignedCut Unsigned(DenialProof proof, DomainName name)
    {
        DateTimeOffset until = proof.Records.Min(record => record.ValidUntil);
        return new CutFinding.UnsignedCut(proof.Why!, until)
        {
            Evidence =
            [
                new Evidence
                {
                    Kind = EvidenceKind.InsecureDelegation,
                    Name = name,
                    Type = RecordType.DS,
                    Status = SecurityStatus.Insecure,
                    Text = proof.Why!.Text,
                    Rfc = proof.Why.Rfc,
                    Basis = [.. proof.Records.Select(record => record.Evidence)],
                },
            ],
        };
    }

    /// <summary>The step that puts a proof of absence into words.</summary>
    public static Evidence DenialEvidence(DenialProof proof, DomainName zone, DomainName name, EvidenceKind kind) => new()
    {
        Kind = kind,
        Name = name,
        Type = proof.Records.Count > 0 ? proof.Records[0].Set.Type : RecordType.None,
        Status = proof.Why is null ? SecurityStatus.Secure : SecurityStatus.Insecure,
        Text = proof.Text,
        Rfc = proof.Records.Any(record => record.Set.Type == RecordType.NSEC3) ? "RFC 5155 section 8" : "RFC 4035 section 5.4",
        Zone = zone,
        Basis = [.. proof.Records.Select(record => record.Evidence)],
    };

    private static RecordSet? Redirection(ReplySections reply, DomainName name) => reply.Answer.FirstOrDefault(
        set => set.Type == RecordType.DNAME && set.Data.Count > 0 && name.IsStrictlyBelow(set.Owner));
}
