namespace DaneCore.Stress.Differential.Worlds;

/// <summary>How a zone denies.</summary>
internal enum DenialKind
{
    /// <summary>NSEC.</summary>
    Nsec = 0,

    /// <summary>NSEC3 as RFC 9276 section 3.1 wants it.</summary>
    Nsec3,

    /// <summary>NSEC3 with salt and iterations that are still bearable.</summary>
    Nsec3Salted,

    /// <summary>NSEC3 with opt-out.</summary>
    OptOut,

    /// <summary>NSEC3 with more iterations than RFC 9276 section 3.2 lets a validator compute.</summary>
    ManyIterations,

    /// <summary>None.</summary>
    Absent,
}
