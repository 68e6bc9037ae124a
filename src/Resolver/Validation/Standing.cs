using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>Where a name stands, as far as the evidence at hand reaches.</summary>
internal abstract record Standing
{
    private Standing()
    {
    }

    /// <summary>Keys or a delegation on the way are still to come.</summary>
    public sealed record Pending : Standing;

    /// <summary>In or below this signed zone.</summary>
    public sealed record Signed(ZoneKeys Zone) : Standing
    {
        /// <summary>The first name on the way down of which it is not known that no zone begins there; null when all are known.</summary>
        public DomainName? Open { get; init; }

        /// <summary>Why it is not known although it was asked; null while the reply is still to come.</summary>
        public CutFinding? OpenFinding { get; init; }

        /// <summary>True when a recording left out some names on the way.</summary>
        public bool HasGap { get; init; }

        /// <summary>From this instant on it is no longer known.</summary>
        public DateTimeOffset ValidUntil { get; init; }

        /// <summary>The zone holds the name, so it is shown, if no name down to it is open.</summary>
        public bool Holds(DomainName name) => Open is null || Open.LabelCount > name.LabelCount;
    }

    /// <summary>Below a delegation that is proved to be unsigned, or under a negative trust anchor.</summary>
    public sealed record Unsigned(Reason Why, IReadOnlyList<Evidence> Chain, DateTimeOffset ValidUntil) : Standing
    {
        /// <summary>
        /// The zone above, where nothing but its count of NSEC3 iterations leaves open whether another zone begins: what it signed
        /// itself is no denial and counts. Null where a delegation without usable DS is proved.
        /// </summary>
        public Signed? Above { get; init; }
    }

    /// <summary>Below a zone that should validate and does not.</summary>
    public sealed record Broken(Reason Why, IReadOnlyList<Evidence> Chain) : Standing
    {
        /// <summary>The zone whose keys do not validate.</summary>
        public DomainName? Apex { get; init; }

        /// <summary>From this instant on it is to be looked at again; set where it comes from memory.</summary>
        public DateTimeOffset ValidUntil { get; init; }
    }

    /// <summary>It cannot be told.</summary>
    public sealed record Unknown(Reason Why, IReadOnlyList<Evidence> Chain) : Standing;
}
