using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation;

/// <summary>A key that is trusted for a zone from the start: as DS, or as the whole DNSKEY.</summary>
public sealed record TrustAnchor
{
    private TrustAnchor(DomainName zone, Rdata data)
    {
        Zone = zone;
        Data = data;
    }

    /// <summary>The zone whose key it is.</summary>
    public DomainName Zone { get; }

    /// <summary>A <see cref="DsRdata"/> or a <see cref="DnskeyRdata"/>.</summary>
    public Rdata Data { get; }

    /// <summary>Not to be used before (RFC 9718 section 2.2); null for no bound.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Not to be used from this instant on (RFC 9718 section 2.2); null for no bound.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>An anchor given as digest.</summary>
    public static TrustAnchor FromDigest(DomainName zone, DsRdata digest) => new(zone, digest);

    /// <summary>An anchor given as key.</summary>
    public static TrustAnchor FromKey(DomainName zone, DnskeyRdata key) => new(zone, key);

    /// <summary>True when the anchor may be used at this instant.</summary>
    public bool IsValidAt(DateTimeOffset instant) => (ValidFrom is null || ValidFrom <= instant) && (ValidUntil is null || instant < ValidUntil);
}
