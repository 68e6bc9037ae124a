using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>What the user decides about validation. Nothing here can make a bogus answer secure.</summary>
public sealed record ValidationPolicy
{
    /// <summary>
    /// True checks algorithms 5 and 7 and DS digest 1 like any other; false takes zones that have nothing else for unsigned
    /// (RFC 9905 section 2).
    /// </summary>
    public bool ValidateSha1 { get; init; }

    /// <summary>NSEC3 iterations above this make the zone's denials insecure (RFC 9276 section 3.2).</summary>
    public int MaxNsec3Iterations { get; init; } = 150;

    /// <summary>Names at and below which nothing is validated (RFC 7646).</summary>
    public IReadOnlyList<DomainName> NegativeTrustAnchors { get; init; } = [];
}
