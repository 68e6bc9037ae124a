namespace DaneCore.Stress.Faults;

/// <summary>Where the true reply stands in a flood.</summary>
internal enum FloodPlace
{
    /// <summary>Behind it.</summary>
    End = 0,

    /// <summary>In its middle.</summary>
    Middle,

    /// <summary>It never comes.</summary>
    Never,
}
