namespace DaneCore.Stress.Soak;

/// <summary>What a server may do wrong with a zone, so that it is still clear what the zone has to come to.</summary>
internal enum Harm
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It may say nothing of use.</summary>
    Mute,

    /// <summary>It may send what is wrong: signatures tell.</summary>
    Any,
}
