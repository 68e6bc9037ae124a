using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver;

/// <summary>
/// Evidence: these records stand under a chain of signatures from a trust anchor, every alias on the way to them too.
/// Made from the sets of a secure judgement and from nothing else.
/// </summary>
public sealed class SecureRecords
{
    private SecureRecords(IReadOnlyList<SecureRecordSet> sets, DateTimeOffset validUntil)
    {
        Records = [.. sets.SelectMany(set => set.Set.Records)];
        ValidUntil = validUntil;
    }

    /// <summary>The records.</summary>
    public IReadOnlyList<ResourceRecord> Records { get; }

    /// <summary>From this instant on they attest nothing.</summary>
    public DateTimeOffset ValidUntil { get; }

    /// <summary>The one place where an answer's records become evidence.</summary>
    internal static SecureRecords? Attest(Judgement judgement) =>
        judgement.Verdict.Status == SecurityStatus.Secure && judgement.SecureData.Count > 0
            ? new SecureRecords(judgement.SecureData, judgement.Verdict.ValidUntil)
            : null;
}
