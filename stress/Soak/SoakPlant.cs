namespace DaneCore.Stress.Soak;

/// <summary>A fault of the run itself, made on purpose: it has to be seen.</summary>
internal enum SoakPlant
{
    /// <summary>None.</summary>
    None,

    /// <summary>One answer is altered before it is looked at.</summary>
    WrongVerdict,

    /// <summary>Every tenth answer is never let go.</summary>
    Leak,

    /// <summary>A descriptor is opened with every hundredth lookup and never closed.</summary>
    Handles,
}
