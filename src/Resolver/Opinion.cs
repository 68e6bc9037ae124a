using DaneCore.Resolver.Validation;

namespace DaneCore.Resolver;

/// <summary>What one attempt at one place came to.</summary>
internal sealed record Opinion(int Place, LookupAttempt Attempt, Judgement Judgement, Reason? Why)
{
    /// <summary>How many places the source had when it began.</summary>
    public int Places { get; init; }

    public bool IsUsable => Judgement.Verdict.Status is SecurityStatus.Secure or SecurityStatus.Insecure;
}
