using DaneCore.Resolver.Validation.Denial;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Judges one reply for one name and type: data, alias, or absence. The zone that must have signed comes from
/// <see cref="ZoneMap"/>; what comes out holds only records that belong to the question. The response code and the message's
/// flags decide nothing in a signed zone.
/// </summary>
internal sealed class AnswerCheck(ZoneMap map, SetJudge judge, ValidationLimits limits)
{
    public Hop Judge(DomainName name, RecordType type, ReplySections reply)
    {
        if (reply.Failure is { } failure)
        {
            return new Hop.Failed { Status = SecurityStatus.Indeterminate, Why = failure };
        }

        // A redirection from above the anchor cannot speak for a name that the anchor vouches for.
        DomainName? anchor = map.AnchorAbove(name);
        RecordSet? redirection = reply.Answer
            .Where(set => set.Type == RecordType.DNAME && set.Data.Count > 0 && name.IsStrictlyBelow(set.Owner)
                && (anchor is null || set.Owner.IsAtOrBelow(anchor)))
            .MaxBy(set => set.Owner.LabelCount);
        RecordSet? alias = reply.Find(name, RecordType.CNAME);
        bool synthesised = redirection is not null && alias is null or { Signatures.Count: 0 };

        if (type == RecordType.RRSIG)
        {
            return Signatures(name, reply);
        }

        // A CNAME that a DNAME makes is never signed itself; the DNAME is judged instead (RFC 6672 section 5.3.1).
        RecordSet? made = synthesised ? alias : null;
        IReadOnlyList<RecordSet> data =
        [
            .. reply.Answer.Where(set => set.Data.Count > 0 && set.Owner.Equals(name) && (type == RecordType.ANY || set.Type == type) && set != made),
        ];
        if (data.Count > 0)
        {
            Hop hop = Together(data, set => Set(set, reply), sets => new Hop.Data(sets));
            return type == RecordType.CNAME ? OrRedirected(hop) : hop;
        }

        if (synthesised)
        {
            return Redirected(name, type, redirection!, alias, reply);
        }

        if (alias is null)
        {
            return Absent(name, type, reply);
        }

        // RFC 4035 section 3.1.4.1: DS is asked of the zone above, so an alias in its place is that zone's as well; below a cut without DS
        // anybody could make one up. What the zone above proves weighs more.
        if (type == RecordType.DS && Set(alias, reply, asked: type) is Hop.Failed { Status: SecurityStatus.Bogus } foreign)
        {
            Hop denied = Absent(name, type, reply);
            return denied is Hop.Failed ? OrRedirected(foreign) : denied;
        }

        // RFC 2181 section 10.1: one name has one canonical name. Which of several was meant nobody can tell.
        return OrRedirected(alias.Data is [NameRdata { Target: var target }]
            ? Together([alias], set => Set(set, reply, asked: type), sets => new Hop.Alias(target, sets))
            : Unusable(Set(alias, reply, asked: type), new Reason(ReasonKind.AliasAmbiguous, $"the CNAME set of {name} is not one record, so it leads nowhere")));

        // RFC 6672 section 5.3.1: the DNAME, and a CNAME that follows from it, are proof enough; a signature that somebody put beside the CNAME
        // takes nothing from it.
        Hop OrRedirected(Hop own) =>
            redirection is not null && own.Status == SecurityStatus.Bogus && Redirected(name, type, redirection, alias, reply) is var moved && moved.Status != SecurityStatus.Bogus
                ? moved
                : own;
    }

    /// <summary>One set: the weakest of its parts decides, a failure ends it.</summary>
    private static Hop Together(IReadOnlyList<RecordSet> sets, Func<RecordSet, Hop> judgeSet, Func<IReadOnlyList<RecordSet>, Hop> outcome)
    {
        List<Hop.Data> judged = [];
        foreach (RecordSet set in sets)
        {
            Hop hop = judgeSet(set);
            if (hop is not Hop.Data data)
            {
                return hop;
            }

            judged.Add(data);
        }

        if (judged is [{ } only])
        {
            return outcome(only.Sets) with
            {
                Status = only.Status,
                Why = only.Why,
                Chain = only.Chain,
                ValidUntil = only.ValidUntil,
                Secure = only.Status == SecurityStatus.Secure ? only.Secure : [],
                Authority = only.Authority,
            };
        }

        Hop.Data weakest = judged.MinBy(hop => hop.Status)!;
        return outcome([.. judged.SelectMany(hop => hop.Sets)]) with
        {
            Status = weakest.Status,
            Why = weakest.Why,
            Chain = [.. judged.SelectMany(hop => hop.Chain).Distinct()],
            ValidUntil = judged.Min(hop => hop.ValidUntil),
            Secure = weakest.Status == SecurityStatus.Secure ? [.. judged.SelectMany(hop => hop.Secure)] : [],
            Authority = [.. judged.SelectMany(hop => hop.Authority).Distinct()],
        };
    }

