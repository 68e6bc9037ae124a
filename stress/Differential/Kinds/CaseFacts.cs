using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Stress.Differential.Asking;
using DaneCore.Stress.Differential.Cases;
using DaneCore.Stress.Differential.Worlds;

namespace DaneCore.Stress.Differential.Kinds;

/// <summary>What can be said of a case from its description and its replies; what kinds of differences are told apart by.</summary>
internal sealed class CaseFacts
{
    private readonly CasePlan _plan;
    private readonly Message _reply;
    private readonly Answer _answer;

    public CaseFacts(CaseResult result)
    {
        _plan = result.Table.Plan;
        _answer = result.Answer;
        _reply = result.Table.ReplyTo(_plan.Question);
        Why = result.Answer.Why?.Kind ?? ReasonKind.None;
        IEnumerable<DomainName> names =
        [
            Question.Name,
            .. _reply.Answer.Select(record => record.Owner),
            .. _reply.Answer.Select(record => record.Data).OfType<NameRdata>().Where(data => data.Type is RecordType.CNAME or RecordType.DNAME).Select(data => data.Target),
            result.Answer.FinalName,
        ];
        Path = [.. names.Distinct().SelectMany(name => _plan.World.Above(name)).Distinct()];
        HasForeignSigner = _reply.Answer.Concat(_reply.Authority).Any(record =>
            record.Data is RrsigRdata signature && !signature.Signer.Equals(_plan.World.Holder(record.Owner, signature.TypeCovered)?.Name ?? DomainName.Root));
    }

    public Question Question => _plan.Question;

    /// <summary>Our reason.</summary>
    public ReasonKind Why { get; }

    /// <summary>The zones on the way to the name asked about, and to each name that the answer speaks of.</summary>
    public IReadOnlyList<ZonePlan> Path { get; }

    /// <summary>A signature of the reply names another zone than the one that holds the set.</summary>
    public bool HasForeignSigner { get; }

    /// <summary>The reply holds an alias.</summary>
    public bool HasAlias => _reply.Answer.Any(record => record.Type is RecordType.CNAME or RecordType.DNAME);

    /// <summary>The answer holds more than one record set.</summary>
    public bool HasManySets => RecordSet.Group(_reply.Answer).Count > 1;

    /// <summary>A set of the answer says that it was made from a wildcard.</summary>
    public bool IsExpanded => _reply.Answer.Any(record => record.Data is RrsigRdata signature && signature.Labels < record.Owner.LabelCount - (record.Owner.IsWildcard ? 1 : 0));

    /// <summary>The reply holds a set that our answer does not rest on.</summary>
    public bool HasSpareSet
    {
        get
        {
            HashSet<(DomainName, RecordType)> needed = [.. _answer.Chain.Concat(_answer.Authority).Select(record => (record.Owner, record.Type))];
            return RecordSet.Group([.. _reply.Answer, .. _reply.Authority]).Any(set => !needed.Contains((set.Owner, set.Type)));
        }
    }

    /// <summary>The name asked about lies below a DNAME of the reply.</summary>
    public bool IsRedirected => _reply.Answer.Any(record => record.Type == RecordType.DNAME && Question.Name.IsStrictlyBelow(record.Owner));

    /// <summary>A record of the reply shows that names begin below a name that has nothing itself.</summary>
    public bool IsEmptyNonTerminal => _reply.Authority.Any(record => record.Data is NsecRdata nsec && (nsec.NextName.IsStrictlyBelow(Question.Name) || nsec.NextName.IsStrictlyBelow(_answer.FinalName)));

    /// <summary>The code of the reply is another one than what its records prove.</summary>
    public bool HasOtherCode => _reply.Code != _answer.Code;

    /// <summary>Two NSEC records of one name are in the reply.</summary>
    public bool HasTwoNsec => RecordSet.Group(_reply.Authority).Any(set => set.Type == RecordType.NSEC && set.Data.Count > 1);

