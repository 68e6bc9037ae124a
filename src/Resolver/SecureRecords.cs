using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver;

/// <summary>
/// Evidence: these records stand under a chain of signatures from a trust anchor, every alias on the way to them too.
/// Made from the sets of a secure judgement and from nothing else.
/// </summary>
public sealed class SecureRecords
{
    private SecureRecords(IReadOnlyList<ResourceRecord> records, DateTimeOffset validUntil)
    {
        Records = records;
        ValidUntil = validUntil;
    }

    /// <summary>The records.</summary>
    public IReadOnlyList<ResourceRecord> Records { get; }

    /// <summary>From this instant on they attest nothing.</summary>
    public DateTimeOffset ValidUntil { get; }

    /// <summary>The same records some seconds later: TTLs have run down, the end stays.</summary>
    internal SecureRecords Aged(uint seconds) => new(Answer.Aged(Records, seconds), ValidUntil);

    /// <summary>The one place where an answer's records become evidence.</summary>
    internal static SecureRecords? Attest(Judgement judgement) =>
        judgement.Verdict.Status == SecurityStatus.Secure && judgement.SecureData.Count > 0
            ? new SecureRecords([.. judgement.SecureData.SelectMany(set => set.Set.Records)], judgement.Verdict.ValidUntil)
            : null;
}
