using DaneCore.Resolver.Validation;

namespace DaneCore.Resolver;

/// <summary>What one attempt at one place came to.</summary>
internal sealed record Opinion(int Place, LookupAttempt Attempt, Judgement Judgement, Reason? Why)
{
    public bool IsUsable => Judgement.Verdict.Status is SecurityStatus.Secure or SecurityStatus.Insecure;
}