    /// <summary>The reply says that there is nothing of the type.</summary>
    public bool IsNoData => _reply is { Code: ResponseCode.NoError, Answer.Count: 0 };

    /// <summary>Records of other replies were put into one.</summary>
    public bool IsMixed => ActedAnywhere(ReplyActKind.AddOther, ReplyActKind.AnswerAsOther, ReplyActKind.OtherRenamed, ReplyActKind.OtherAuthority, ReplyActKind.OtherDenial);

    /// <summary>The delegations on the way are sound, and something below or above is not.</summary>
    public bool IsOdd => _plan.Acts.Count > 0 || Path.Any(zone => zone.Flaws.Count > 0 || zone.Keys != KeyFlaw.None);

    /// <summary>Nothing on the way that would keep the name from being signed.</summary>
    public bool IsBelowInsecurity => Path.Any(zone =>
        zone.Delegation is DelegationKind.Without or DelegationKind.UnknownAlgorithm or DelegationKind.UnknownDigest or DelegationKind.Sha1
        || zone.Denial is DenialKind.OptOut or DenialKind.ManyIterations);

    public bool Key(params ReadOnlySpan<KeyFlaw> flaws) => Any(zone => zone.Keys, flaws);

    public bool Delegated(params ReadOnlySpan<DelegationKind> kinds) => Any(zone => zone.Delegation, kinds);

    public bool Denies(params ReadOnlySpan<DenialKind> kinds) => Any(zone => zone.Denial, kinds);

    public bool Algorithm(DnssecAlgorithm algorithm) => Path.Any(zone => zone.IsSigned && zone.Algorithm == algorithm);

    /// <summary>A set on the way has this flaw.</summary>
    public bool Flawed(params IReadOnlyList<SetFlawKind> kinds) => Path.Any(zone => zone.Flaws.Any(flaw => kinds.Contains(flaw.Kind)));

    /// <summary>A set of this type on the way has a flaw.</summary>
    public bool FlawedAt(RecordType type, params IReadOnlyList<SetFlawKind> kinds) =>
        Path.Any(zone => zone.Flaws.Any(flaw => flaw.Type == type && (kinds.Count == 0 || kinds.Contains(flaw.Kind))));

    /// <summary>A denial record on the way has a flaw, or there are none.</summary>
    public bool HasDenialFlaw => FlawedAt(RecordType.NSEC) || FlawedAt(RecordType.NSEC3) || Denies(DenialKind.Absent);

    /// <summary>A record that shows whether a zone begins at a name may be missing or damaged: a denial, or an alias in its place.</summary>
    public bool HasCutFlaw => HasDenialFlaw || (!HasAlias && (FlawedAt(RecordType.CNAME) || FlawedAt(RecordType.DNAME))) || Flawed(SetFlawKind.LeftOut);

    /// <summary>One of these was done to the reply itself.</summary>
    public bool Acted(params IReadOnlyList<ReplyActKind> kinds) => _plan.Acts.Any(act => act.At.Equals(Question) && (kinds.Count == 0 || kinds.Contains(act.Kind)));

    /// <summary>One of these was done to any reply of this type.</summary>
    public bool ActedAt(RecordType type, params IReadOnlyList<ReplyActKind> kinds) => _plan.Acts.Any(act => act.At.Type == type && (kinds.Count == 0 || kinds.Contains(act.Kind)));

    /// <summary>One of these was done to any reply.</summary>
    public bool ActedAnywhere(params IReadOnlyList<ReplyActKind> kinds) => _plan.Acts.Any(act => kinds.Contains(act.Kind));

    /// <summary>Our reason is one of these.</summary>
    public bool Because(params ReadOnlySpan<ReasonKind> reasons) => reasons.Contains(Why);

    private bool Any<T>(Func<ZonePlan, T> of, ReadOnlySpan<T> among)
    {
        foreach (ZonePlan zone in Path)
        {
            if (among.Contains(of(zone)))
            {
                return true;
            }
        }

        return false;
    }
}
