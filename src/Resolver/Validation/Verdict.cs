namespace DaneCore.Resolver.Validation;

/// <summary>A status, the first reason for it, and the evidence. Every status but secure has a reason.</summary>
public sealed record Verdict
{
    private Verdict(SecurityStatus status, Reason? why, IReadOnlyList<Evidence> evidence, DateTimeOffset validUntil)
    {
        Status = status;
        Why = why;
        Evidence = evidence;
        ValidUntil = validUntil;
    }

    /// <summary>What is known.</summary>
    public SecurityStatus Status { get; }

    /// <summary>Why it is not better than it is; null only when secure.</summary>
    public Reason? Why { get; }

    /// <summary>The steps, from the anchor downwards.</summary>
    public IReadOnlyList<Evidence> Evidence { get; }

    /// <summary>From this instant on the verdict no longer holds.</summary>
    public DateTimeOffset ValidUntil { get; }

    internal static Verdict Secure(IReadOnlyList<Evidence> evidence, DateTimeOffset validUntil) =>
        new(SecurityStatus.Secure, null, evidence, validUntil);

    internal static Verdict Insecure(Reason why, IReadOnlyList<Evidence> evidence, DateTimeOffset validUntil) =>
        new(SecurityStatus.Insecure, why, evidence, validUntil);

    internal static Verdict Bogus(Reason why, IReadOnlyList<Evidence> evidence) =>
        new(SecurityStatus.Bogus, why, evidence, DateTimeOffset.MinValue);

    internal static Verdict Indeterminate(Reason why, IReadOnlyList<Evidence> evidence) =>
        new(SecurityStatus.Indeterminate, why, evidence, DateTimeOffset.MinValue);
}