    private Hop Set(RecordSet set, ReplySections reply, bool everyLabel = false, RecordType asked = RecordType.None)
    {
        DomainName holder = HolderOf(set.Owner, asked == RecordType.DS ? asked : set.Type);
        Standing standing = map.Locate(holder, everyLabel);
        if (standing is not Standing.Signed signed)
        {
            // RFC 9276 section 3.2: iterations above the limit make denials insecure. What exists and is signed needs none: else the addresses and
            // TLSA records of such a zone would count for nothing.
            return standing is Standing.Unsigned { Above: { } above } && judge.Check(set, above.Zone).Secure is { IsWildcardExpansion: false } own
                ? Good(above, own, [])
                : Outside(standing, () => new Hop.Data([set]));
        }

        SignatureResult result = judge.Check(set, signed.Zone);
        if (result.Secure is not { } secure)
        {
            return everyLabel || IsUnderWay(signed)
                ? Refused(signed, holder, everyLabel, Undelegated(signed, set.Owner, set.Signatures.Select(signature => signature.Signer)) ?? result.Why!, SignerBelow(signed, set))
                : Set(set, reply, everyLabel: true, asked);
        }

        if (!secure.IsWildcardExpansion)
        {
            // RFC 1034 section 3.6.2: where the zone's own CNAME or DNAME stands, no zone begins. Load balancers behind an alias often
            // leave DS questions unanswered; that alone does not spoil it.
            bool answersForItself = set.Type is RecordType.CNAME or RecordType.DNAME
                && signed is { OpenFinding: CutFinding.Unanswered, Open: { } open } && open.Equals(set.Owner);
            return answersForItself
                ? Good(signed, secure, [])
                : Held(signed, holder, everyLabel, () => Good(signed, secure, []));
        }

        // RFC 4035 section 5.3.4: data made from a wildcard stands only if no name closer to the owner exists, by a proof of
        // the zone that signed the data.
        DomainName encloser = set.Owner.Ancestor(secure.Signature.Labels);
        DomainName nextCloser = set.Owner.Ancestor(secure.Signature.Labels + 1);
        DenialProof proof = judge.DenyCloser(reply, signed.Zone, nextCloser);
        if (proof.Kind == DenialKind.NotProved)
        {
            ReasonKind kind = proof.Why!.Kind switch
            {
                ReasonKind.NameExists => ReasonKind.NameExists,
                ReasonKind.NameNotDenied or ReasonKind.NextCloserNotCovered => ReasonKind.WildcardProofUnfit,
                _ => ReasonKind.WildcardWithoutProof,
            };
            Reason why = new(
                kind, $"{set.Owner} {RecordTypes.ToText(set.Type)} was made from a wildcard, without proof that {nextCloser} does not exist: {proof.Why.Text}");

            // While a cut above the name may yet turn up, which zone should have proved it is not known, nor whether any should.
            return IsUnderWay(signed) ? Refused(signed, holder, everyLabel, why) : Bogus(signed.Zone.Chain, why);
        }

        return Held(signed, encloser, everyLabel, () => Good(signed, secure, [proof]));
    }

    private static Hop Good(Standing.Signed signed, SecureRecordSet secure, IReadOnlyList<DenialProof> proofs)
    {
        Reason? insecure = proofs.Select(proof => proof.Why).FirstOrDefault(why => why is not null);
        IReadOnlyList<SecureRecordSet> used = [secure, .. proofs.SelectMany(proof => proof.Records)];
        return new Hop.Data([secure.Set])
        {
            Status = insecure is null ? SecurityStatus.Secure : SecurityStatus.Insecure,
            Why = insecure,
            Chain =
            [
                .. signed.Zone.Chain,
                secure.Evidence,
                .. proofs.Select(proof => CutCheck.DenialEvidence(proof, signed.Zone.Apex, secure.Set.Owner, EvidenceKind.Denial)),
                .. Gap(signed, secure.Set.Owner),
            ],
            ValidUntil = used.Select(set => set.ValidUntil).Append(signed.ValidUntil).Min(),
            Secure = insecure is null ? [secure] : [],
            Authority = [.. proofs.SelectMany(proof => proof.Records).Select(record => record.Set)],
        };
    }

