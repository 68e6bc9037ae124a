namespace DaneCore.Stress.Soak;

/// <summary>What a lookup of the run came to.</summary>
internal enum SoakOutcome
{
    /// <summary>Secure; for a host, its TLSA records are secure.</summary>
    Secure,

    /// <summary>Insecure.</summary>
    Insecure,

    /// <summary>Bogus; a host whose lookup failed counts as what made it fail.</summary>
    Bogus,

    /// <summary>Indeterminate.</summary>
    Indeterminate,

    /// <summary>Given up by whoever asked.</summary>
    Cancelled,
}
