namespace DaneCore.Resolver.Validation;

/// <summary>What is known about one name below a signed zone: does another zone begin there?</summary>
internal abstract record CutFinding
{
    private CutFinding()
    {
    }

    /// <summary>The steps that show it.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>No reply yet.</summary>
    public sealed record Pending : CutFinding;

    /// <summary>A recording does not hold the question, and there is nobody to ask.</summary>
    public sealed record Absent : CutFinding;

    /// <summary>Nobody could tell.</summary>
    public sealed record Unanswered(Reason Why) : CutFinding;

    /// <summary>A signed zone begins here.</summary>
    public sealed record SignedCut(SecureRecordSet Delegation) : CutFinding;

    /// <summary>An unsigned zone begins here, by proof.</summary>
    public sealed record UnsignedCut(Reason Why, DateTimeOffset ValidUntil) : CutFinding;

    /// <summary>The name is one of the zone's own.</summary>
    public sealed record NoCut(DateTimeOffset ValidUntil) : CutFinding;

    /// <summary>The zone has no name here or further down, so no cut either.</summary>
    public sealed record NothingBelow(DateTimeOffset ValidUntil) : CutFinding;

    /// <summary>What came proves none of these.</summary>
    public sealed record Unproved(Reason Why) : CutFinding;
}
