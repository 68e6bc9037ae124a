using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Signing;

/// <summary>
/// How a zone is signed: keys, window, denial, and where to do it otherwise on purpose. Keys with the role of one algorithm
/// share the work: KSKs sign the DNSKEY set, ZSKs the rest; an algorithm with one kind only signs everything with it.
/// </summary>
public sealed record SigningPlan
{
    /// <summary>Published and signing.</summary>
    public required IReadOnlyList<ZoneKey> Keys { get; init; }

    /// <summary>First second of validity.</summary>
    public required DateTimeOffset Inception { get; init; }

    /// <summary>Last second of validity.</summary>
    public required DateTimeOffset Expiration { get; init; }

    /// <summary>How absence is proved.</summary>
    public DenialScheme Denial { get; init; } = new DenialScheme.Nsec();

    /// <summary>Published, but signing nothing.</summary>
    public IReadOnlyList<ZoneKey> StandbyKeys { get; init; } = [];

    /// <summary>Signing, but not published.</summary>
    public IReadOnlyList<ZoneKey> HiddenKeys { get; init; } = [];

    /// <summary>Record sets that are treated otherwise than the rest. Several for one set are obeyed in their order.</summary>
    public IReadOnlyList<SetPlan> Exceptions { get; init; } = [];

    /// <summary>Digests under which a parent publishes this zone's entry keys; none leaves the zone an island.</summary>
    public IReadOnlyList<DigestType> DelegationDigests { get; init; } = [DigestType.Sha256];

    /// <summary>A sound zone: one combined key derived from the seed, NSEC.</summary>
    public static SigningPlan Simple(
        string seed,
        DateTimeOffset inception,
        DateTimeOffset expiration,
        DnssecAlgorithm algorithm = DnssecAlgorithm.EcdsaP256Sha256) =>
        new() { Keys = [ZoneKey.Create(algorithm, seed)], Inception = inception, Expiration = expiration };

    /// <summary>The same plan with one more exception.</summary>
    public SigningPlan Except(SetPlan exception) => this with { Exceptions = [.. Exceptions, exception] };
}
