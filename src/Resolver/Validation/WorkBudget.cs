namespace DaneCore.Resolver.Validation;

/// <summary>
/// Counts the work of one question, aliases and all, from its first reply to its verdict. What is spent stays spent: the
/// first limit passed is remembered, every later request is refused, and the session ends as bogus with that reason.
/// </summary>
internal sealed class WorkBudget(ValidationLimits limits)
{
    public ValidationLimits Limits { get; } = limits;

    public int SignatureChecks { get; private set; }

    public int FailedSignatureChecks { get; private set; }

    public int DelegationDigests { get; private set; }

    public int HashIterations { get; private set; }

    public int Questions { get; private set; }

    /// <summary>Why no more work is done; null while there is some left.</summary>
    public Reason? Spent { get; private set; }

    public bool TrySignatureCheck() =>
        TrySpend(++SignatureChecks, Limits.SignatureChecks, ReasonKind.WorkSignatures, "signature checks");

    public void CountFailedCheck() =>
        TrySpend(++FailedSignatureChecks, Limits.FailedSignatureChecks, ReasonKind.WorkFailures, "failed signature checks");

    public bool TryDigest() =>
        TrySpend(++DelegationDigests, Limits.DelegationDigests, ReasonKind.WorkDigests, "DS digests");

    /// <summary>One NSEC3 hash costs its extra iterations and one (RFC 5155 section 5).</summary>
    public bool TryHash(int iterations)
    {
        HashIterations += iterations + 1;
        return TrySpend(HashIterations, Limits.Nsec3HashIterations, ReasonKind.WorkHashes, "NSEC3 hash iterations");
    }

    public bool TryQuestion() => TrySpend(++Questions, Limits.Questions, ReasonKind.WorkQuestions, "questions");

    public bool TryAlias(int followed) => TrySpend(followed, Limits.Aliases, ReasonKind.WorkAliases, "aliases");

    private bool TrySpend(int used, int limit, ReasonKind kind, string what)
    {
        if (used > limit)
        {
            Spent ??= new Reason(kind, $"work limit: the answer would cost more than {limit} {what}");
        }

        return Spent is null;
    }
}
