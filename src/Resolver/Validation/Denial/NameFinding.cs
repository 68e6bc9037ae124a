using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation.Denial;

/// <summary>What the denial records of one zone say about one name; NSEC and NSEC3 come to the same findings.</summary>
internal abstract record NameFinding
{
    private NameFinding()
    {
    }

    /// <summary>The secure sets that say so.</summary>
    public IReadOnlyList<SecureRecordSet> Proof { get; init; } = [];

    /// <summary>The name exists, and these are its types.</summary>
    public sealed record Exists(TypeBitmap Types) : NameFinding;

    /// <summary>The name exists only because names below it do.</summary>
    public sealed record EmptyNonTerminal : NameFinding;

    /// <summary>The name does not exist; this is its deepest ancestor that does.</summary>
    /// <param name="ClosestEncloser">The deepest existing ancestor (RFC 5155 section 1.3).</param>
    /// <param name="OptOut">True when an unsigned delegation may hide in the gap (RFC 5155 section 6).</param>
    public sealed record Absent(DomainName ClosestEncloser, bool OptOut) : NameFinding;

    /// <summary>The records prove nothing about the name.</summary>
    public sealed record Unknown(Reason Why) : NameFinding;

    /// <summary>The zone asks for more hashing than is done here (RFC 9276 section 3.2).</summary>
    public sealed record TooCostly(Reason Why) : NameFinding;
}
