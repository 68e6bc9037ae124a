namespace DaneCore.Lab.Signing;

/// <summary>What is done to a signature after it was made.</summary>
public enum SignatureDamage
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is left out.</summary>
    Omitted,

    /// <summary>The lowest bit of its last octet is turned over.</summary>
    Flipped,

    /// <summary>Its last octet is cut off.</summary>
    Shortened,

    /// <summary>A zero octet is put before it.</summary>
    Padded,
}
