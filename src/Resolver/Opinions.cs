namespace DaneCore.Resolver;

/// <summary>The opinions of one lookup, in the order they were had.</summary>
internal sealed class Opinions
{
    private readonly List<Opinion> _all = [];

    public IReadOnlyList<Opinion> All => _all;

    /// <summary>The best of them; among equals the first.</summary>
    public Opinion? Best { get; private set; }

    public void Add(Opinion opinion)
    {
        _all.Add(opinion);
        if (Best is null || opinion.Judgement.Verdict.Status > Best.Judgement.Verdict.Status)
        {
            Best = opinion;
        }
    }
}
