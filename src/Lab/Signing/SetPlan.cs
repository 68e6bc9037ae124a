using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Signing;

/// <summary>
/// How one record set is signed otherwise than its zone. What is null is done as usual. Values put into the signature record
/// are signed as they stand there, so that the signature verifies and only its meaning is wrong; damage comes after signing.
/// An NSEC3 record is named by the name that is hashed into its owner.
/// </summary>
public sealed record SetPlan(DomainName Owner, RecordType Type)
{
    /// <summary>The keys that sign this set.</summary>
    public IReadOnlyList<ZoneKey>? Keys { get; init; }

    /// <summary>First second of validity.</summary>
    public DateTimeOffset? Inception { get; init; }

    /// <summary>Last second of validity.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>The zone that claims to have signed.</summary>
    public DomainName? Signer { get; init; }

    /// <summary>The number of labels that is claimed; less than the owner has means "a wildcard was expanded".</summary>
    public byte? Labels { get; init; }

    /// <summary>The TTL that is signed.</summary>
    public uint? OriginalTtl { get; init; }

    /// <summary>The tag of the key that is claimed.</summary>
    public ushort? KeyTag { get; init; }

    /// <summary>The algorithm that is claimed.</summary>
    public DnssecAlgorithm? Algorithm { get; init; }

    /// <summary>The type that is claimed to be covered.</summary>
    public RecordType? TypeCovered { get; init; }

    /// <summary>What happens to the signature after it was made.</summary>
    public SignatureDamage Damage { get; init; }

    /// <summary>Signatures made like this stand beside the usual ones instead of in their place.</summary>
    public bool IsAddition { get; init; }

    /// <summary>The set is left out of the zone; for NSEC and NSEC3 the rest of the chain stays as it was.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>Bits added to an NSEC or NSEC3 record.</summary>
    public IReadOnlyList<RecordType> AddedTypes { get; init; } = [];

    /// <summary>Bits taken from an NSEC or NSEC3 record.</summary>
    public IReadOnlyList<RecordType> RemovedTypes { get; init; } = [];

    /// <summary>Replaces each datum before signing.</summary>
    public Func<Rdata, Rdata>? Rewrite { get; init; }

    /// <summary>Replaces the data after signing: the signature no longer fits.</summary>
    public Func<Rdata, Rdata>? Forge { get; init; }

    /// <summary>Gives the set another owner before signing.</summary>
    public DomainName? Renamed { get; init; }
}
