using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver;

/// <summary>The opinions of one lookup, in the order they were had.</summary>
internal sealed class Opinions
{
    private readonly List<Opinion> _all = [];

    public IReadOnlyList<Opinion> All => _all;

    /// <summary>
    /// The best of them; among equals the first. Where a place shows, asked afresh, that its server is at fault and not the domain,
    /// it is no longer bogus there.
    /// </summary>
    public Opinion? Best { get; private set; }

    /// <summary>What all of them cost together, in the unit of <c>WorkPrices</c>: starting over does not start a new account.</summary>
    public int Work => _all.Sum(opinion => opinion.Attempt.Session.Budget.Work);

    /// <summary>What conclusions from memory cost, which have an account of their own.</summary>
    public int Conclusions => _all.Sum(opinion => opinion.Attempt.Session.Synthesis?.Work ?? 0);

    /// <summary>What nobody answered, as long as there is nobody else to ask: a source that has more places now than it had then has more to ask.</summary>
    public IReadOnlyDictionary<Question, SourceReply.Failed> UnansweredAt(int places) => _all.Where(opinion => opinion.Places == places)
        .SelectMany(opinion => opinion.Attempt.Unanswered).DistinctBy(failure => failure.Key).ToDictionary();

    public void Add(Opinion opinion)
    {
        _all.Add(opinion);
        if (Best is null
            || opinion.Judgement.Verdict.Status > Best.Judgement.Verdict.Status
            || (opinion.Place == Best.Place && !Best.IsUsable && opinion.Why?.Kind is ReasonKind.UpstreamStripsSignatures or ReasonKind.UpstreamLacksDnssec))
        {
            Best = opinion;
        }
    }
}
