namespace DaneCore.Stress.Differential.Asking;

/// <summary>A verdict in one word, the same for all.</summary>
internal enum Word
{
    /// <summary>None: gave up, or could not judge.</summary>
    None = 0,

    Bogus,

    Insecure,

    Secure,
}
