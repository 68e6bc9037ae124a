namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>One key of a zone: of what algorithm, what it signs, and whether the parent vouches for it.</summary>
internal sealed record KeyPlan(int Algorithm, KeyRole Role)
{
    /// <summary>False: published, and signs nothing.</summary>
    public bool Signs { get; init; } = true;

    /// <summary>False: not in the zone, whoever's signatures are.</summary>
    public bool Published { get; init; } = true;

    /// <summary>True: revoked by its owner before the zone was signed (RFC 5011 section 2.1).</summary>
    public bool Revoked { get; init; }

    /// <summary>False: the parent has no DS for it.</summary>
    public bool Delegated { get; init; } = true;

    public bool IsEntryPoint => Role != KeyRole.Zone;

    public static IReadOnlyList<KeyPlan> One(int algorithm) => [new(algorithm, KeyRole.Both)];

    public static IReadOnlyList<KeyPlan> Pair(int algorithm) => [new(algorithm, KeyRole.Entry), new(algorithm, KeyRole.Zone)];
}
