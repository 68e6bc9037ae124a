namespace DaneCore.Resolver.Validation;

/// <summary>What is known of an answer (RFC 4035 section 4.3). The default is the safe one.</summary>
public enum SecurityStatus
{
    /// <summary>It could not be judged: no anchor covers it, or evidence could not be had. Never to be taken for insecure.</summary>
    Indeterminate = 0,

    /// <summary>It should validate and does not.</summary>
    Bogus,

    /// <summary>It is proved that nothing vouches for it.</summary>
    Insecure,

    /// <summary>A chain of signatures from a trust anchor vouches for it.</summary>
    Secure,
}
