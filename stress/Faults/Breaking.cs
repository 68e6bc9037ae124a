namespace DaneCore.Stress.Faults;

/// <summary>How a connection ends.</summary>
internal enum Breaking
{
    /// <summary>The server closes it.</summary>
    End = 0,

    /// <summary>It is reset.</summary>
    Reset,

    /// <summary>Nothing comes any more, and every patience runs out.</summary>
    Silence,
}