    private Hop Absent(DomainName name, RecordType type, ReplySections reply, bool everyLabel = false)
    {
        DomainName holder = HolderOf(name, type);
        ResponseCode claimed = reply.Code!.Value;
        Standing standing = map.Locate(holder, everyLabel);
        if (standing is not Standing.Signed signed)
        {
            return Outside(standing, () => new Hop.Absence(claimed) { Ttl = NegativeTtl(name, reply) });
        }

        DenialProof proof = judge.Deny(reply, signed.Zone, name, type);
        if (proof.Kind == DenialKind.NotProved)
        {
            return everyLabel || IsUnderWay(signed)
                ? Refused(signed, holder, everyLabel, Undelegated(signed, name, reply.Authority.Where(set => set.Type == RecordType.SOA).Select(set => set.Owner)) ?? proof.Why!)
                : Absent(name, type, reply, everyLabel: true);
        }

        // What must be shown to lie in this zone: the encloser the proof hangs on. A record that matches the name itself, and is
        // no delegation's, shows the name; then what lies above it is asked about.
        DomainName shown = proof.Kind != DenialKind.TooCostly && proof.Anchor.Equals(name) && name.IsStrictlyBelow(signed.Zone.Apex)
            ? name.Parent()
            : proof.Anchor;
        return Held(signed, shown, everyLabel, () => GoodAbsence(signed, proof, name, claimed, reply));
    }

    private Hop GoodAbsence(Standing.Signed signed, DenialProof proof, DomainName name, ResponseCode claimed, ReplySections reply)
    {
        // A full proof decides; where an unsigned delegation may hide, the proof says less than the code and the code stands.
        ResponseCode code = proof switch
        {
            { Kind: DenialKind.NoName, Why: null } => ResponseCode.NXDomain,
            { Kind: DenialKind.NoData, Why: null } => ResponseCode.NoError,
            _ => claimed,
        };
        SecureRecordSet? authority = reply.Authority
            .Where(set => set.Type == RecordType.SOA && set.Data.Count > 0 && set.Owner.Equals(signed.Zone.Apex))
            .Select(set => judge.Check(set, signed.Zone).Secure)
            .FirstOrDefault(secure => secure is { IsWildcardExpansion: false });

        // RFC 2308 section 5: what is absent is absent for as long as the lesser of the SOA's TTL and its MINIMUM.
        if (authority?.Set.Data is [SoaRdata soa])
        {
            authority = authority.LoweredTo(soa.Minimum);
        }

        IReadOnlyList<SecureRecordSet> used = authority is null ? proof.Records : [authority, .. proof.Records];
        return new Hop.Absence(code)
        {
            Status = proof.Why is null ? SecurityStatus.Secure : SecurityStatus.Insecure,
            Why = proof.Why,
            Chain =
            [
                .. signed.Zone.Chain,
                CutCheck.DenialEvidence(proof, signed.Zone.Apex, name, proof.Why is null ? EvidenceKind.Denial : EvidenceKind.InsecureDelegation),
                .. Gap(signed, name),
            ],
            ValidUntil = used.Select(set => set.ValidUntil).Append(signed.ValidUntil).Min(),
            Authority = [.. used.Select(set => set.Set)],
            Ttl = authority?.Set.Ttl,
            Zone = signed.Zone,
            Soa = authority,
            Denials = proof.Records,
        };
    }

    /// <summary>RFC 2308 section 5, for a zone that nobody signs: the SOA is believed as far as the rest of the reply.</summary>
    private static uint? NegativeTtl(DomainName name, ReplySections reply) => reply.Authority
        .Where(set => set.Type == RecordType.SOA && name.IsAtOrBelow(set.Owner))
        .SelectMany(set => set.Data.OfType<SoaRdata>().Select(soa => (uint?)Math.Min(set.Ttl, soa.Minimum)))
        .Min();

