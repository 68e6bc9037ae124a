using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Anchors;

/// <summary>One key of a zone that is followed, in its form without the revocation bit, and what it is to the resolver.</summary>
/// <param name="Data">A <see cref="DnskeyRdata"/>; or a <see cref="DsRdata"/>, for an anchor whose key was not seen yet.</param>
/// <param name="State">What it is.</param>
/// <param name="Since">When it became that; of a revoked key, when it was last seen in the zone.</param>
public sealed record TrackedKey(Rdata Data, AnchorState State, DateTimeOffset Since)
{
    /// <summary>The end of the hold-down of a pending key.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>Digests of the keys that vouched for the set in which a pending key was first seen (RFC 5011 section 2.2).</summary>
    public IReadOnlyList<string> SeenUnder { get; init; } = [];

    /// <summary>The end of the time for which the anchor was given (RFC 9718 section 2.2), whatever its state; null for no bound.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>True when the key may vouch for its zone, as long as its time has not passed.</summary>
    public bool IsTrusted => State is AnchorState.Valid or AnchorState.Missing;

    /// <summary>True when the key may vouch for its zone at this instant.</summary>
    public bool IsTrustedAt(DateTimeOffset instant) => IsTrusted && (ValidUntil is null || instant < ValidUntil);

    /// <summary>The hint that signatures carry.</summary>
    public int Tag => Data switch
    {
        DsRdata digest => digest.KeyTag,
        DnskeyRdata key => KeyTag.Of(key),
        _ => 0,
    };

    /// <summary>True when this is the key.</summary>
    internal bool Names(DomainName zone, DnskeyRdata key) => Data switch
    {
        DsRdata digest => DelegationDigest.Matches(zone, key, digest),
        DnskeyRdata own => own.Equals(key),
        _ => false,
    };
}
