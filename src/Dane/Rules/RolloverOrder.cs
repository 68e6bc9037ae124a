namespace DaneCore.Dane.Rules;

/// <summary>
/// Puts the publications of a rollover into an order in which each is one safe change (RFC 7671 section 8.4): a set never holds parameters that only
/// past or future certificates fit, caches included. Where old and new certificates share no parameters, it goes by way of <c>3 1 1</c>, as
/// RFC 7671 section 8.2 does. Needs a way to prove records; asks nobody.
/// </summary>
internal sealed class RolloverOrder(Func<PeerChain, TlsaParameters, DateTimeOffset, TlsaCreation> prove, RolloverTiming timing)
{
    private const string Section = "RFC 7671 section 8.1";
    private const string During = "during";

    private readonly List<TlsaCreation> _creations = [];
    private readonly List<RolloverStep> _steps = [];
    private DateTimeOffset _at = timing.Start;

    /// <summary>The plan from one chain and its parameters to another chain, or none, and its parameters.</summary>
    public RolloverPlan Plan(PeerChain current, PeerChain? next, IReadOnlyList<TlsaParameters> from, IReadOnlyList<TlsaParameters> to)
    {
        DateTimeOffset then = next?.Leaf?.NotBefore is { } start && start > timing.Start ? start : timing.Start;
        TlsaSet old = Make(current, from, timing.Start);
        TlsaSet goal = next is null ? Make(current, to, timing.Start) : Make(next, to, then);
        if (old.Refused is not null || goal.Refused is not null)
        {
            return new RolloverPlan { Current = old.Refused ?? old.First, Next = goal.Refused ?? goal.First };
        }

        Stand("before", old, "the records of the key in use", "RFC 7671 section 8");
        TlsaSet last = next is null ? old : ToNext(current, next, from, to, then, old);
        if (!last.IsSameAs(goal))
        {
            if (next is not null && _steps.TrueForAll(step => step.Title != During))
            {
                // What comes after this fits the new certificates only.
                Stand(During, last, "the records fit the new certificates too: deploy those on every server before anything else is published", Section);
                _at = then;
                _steps[^1] = _steps[^1] with { SafeAt = then };
            }

            Stand("parameters", goal, "the same certificates under other parameters: every set that a cache may still hold fits them too", SectionOf(from, to));
        }

        if (_steps.Count == 1)
        {
            _steps[0] = _steps[0] with { Title = "no change", Reason = new("the records fit both; deploy at any time", "RFC 7671 section 5.1") };
        }

        return new RolloverPlan
        {
            Current = old.First,
            Next = goal.First,
            Creations = [.. _creations.DistinctBy(creation => creation.Record)],
            Steps = _steps,
        };
    }

    private TlsaSet ToNext(
        PeerChain current, PeerChain next, IReadOnlyList<TlsaParameters> from, IReadOnlyList<TlsaParameters> to, DateTimeOffset then, TlsaSet old)
    {
        TlsaSet same = Make(next, from, then);
        if (same.Refused is null)
        {
            return Roll(old, same, then);
        }

        // What the new certificates cannot be named by must go before they come; what replaces it has to fit those in use.
        IReadOnlyList<TlsaParameters> between = Make(current, to, timing.Start).Refused is null ? to : [TlsaParameters.Recommended];
        TlsaSet bridge = Make(current, between, timing.Start);
        TlsaSet after = Make(next, between, then);
        if (bridge.Refused is not null || after.Refused is not null)
        {
            throw new System.Diagnostics.UnreachableException("A certificate that can be read has a 3 1 1 record.");
        }

        if (!bridge.IsSameAs(old))
        {
            Stand("between", bridge, "parameters that fit the old certificates and the new; the new ones have no record under those published", "RFC 7671 section 8.2");
        }

        return Roll(bridge, after, then);
    }

    private TlsaSet Roll(TlsaSet old, TlsaSet @new, DateTimeOffset then)
    {
        if (old.IsSameAs(@new))
        {
            return @new;
        }

        TimeSpan wait = _steps.Count > 1 ? Longer(timing.Wait, timing.LaterWait) : timing.Wait;
        DateTimeOffset safe = _at + wait;
        bool isForTomorrow = then > safe;
        _steps.Add(new RolloverStep(During, [.. old.Records.Union(@new.Records)], wait, new(
            "publish both, wait two TTLs so that no cache holds the old set, deploy the new key on every server, and see that it is used"
            + (isForTomorrow ? "; the new certificate becomes valid only after that" : ""), Section))
        {
            NotBefore = _at,
            SafeAt = isForTomorrow ? then : safe,
        });
        _at = isForTomorrow ? then : safe;
        Stand("after", @new, "the old key is gone everywhere: remove its records", Section);
        return @new;
    }

    private void Stand(string title, TlsaSet set, string why, string rfc)
    {
        _creations.AddRange(set.Creations);
        _steps.Add(new RolloverStep(title, set.Records, TimeSpan.Zero, new(why, rfc)) { NotBefore = _at, SafeAt = _at });
    }

    private TlsaSet Make(PeerChain chain, IReadOnlyList<TlsaParameters> parameters, DateTimeOffset at)
    {
        TlsaCreation[] made = [.. parameters.Distinct().Select(each => prove(chain, each, at))];
        return new TlsaSet(made, Array.Find(made, creation => !creation.IsProved));
    }

    // RFC 7671 section 8.3: a digest more or less is a case of its own; usages are section 8.2.
    private static string SectionOf(IReadOnlyList<TlsaParameters> from, IReadOnlyList<TlsaParameters> to) =>
        from.Select(each => (each.Usage, each.Selector)).ToHashSet().SetEquals(to.Select(each => (each.Usage, each.Selector)))
            ? "RFC 7671 section 8.3"
            : "RFC 7671 section 8.2";

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private sealed record TlsaSet(IReadOnlyList<TlsaCreation> Creations, TlsaCreation? Refused)
    {
        public TlsaCreation First => Creations[0];

        public IReadOnlyList<TlsaRecord> Records => [.. Creations.Select(creation => creation.Record).OfType<TlsaRecord>().Distinct()];

        public bool IsSameAs(TlsaSet other) => Records.ToHashSet().SetEquals(other.Records);
    }
}
