using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Follows CNAME and DNAME from the question to the data or its absence, judging each link in the zone that holds it
/// (RFC 6672 section 5.3.3). The weakest link decides; a failing one ends the chain. What a server sent along for the target is
/// tried first; where it does not hold, the target is asked for itself before it is called bogus.
/// </summary>
internal sealed class AliasChain(AnswerCheck check, Foresight foresight, ReplyStore replies, WorkBudget budget)
{
    /// <summary>The judgement, or null while more replies are needed.</summary>
    public Judgement? Judge(Question question)
    {
        if (replies.Require(question.Name, question.Type) is not { } reply)
        {
            foresight.Start(question.Name);
            return null;
        }

        Question asked = question;
        DomainName name = question.Name;
        List<Hop> hops = [];
        List<AliasHop> aliases = [];
        HashSet<DomainName> seen = [name];
        while (true)
        {
            Hop? hop = JudgeLink(ref asked, ref reply, new Question(name, question.Type));
            if (hop is null)
            {
                return null;
            }

            hops.Add(hop);
            if (hop is not Hop.Alias alias)
            {
                return Conclude(question, name, hops, aliases);
            }

            aliases.Add(new AliasHop(name, alias.Target, alias.Status));
            name = alias.Target;
            if (!budget.TryAlias(aliases.Count))
            {
                return null;
            }

            if (!seen.Add(name))
            {
                hops.Add(new Hop.Failed
                {
                    Status = SecurityStatus.Indeterminate,
                    Why = new Reason(ReasonKind.AliasLoop, $"the aliases of {question.Name} lead back to {name}"),
                    Chain = alias.Chain,
                });
                return Conclude(question, name, hops, aliases);
            }

            if (!Mentions(reply, name, question.Type))
            {
                asked = new Question(name, question.Type);
                if (replies.Require(name, question.Type) is not { } next)
                {
                    return null;
                }

                reply = next;
            }
        }
    }

    private Hop? JudgeLink(ref Question asked, ref ReplySections reply, Question link)
    {
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

    private Judgement Conclude(Question question, DomainName name, List<Hop> hops, List<AliasHop> aliases)
    {
        Hop last = hops[^1];
        IReadOnlyList<Evidence> chain = [.. hops.SelectMany(hop => hop.Chain).Distinct()];
        Hop weakest = last is Hop.Failed ? last : hops.MinBy(hop => hop.Status)!;
        Verdict verdict = weakest.Status switch
        {
            SecurityStatus.Secure => Verdict.Secure(chain, hops.Min(hop => hop.ValidUntil)),
            SecurityStatus.Insecure => Verdict.Insecure(weakest.Why!, chain, hops.Min(hop => hop.ValidUntil)),
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
        };
    }

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
