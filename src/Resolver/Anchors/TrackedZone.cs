using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Anchors;

/// <summary>A zone whose keys are followed (RFC 5011 calls it a trust point), and when it was and will be looked at. Immutable.</summary>
public sealed record TrackedZone(DomainName Name, IReadOnlyList<TrackedKey> Keys)
{
    /// <summary>When a set that validated was last seen; null for never.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>When the zone was last asked; null for never.</summary>
    public DateTimeOffset? LastTried { get; init; }

    /// <summary>When it is to be asked next; null for at once.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>The signed TTL of the last set that validated.</summary>
    public TimeSpan OriginalTtl { get; init; }

    /// <summary>How long the signature of the last set that validated had still to run when it was seen.</summary>
    public TimeSpan SignatureLife { get; init; }

    /// <summary>The start of the newest signature seen: an older one is a set from a cache, or played back.</summary>
    public DateTimeOffset? NewestInception { get; init; }

    /// <summary>True when every anchor the zone had was revoked (RFC 5011 section 5).</summary>
    public bool IsRevoked => !Keys.Any(key => key.IsTrusted);

    /// <summary>
    /// True when the zone should be asked. A clock that was set back would make the next time lie far off: then it is asked at once.
    /// </summary>
    public bool IsDueAt(DateTimeOffset now) => NextTry is not { } next || now >= next || now < LastTried;
}
