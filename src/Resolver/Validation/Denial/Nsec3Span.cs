namespace DaneCore.Resolver.Validation.Denial;

/// <summary>The gap between two hashes in the circle of a zone's hashes (RFC 5155 section 1.3: "covers").</summary>
internal static class Nsec3Span
{
    /// <summary>True when the hash lies strictly between the two; the last record of the circle wraps around, a single one covers all but itself.</summary>
    public static bool Covers(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> next, ReadOnlySpan<byte> hash)
    {
        int afterOwner = hash.SequenceCompareTo(owner);
        int beforeNext = hash.SequenceCompareTo(next);
        return owner.SequenceCompareTo(next) < 0
            ? afterOwner > 0 && beforeNext < 0
            : afterOwner > 0 || beforeNext < 0;
    }
}
