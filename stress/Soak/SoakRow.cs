namespace DaneCore.Stress.Soak;

/// <summary>One row of the table.</summary>
internal sealed record SoakRow
{
    /// <summary>Lookups so far.</summary>
    public required long Lookups { get; init; }

    /// <summary>How long this row took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Processor time of the whole process for this row: resolvers, servers and checking.</summary>
    public required TimeSpan Processor { get; init; }

    /// <summary>Lookups of this row.</summary>
    public required long Length { get; init; }

    /// <summary>What the process takes at its end; the heap without the zones of the lab.</summary>
    public required Vitals Vitals { get; init; }

    /// <summary>Lookups of this row by what they came to.</summary>
    public required IReadOnlyDictionary<SoakOutcome, long> Outcomes { get; init; }

    /// <summary>Lookups of this row that were answered from what was kept.</summary>
    public required long FromMemory { get; init; }

    /// <summary>Lookups of this row that came to something else than they had to.</summary>
    public required long Wrong { get; init; }
}
