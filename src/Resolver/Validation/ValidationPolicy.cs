using DaneCore.Resolver.Crypto;

namespace DaneCore.Resolver.Validation;

/// <summary>What the user decides about validation. Nothing here can make a bogus answer secure.</summary>
public sealed record ValidationPolicy
{
    /// <summary>More than a clock drifts between two looks at a time server; far less than an attacker gains by replaying.</summary>
    public static readonly TimeSpan MaxClockSkew = TimeSpan.FromHours(1);

    private readonly bool? _platformChecksSha1;

    /// <summary>
    /// True checks algorithms 5 and 7 and DS digest 1 like any other; false takes zones that have nothing else for unsigned
    /// (RFC 9905 section 2).
    /// </summary>
    public bool ValidateSha1 { get; init; }

    /// <summary>NSEC3 iterations above this make the zone's denials insecure (RFC 9276 section 3.2).</summary>
    public int MaxNsec3Iterations { get; init; } = 150;

    /// <summary>Names at and below which nothing is validated, each until its end (RFC 7646 section 2).</summary>
    public IReadOnlyList<NegativeTrustAnchor> NegativeTrustAnchors { get; init => field = [.. value]; } = [];

    /// <summary>
    /// True takes names that public DNS can never hold (RFC 6303, RFC 6761 and others) for unsigned where no chain of signatures reaches
    /// them: a private network's own answers are then not bogus. A zone that its parent vouches for is validated all the same. Under a
    /// root of the user's own the list says nothing, whatever stands here.
    /// </summary>
    public bool PrivateZonesAreInsecure { get; init; } = true;

    /// <summary>
    /// How far outside its window a signature may be, for a clock known to be wrong; an answer that needed it says so. Zero by
    /// default: a replayed old signature looks the same as a slow clock. At most an hour.
    /// </summary>
    public TimeSpan ClockSkew
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxClockSkew);
            field = value;
        }
    }

    /// <summary>Whether the platform checks signatures with SHA-1 at all; a test says otherwise. It is asked when that matters: it takes its time.</summary>
    internal bool PlatformChecksSha1
    {
        get => _platformChecksSha1 ?? Sha1Probe.IsAllowed;
        init => _platformChecksSha1 = value;
    }
}