    /// <summary>RFC 6672 section 5.3.1: the DNAME is what is signed; a CNAME beside it must be what the DNAME makes of the name.</summary>
    private Hop Redirected(DomainName name, RecordType type, RecordSet redirection, RecordSet? alias, ReplySections reply)
    {
        Hop hop = Set(redirection, reply);
        if (hop is not Hop.Data data)
        {
            return hop;
        }

        if (redirection.Data is not [NameRdata dname])
        {
            return Unusable(data, new Reason(ReasonKind.RedirectionAmbiguous, $"the DNAME set of {redirection.Owner} is not one record, so it leads nowhere"));
        }

        if (!name.TryReplaceAncestor(redirection.Owner, dname.Target, out DomainName? target))
        {
            // RFC 6672 section 2.2: then there is no new name, and a CNAME that claims one was not made from the DNAME.
            if (data.Status == SecurityStatus.Secure && alias is not null)
            {
                return Bogus(data.Chain, new Reason(
                    ReasonKind.AliasTooLong, $"the DNAME of {redirection.Owner} makes {name} longer than {DomainName.MaxWireLength} octets, and yet a CNAME came with it"));
            }

            return new Hop.Absence(ResponseCode.YXDomain)
            {
                Status = data.Status,
                Why = data.Why,
                Chain = data.Chain,
                ValidUntil = data.ValidUntil,
                Authority = data.Authority,
            };
        }

        if (data.Status == SecurityStatus.Secure && alias is not null
            && !(alias.Data is [NameRdata synthesised] && synthesised.Target.Equals(target)))
        {
            return Bogus(data.Chain, new Reason(
                ReasonKind.AliasNotFromRedirection, $"the CNAME at {name} is not {target}, which the DNAME of {redirection.Owner} makes of it"));
        }

        // The TTL of what is synthesised is the DNAME's (RFC 6672 section 3.1).
        var made = RecordSet.Create(name, RecordType.CNAME, data.Sets[0].Ttl, [new NameRdata(RecordType.CNAME, target)]);
        Hop outcome = type is RecordType.CNAME or RecordType.ANY ? new Hop.Data([.. data.Sets, made]) : new Hop.Alias(target, [.. data.Sets, made]);
        return outcome with { Status = data.Status, Why = data.Why, Chain = data.Chain, ValidUntil = data.ValidUntil, Authority = data.Authority, Secure = data.Secure };
    }

    /// <summary>RFC 4035 section 2.2: RRSIG sets are not signed themselves, so in a signed zone they cannot be vouched for.</summary>
    private Hop Signatures(DomainName name, ReplySections reply)
    {
        IReadOnlyList<RecordSet> sets =
        [
            .. from set in reply.Answer
               where set.Owner.Equals(name) && set.Signatures.Count > 0
               select RecordSet.Create(name, RecordType.RRSIG, set.Ttl, set.Signatures),
        ];
        Standing standing = map.Locate(name, everyLabel: false);
        if (standing is not Standing.Signed signed)
        {
            return Outside(standing, () => sets.Count > 0 ? new Hop.Data(sets) : new Hop.Absence(reply.Code!.Value));
        }

        return signed.Holds(name)
            ? new Hop.Failed
            {
                Status = SecurityStatus.Indeterminate,
                Why = new Reason(ReasonKind.SignaturesUnsigned, $"RRSIG records of {name} are not signed themselves, so nothing vouches for them"),
                Chain = signed.Zone.Chain,
            }
            : Held(signed, name, everyLabel: false, () => new Hop.Pending());
    }

    /// <summary>
    /// Runs <paramref name="then"/> once the zone is shown to hold the name; asks, or gives up, before. Where a zone further down
    /// signed, that zone's place is asked for first.
    /// </summary>
    private Hop Held(Standing.Signed signed, DomainName name, bool everyLabel, Func<Hop> then, DomainName? signer = null)
    {
        if (signed.Holds(name))
        {
            return then();
        }

        if (signed.OpenFinding is { } finding)
        {
            return Unclear(signed, finding);
        }

        DomainName target = signer is not null && signer.IsAtOrBelow(signed.Open!) ? signer : name;
        map.AskDown(signed.Zone, target, everyLabel || ZoneMap.IsSkippable(signed.Open!, name), limits.CutsPerRound);
        return new Hop.Pending();
    }

    /// <summary>A name on the way is still to be answered for, so the zone known so far need not be the last.</summary>
    private static bool IsUnderWay(Standing.Signed signed) => signed is { Open: not null, OpenFinding: null };

