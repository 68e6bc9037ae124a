using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// One node of the tree that explains a verdict: what was looked at, what came of it, and what it rests on. Read from
/// the anchor downwards. It explains; it is not itself what trust is made of (that is <see cref="SecureRecordSet"/>).
/// </summary>
public sealed record Evidence
{
    /// <summary>What the node is about.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>The name it concerns.</summary>
    public required DomainName Name { get; init; }

    /// <summary>The type of the records concerned; none where that makes no sense.</summary>
    public RecordType Type { get; init; }

    /// <summary>What came of it.</summary>
    public required SecurityStatus Status { get; init; }

    /// <summary>One sentence; safe to show.</summary>
    public required string Text { get; init; }

    /// <summary>The section that this step keeps, as <c>RFC 4035 section 5.3.1</c>.</summary>
    public required string Rfc { get; init; }

    /// <summary>The zone whose keys were used.</summary>
    public DomainName? Zone { get; init; }

    /// <summary>Tag of the key used.</summary>
    public ushort? KeyTag { get; init; }

    /// <summary>Algorithm of the key used.</summary>
    public DnssecAlgorithm? Algorithm { get; init; }

    /// <summary>Start of the signature's window.</summary>
    public DateTimeOffset? Inception { get; init; }

    /// <summary>End of the signature's window.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>How far outside its window the signature was, which the user lets pass; zero otherwise.</summary>
    public TimeSpan SkewUsed { get; init; }

    /// <summary>The set that the step is about, as it was checked; null for a step about several or none.</summary>
    public RecordSet? Records { get; init; }

    /// <summary>What this rests on, or consists of.</summary>
    public IReadOnlyList<Evidence> Basis { get; init; } = [];

    /// <summary>Of what tells steps apart; sentences are long.</summary>
    public override int GetHashCode() => HashCode.Combine(Kind, Name, Type, KeyTag);
}
