using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Judges one question at one instant. Replies go in, in any order; out comes either everything that can be foreseen to be
/// needed, at once, or the judgement. Opens no socket, reads no clock, awaits nothing; the same replies always give the same
/// judgement. Not safe for parallel use: one session belongs to one lookup.
/// </summary>
internal sealed class ValidationSession
{
    private readonly Question _question;
    private readonly WorkBudget _budget;
    private readonly ReplyStore _replies;
    private readonly ZoneMap _map;
    private readonly AliasChain _chain;
    private readonly Judgement? _known;

    public ValidationSession(
        Question question, TrustAnchorSet anchors, ValidationPolicy policy, ValidationLimits limits, DateTimeOffset now, IProofMemory? memory = null)
    {
        _question = question;
        _known = SpecialNames.Judge(question, anchors, policy);
        _budget = new WorkBudget(limits);
        _replies = new ReplyStore(_budget);
        SignatureCheck signatures = new(policy, _budget, now);
        SetJudge judge = new(policy, _budget, signatures);
        _map = new ZoneMap(anchors, policy, _replies, new DelegationCheck(policy, _budget, signatures), new CutCheck(judge), now, memory);
        Synthesis = memory is null ? null : new SynthesisCheck(_map, limits, memory);
        KeptLinks? kept = memory is null ? null : new KeptLinks(memory, Synthesis!);
        _chain = new AliasChain(new AnswerCheck(_map, judge, limits), new Foresight(_map, limits), _replies, _budget, now, kept);
    }

    /// <summary>What it has cost so far.</summary>
    public WorkBudget Budget => _budget;

    /// <summary>What concludes from denials in memory; null without memory.</summary>
    public SynthesisCheck? Synthesis { get; }

    /// <summary>
    /// True when what was found out may be kept: no limit was passed, and nothing was taken on trust because a recording
    /// left it out.
    /// </summary>
    public bool IsWhole => _budget.Spent is null && !_replies.HasGap;

    /// <summary>True when no recording left anything out.</summary>
    public bool HasEverything => !_replies.HasGap;

    /// <summary>Guesses that were of no use.</summary>
    public int Unused => _replies.Unused;

    /// <summary>What was found out about zones.</summary>
    public IReadOnlyList<ZoneLesson> Lessons => _map.Lessons;

    /// <summary>The links of the chain, once the session is done.</summary>
    public IReadOnlyList<JudgedLink> Links => _chain.Links;

    /// <summary>The deepest zone or delegation that was taken from memory; null when none was.</summary>
    public DomainName? DeepestKept => _map.DeepestKept;

    /// <summary>Until when memory holds something against a zone on the way; null when it does not.</summary>
    public DateTimeOffset? HeldAgainstUntil => _map.HeldAgainstUntil;

    /// <summary>Takes a reply to a question that was asked for. That it answers that question is the transport's to check.</summary>
    public void Offer(Question asked, Message reply)
    {
        if (_budget.TryRecords(reply.Answer.Count + reply.Authority.Count))
        {
            _replies.Offer(asked, ReplySections.Of(asked, reply));
        }
    }

    /// <summary>No reply was to be had.</summary>
    public void OfferFailure(Question asked, Reason why) => _replies.Offer(asked, ReplySections.Failed(why));

    /// <summary>The recording does not hold the question: there is nobody to ask.</summary>
    public void OfferAbsence(Question asked) => _replies.Offer(asked, ReplySections.Absent(asked));

    public Progress Advance()
    {
        // RFC 6895 section 3.1: what no zone can hold is not asked for.
        if (RecordTypes.IsMeta(_question.Type) && _question.Type != RecordType.ANY)
        {
            return new Progress.Done(Undecided(new Reason(ReasonKind.TypeNotAskable, $"{RecordTypes.ToText(_question.Type)} is no type of data, so nothing can be found out about it")));
        }

        if (_known is not null)
        {
            return new Progress.Done(_known);
        }

        Judgement? judgement = _budget.Spent is null ? _chain.Judge(_question) : null;
        if (_budget.Spent is { } spent)
        {
            return new Progress.Done(Overspent(spent));
        }

        if (judgement is not null)
        {
            return new Progress.Done(judgement);
        }

        // To wait for nothing would be to wait for ever: whatever replies could bring about that, it must not end in a hang.
        IReadOnlyList<Question> outstanding = _replies.Outstanding();
        return outstanding.Count > 0
            ? new Progress.Needs(outstanding)
            : new Progress.Done(Undecided(new Reason(ReasonKind.DelegationUnanswered, $"which zone holds {_question.Name} could not be found out from the replies")));
    }

    private Judgement Undecided(Reason why) => new()
    {
        Verdict = Verdict.Indeterminate(why, []),
        Code = ResponseCode.ServFail,
        UpstreamCode = _replies.Find(_question.Name, _question.Type)?.Code,
        FinalName = _question.Name,
    };

    private Judgement Overspent(Reason spent) => new()
    {
        Verdict = Verdict.Bogus(spent, []),
        Code = ResponseCode.ServFail,
        UpstreamCode = _replies.Find(_question.Name, _question.Type)?.Code,
        FinalName = _question.Name,
    };
}
