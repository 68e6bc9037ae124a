using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Follows CNAME and DNAME from the question to the data or its absence, judging each link in the zone that holds it
/// (RFC 6672 section 5.3.3). The weakest link decides; a failing one ends the chain. What a server sent along for the target is
/// tried first; where it does not hold, the target is asked for itself before it is called bogus. Links that memory holds are
/// not asked for.
/// </summary>
internal sealed class AliasChain(
    AnswerCheck check, Foresight foresight, ReplyStore replies, WorkBudget budget, DateTimeOffset now, KeptLinks? kept = null)
{
    /// <summary>The links as they were judged; none before there is a judgement.</summary>
    public IReadOnlyList<JudgedLink> Links { get; private set; } = [];

    /// <summary>The judgement, or null while more replies are needed.</summary>
    public Judgement? Judge(Question question)
    {
        Question asked = question;
        ReplySections? reply = null;
        DomainName name = question.Name;
        List<JudgedLink> links = [];
        List<AliasHop> aliases = [];
        HashSet<DomainName> seen = [name];
        while (true)
        {
            Question link = new(name, question.Type);
            Hop? hop = kept?.Find(link);
            bool isKept = hop is not null;
            hop ??= FromReplies(link, ref asked, ref reply);
            if (hop is null)
            {
                return null;
            }

            links.Add(new JudgedLink(link, hop, isKept, asked.Equals(link)));
            if (hop is not Hop.Alias alias)
            {
                return Conclude(question, name, links, aliases);
            }

            aliases.Add(new AliasHop(name, alias.Target, alias.Status));
            name = alias.Target;
            if (!budget.TryAlias(aliases.Count))
            {
                return null;
            }

            if (!seen.Add(name))
            {
                Hop.Failed loop = new()
                {
                    Status = SecurityStatus.Indeterminate,
                    Why = new Reason(ReasonKind.AliasLoop, $"the aliases of {question.Name} lead back to {name}"),
                    Chain = alias.Chain,
                };
                links.Add(new JudgedLink(new Question(name, question.Type), loop, IsKept: false, WasAsked: false));
                return Conclude(question, name, links, aliases);
            }
        }
    }

    private Hop? FromReplies(Question link, ref Question asked, ref ReplySections? reply)
    {
        if (reply is null || !Mentions(reply, link.Name, link.Type))
        {
            bool isFirst = reply is null;
            asked = link;
            reply = replies.Require(link.Name, link.Type);
            if (reply is null)
            {
                if (isFirst)
                {
                    foresight.Start(link);
                }

                return null;
            }
        }

        return JudgeLink(ref asked, ref reply, link);
    }

    private Hop? JudgeLink(ref Question asked, ref ReplySections reply, Question link)
    {
        if (!budget.TryLook(reply.SetCount))
        {
            return null;
        }

        Hop hop = check.Judge(link.Name, link.Type, reply);
        if (hop is Hop.Pending)
        {
            foresight.Look(asked, reply);
            return null;
        }

        if (hop is not Hop.Failed || asked.Equals(link) || budget.Spent is not null)
        {
            return hop;
        }

        if (replies.Require(link.Name, link.Type) is not { } direct)
        {
            return null;
        }

        Hop second = check.Judge(link.Name, link.Type, direct);
        if (second is Hop.Pending)
        {
            foresight.Look(link, direct);
            return null;
        }

        if (second is Hop.Failed)
        {
            // What was sent along unasked is a hint; that the question itself went unanswered does not make it bogus. A recording has
            // nobody to ask: there, what it holds is all there is.
            return second.Status == SecurityStatus.Indeterminate && !direct.IsAbsent ? second : hop;
        }

        (asked, reply) = (link, direct);
        return second;
    }

    /// <summary>Whether a reply to another question says anything about this name.</summary>
    private static bool Mentions(ReplySections reply, DomainName name, RecordType type) =>
        reply.Find(name, type) is not null
        || reply.Find(name, RecordType.CNAME) is not null
        || reply.Authority.Any(set => set.Type == RecordType.SOA && name.IsAtOrBelow(set.Owner));

    private Judgement Conclude(Question question, DomainName name, List<JudgedLink> links, List<AliasHop> aliases)
    {
        Links = links;
        IReadOnlyList<Hop> hops = [.. links.Select(link => link.Hop)];
        Hop last = hops[^1];
        IReadOnlyList<Evidence> chain = [.. hops.SelectMany(hop => hop.Chain).Distinct()];
        Hop weakest = last is Hop.Failed ? last : hops.MinBy(hop => hop.Status)!;
        DateTimeOffset holdsUntil = hops.Min(hop => hop.HoldsUntil(now));
        Verdict verdict = weakest.Status switch
        {
            SecurityStatus.Secure => Verdict.Secure(chain, holdsUntil),
            SecurityStatus.Insecure => Verdict.Insecure(weakest.Why!, chain, holdsUntil),
            SecurityStatus.Bogus => Verdict.Bogus(weakest.Why!, [.. chain, Failure(name, question.Type, weakest)]),
            _ => Verdict.Indeterminate(weakest.Why!, [.. chain, Failure(name, question.Type, weakest)]),
        };
        ReplySections? first = replies.Find(question.Name, question.Type);
        bool usable = last is not Hop.Failed;
        return new Judgement
        {
            Verdict = verdict,
            Code = last switch
            {
                Hop.Absence absence => absence.Code,
                Hop.Failed => ResponseCode.ServFail,
                _ => ResponseCode.NoError,
            },
            UpstreamCode = first?.Code,
            FinalName = name,
            Aliases = aliases,
            AliasSets = usable ? [.. hops.OfType<Hop.Alias>().SelectMany(hop => hop.Sets)] : [],
            Data = last is Hop.Data data ? data.Sets : [],
            Authority = usable ? [.. hops.SelectMany(hop => hop.Authority).Distinct()] : [],
            SecureData = verdict.Status == SecurityStatus.Secure ? last.Secure : [],
            NobodyAnswered = first is { Code: null },
            KeepUntil = verdict.Status is SecurityStatus.Secure or SecurityStatus.Insecure && !hops.Any(IsNotKept) ? holdsUntil : DateTimeOffset.MinValue,
        };
    }

    // RFC 2308 section 5: without an SOA nothing says how long. What was concluded from records kept costs next to nothing again.
    private static bool IsNotKept(Hop hop) => hop is Hop.Absence { Ttl: null } or Hop.Absence { IsSynthesised: true };

    private static Evidence Failure(DomainName name, RecordType type, Hop hop) => new()
    {
        Kind = EvidenceKind.Step,
        Name = name,
        Type = type,
        Status = hop.Status,
        Text = hop.Why!.Text,
        Rfc = hop.Why.Rfc,
    };
}
