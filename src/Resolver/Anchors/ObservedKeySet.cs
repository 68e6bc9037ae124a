using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Anchors;

/// <summary>
/// Evidence: a DNSKEY set of a zone that is followed, seen at one instant, with the trusted keys that signed it, and those that
/// revoke themselves in it. <see cref="KeySetCheck"/> alone makes it.
/// </summary>
internal sealed class ObservedKeySet
{
    private ObservedKeySet(DomainName zone, DateTimeOffset at, IReadOnlyList<DnskeyRdata> keys, IReadOnlyList<DnskeyRdata> revocations)
    {
        Zone = zone;
        At = at;
        Keys = keys;
        Revocations = revocations;
    }

    public DomainName Zone { get; }

    /// <summary>When the set was fetched.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Every key of the set, as it stands there.</summary>
    public IReadOnlyList<DnskeyRdata> Keys { get; }

    /// <summary>Known keys whose revoked form is in the set and has signed it, in their form without the bit.</summary>
    public IReadOnlyList<DnskeyRdata> Revocations { get; }

    /// <summary>Digests of the trusted keys whose signatures hold; revoked ones are not among them.</summary>
    public IReadOnlyList<string> SignedBy { get; private init; } = [];

    /// <summary>The signed TTL.</summary>
    public TimeSpan OriginalTtl { get; private init; }

    /// <summary>The latest start of a signature that holds.</summary>
    public DateTimeOffset Inception { get; private init; }

    /// <summary>The earliest end of a signature that holds.</summary>
    public DateTimeOffset Expiration { get; private init; }

    /// <summary>False for a set in which a key revokes itself and nothing else is vouched for.</summary>
    public bool IsValidated => SignedBy.Count > 0;

    internal static ObservedKeySet Attest(
        DomainName zone,
        DateTimeOffset at,
        IReadOnlyList<DnskeyRdata> keys,
        IReadOnlyList<DnskeyRdata> revocations,
        IReadOnlyList<(string Digest, RrsigRdata Signature)> signers) => new(zone, at, keys, revocations)
        {
            SignedBy = [.. signers.Select(signer => signer.Digest)],
            OriginalTtl = TimeSpan.FromSeconds(signers.Select(signer => signer.Signature.OriginalTtl).DefaultIfEmpty().Max()),
            Inception = signers.Select(signer => SerialNumber.ToInstant(signer.Signature.Inception, at)).DefaultIfEmpty(at).Max(),
            Expiration = signers.Select(signer => SerialNumber.ToInstant(signer.Signature.Expiration, at)).DefaultIfEmpty(at).Min(),
        };
}
