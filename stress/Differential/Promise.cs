using DaneCore.Resolver.Wire;
using DaneCore.Stress.Differential.Asking;
using DaneCore.Stress.Differential.Cases;
using DaneCore.Stress.Differential.Worlds;

namespace DaneCore.Stress.Differential;

/// <summary>
/// What must hold whatever the peers say, where every zone that plays a part is sound: untouched replies are secure or insecure as the delegations
/// have it; touched replies lead to the same answer, or to none.
/// </summary>
internal static class Promise
{
    /// <summary>What was promised and is not so; null when all is well.</summary>
    public static async Task<string?> BrokenAsync(CaseResult result)
    {
        CasePlan plan = result.Table.Plan;

        // Of signatures nothing is signed (RFC 4035 section 2.2), and ANY promises no completeness (RFC 8482 section 3).
        if (plan.Question.Type is RecordType.RRSIG or RecordType.ANY || !plan.World.Zones.All(IsSound))
        {
            return null;
        }

        Opinion honest = plan.Acts.Count == 0 ? result.Ours : Own.OpinionOf(await Own.AskAsync(new ReplyTable(result.Table.World, plan with { Acts = [] })).ConfigureAwait(false));
        return honest.Word is Word.Bogus or Word.None ? $"sound zones, and the honest replies are {honest.Word}: {honest.Said}"
            : result.Ours.Word is Word.Bogus or Word.None ? null
            : result.Ours.Word != honest.Word ? $"the honest replies are {honest.Word}, and what was made of them {result.Ours.Word}"
            : result.Ours.Word == Word.Secure && result.Ours.Content != honest.Content ? $"the honest replies say {honest.Content}, and what was made of them {result.Ours.Content}"
            : null;
    }

    private static bool IsSound(ZonePlan zone) => !zone.IsSigned
        ? zone.Delegation is DelegationKind.Without or DelegationKind.UnknownAlgorithm or DelegationKind.UnknownDigest
        : zone.Flaws.Count == 0
            && zone.Keys is KeyFlaw.None or KeyFlaw.WithoutSep or KeyFlaw.RevokedToo or KeyFlaw.Standby or KeyFlaw.UnknownAlgorithmToo or KeyFlaw.SameTag or KeyFlaw.MalformedToo or KeyFlaw.SecondAlgorithm
            && zone.Denial is not (DenialKind.Absent or DenialKind.ManyIterations)
            && zone.Delegation is not (DelegationKind.WrongDigest or DelegationKind.ForNoKey or DelegationKind.Sha1BesideWrong);
}