    /// <summary>
    /// The deepest zone known so far does not vouch for it. Only when every name on the way is known to begin no other zone, signed
    /// or not, is that final.
    /// </summary>
    private Hop Refused(Standing.Signed signed, DomainName holder, bool everyLabel, Reason why, DomainName? signer = null) => Held(signed, holder, everyLabel, () =>

        // A recording that lacks the delegations cannot show that the missing signature is somebody's fault.
        signed.HasGap && why.Kind is ReasonKind.SignatureMissing or ReasonKind.SignerNotZone
            or ReasonKind.DenialUnsigned or ReasonKind.DenialNotBySigner or ReasonKind.ZoneNotDelegated
            ? new Hop.Failed
            {
                Status = SecurityStatus.Indeterminate,
                Why = new Reason(ReasonKind.NotRecorded, $"{why.Text}, and the recording does not hold the delegations on the way"),
                Chain = signed.Zone.Chain,
            }
            : Bogus(signed.Zone.Chain, why), signer: signer);

    /// <summary>The deepest zone below the one known so far that says it signed the set: a hint for what to ask, and for nothing else.</summary>
    private static DomainName? SignerBelow(Standing.Signed signed, RecordSet set) => set.Signatures
        .Select(signature => signature.Signer)
        .Where(signer => signer.IsStrictlyBelow(signed.Zone.Apex) && set.Owner.IsAtOrBelow(signer))
        .MaxBy(signer => signer.LabelCount);

    /// <summary>
    /// Why a zone of its own answered where none begins, for whoever forgot to delegate it: its parent proves that there is no NS
    /// (RFC 6840 section 4.4). That a zone answered is what the message says; it only words the refusal.
    /// </summary>
    private static Reason? Undelegated(Standing.Signed signed, DomainName name, IEnumerable<DomainName> zones) =>
        zones.FirstOrDefault(zone => zone.IsStrictlyBelow(signed.Zone.Apex) && name.IsAtOrBelow(zone)) is { } zone
            ? new Reason(ReasonKind.ZoneNotDelegated, $"{zone} answers for {name} as a zone of its own, but {signed.Zone.Apex} proves that no zone begins there")
            : null;

    /// <summary>What came is sound and still means nothing.</summary>
    private static Hop Unusable(Hop judged, Reason why) => judged is Hop.Data data
        ? new Hop.Failed { Status = SecurityStatus.Indeterminate, Why = why, Chain = data.Chain }
        : judged;

    private static Hop Unclear(Standing.Signed signed, CutFinding finding) => finding switch
    {
        CutFinding.Unanswered unanswered => new Hop.Failed { Status = SecurityStatus.Indeterminate, Why = unanswered.Why, Chain = signed.Zone.Chain },
        CutFinding.Unproved unproved => Bogus(signed.Zone.Chain, unproved.Why),
        _ => throw new System.Diagnostics.UnreachableException($"A finding of {finding} leaves nothing open."),
    };

    private static Hop Outside(Standing standing, Func<Hop> insecure) => standing switch
    {
        Standing.Pending => new Hop.Pending(),
        Standing.Unsigned unsigned => insecure() with
        {
            Status = SecurityStatus.Insecure,
            Why = unsigned.Why,
            Chain = unsigned.Chain,
            ValidUntil = unsigned.ValidUntil,
        },
        Standing.Broken broken => Bogus(broken.Chain, broken.Why),
        Standing.Unknown unknown => new Hop.Failed { Status = SecurityStatus.Indeterminate, Why = unknown.Why, Chain = unknown.Chain },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Hop.Failed Bogus(IReadOnlyList<Evidence> chain, Reason why) =>
        new() { Status = SecurityStatus.Bogus, Why = why, Chain = chain };

    private static IEnumerable<Evidence> Gap(Standing.Signed signed, DomainName name)
    {
        if (signed.HasGap)
        {
            yield return new Evidence
            {
                Kind = EvidenceKind.Gap,
                Name = name,
                Status = SecurityStatus.Secure,
                Text = $"the recording does not show that no zone begins between {signed.Zone.Apex} and {name}; the signer is taken for the zone",
                Rfc = "RFC 4035 section 5.3.1",
                Zone = signed.Zone.Apex,
            };
        }
    }

    /// <summary>The name whose zone holds the set: for DS, the parent's side of the cut (RFC 4035 section 2.4).</summary>
    private static DomainName HolderOf(DomainName owner, RecordType type) =>
        type == RecordType.DS && !owner.IsRoot ? owner.Parent() : owner;
}
