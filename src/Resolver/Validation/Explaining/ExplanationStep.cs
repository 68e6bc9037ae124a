namespace DaneCore.Resolver.Validation.Explaining;

/// <summary>One node of the explanation: what was looked at, what came of it, and what it leads on to.</summary>
public sealed record ExplanationStep
{
    /// <summary>The evidence behind it; null for the trust anchor, which nothing vouches for.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>What came of it.</summary>
    public required SecurityStatus Status { get; init; }

    /// <summary>One sentence; safe to show.</summary>
    public required string Text { get; init; }

    /// <summary>The section that this step keeps, as <c>RFC 4035 section 5.3.1</c>.</summary>
    public required string Rfc { get; init; }

    /// <summary>What is left of the signature's window; null for a step without a signature.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>True for the step at which the chain ends: the first that did not hold, or where the zone is shown to be unsigned.</summary>
    public bool IsWhereItEnds { get; init; }

    /// <summary>Who can mend it, and how; only on the step at which the chain ends.</summary>
    public Mending? Mending { get; init; }

    /// <summary>What the step leads on to: further down the chain, or the records a proof consists of.</summary>
    public IReadOnlyList<ExplanationStep> Steps { get; init; } = [];
}
