namespace DaneCore.Resolver.Validation;

/// <summary>
/// Counts the work of one question, aliases and all, from its first reply to its verdict. What is spent stays spent: the
/// first limit passed is remembered, every later request is refused, and the session ends as bogus with that reason. Each kind of
/// work has its own limit; beside them all of it is added up by its price in <see cref="WorkPrices"/>, and the sum has a limit too.
/// </summary>
internal sealed class WorkBudget(ValidationLimits limits)
{
    public ValidationLimits Limits { get; } = limits;

    public int SignatureChecks { get; private set; }

    public int FailedSignatureChecks { get; private set; }

    public int KeyImports { get; private set; }

    public int DelegationDigests { get; private set; }

    public int HashIterations { get; private set; }

    public int Questions { get; private set; }

    public int Records { get; private set; }

    /// <summary>Everything by its price: hundredths of a signature check.</summary>
    public int Work { get; private set; }

    /// <summary>Why no more work is done; null while there is some left.</summary>
    public Reason? Spent { get; private set; }

    /// <summary>A check of this many octets.</summary>
    public bool TrySignatureCheck(int octets)
    {
        bool may = TrySpend(SignatureChecks, 1, Limits.SignatureChecks, ReasonKind.WorkSignatures, "signature checks")
            && TryPay(WorkPrices.SignatureCheck + (octets / WorkPrices.OctetsSigned));
        SignatureChecks += may ? 1 : 0;
        return may;
    }

    /// <summary>A check that was made and failed; the last one allowed ends the session.</summary>
    public void CountFailedCheck()
    {
        FailedSignatureChecks++;
        TrySpend(FailedSignatureChecks, 0, Limits.FailedSignatureChecks, ReasonKind.WorkFailures, "failed signature checks");
    }

    /// <summary>A key that is taken in for its first check.</summary>
    public bool TryKeyImport()
    {
        bool may = TryPay(WorkPrices.KeyImport);
        KeyImports += may ? 1 : 0;
        return may;
    }

    public bool TryDigest()
    {
        bool may = TrySpend(DelegationDigests, 1, Limits.DelegationDigests, ReasonKind.WorkDigests, "DS digests") && TryPay(WorkPrices.Digest);
        DelegationDigests += may ? 1 : 0;
        return may;
    }

    /// <summary>One NSEC3 hash costs its extra iterations and one (RFC 5155 section 5).</summary>
    public bool TryHash(int iterations)
    {
        int rounds = iterations + 1;
        bool may = TrySpend(HashIterations, rounds, Limits.Nsec3HashIterations, ReasonKind.WorkHashes, "NSEC3 hash iterations")
            && TryPay(rounds * WorkPrices.HashIteration);
        HashIterations += may ? rounds : 0;
        return may;
    }

    public bool TryQuestion()
    {
        bool may = TrySpend(Questions, 1, Limits.Questions, ReasonKind.WorkQuestions, "questions");
        Questions += may ? 1 : 0;
        return may;
    }

    public bool TryAlias(int followed) => TrySpend(followed, 0, Limits.Aliases, ReasonKind.WorkAliases, "aliases");

    /// <summary>Records of a reply that are to be grouped into sets.</summary>
    public bool TryRecords(int count)
    {
        bool may = TryPay(count * WorkPrices.Record);
        Records += may ? count : 0;
        return may;
    }

    /// <summary>Signatures, DS records or keys that are looked at one by one.</summary>
    public bool TryEach(int count) => TryPay(count * WorkPrices.Each);

    /// <summary>Records put into canonical order.</summary>
    public bool TryOrder(int records) => TryPay((records + WorkPrices.RecordsOrdered - 1) / WorkPrices.RecordsOrdered);

    /// <summary>One look at a reply for one name, which goes through its sets.</summary>
    public bool TryLook(int sets) => TryPay(WorkPrices.Look + (sets / WorkPrices.SetsLookedThrough));

    private bool TryPay(int price)
    {
        bool may = TrySpend(Work, price, Limits.Work, ReasonKind.WorkTotal, "hundredths of a signature check in all");
        Work += may ? price : 0;
        return may;
    }

    // Asked before the work is done: what would pass a limit is neither done nor counted.
    private bool TrySpend(int used, int more, int limit, ReasonKind kind, string what)
    {
        if (used + more > limit)
        {
            Spent ??= new Reason(kind, $"work limit: the answer would cost more than {limit} {what}");
        }

        return Spent is null;
    }
}
