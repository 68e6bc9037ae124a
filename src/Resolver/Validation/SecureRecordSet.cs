using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Evidence: at one instant, a signature over this set was checked with a key of the zone that is its signer.
/// <c>SignatureCheck</c> alone makes it. It does not say that the signer is the zone the name lies in;
/// <c>ZoneMap</c> does.
/// </summary>
internal sealed class SecureRecordSet
{
    private SecureRecordSet(RecordSet set, RrsigRdata signature, DateTimeOffset validUntil, Evidence evidence)
    {
        Set = set;
        Signature = signature;
        ValidUntil = validUntil;
        Evidence = evidence;
    }

    /// <summary>The set with its TTL lowered as RFC 4035 section 5.3.3 asks.</summary>
    public RecordSet Set { get; }

    /// <summary>The signature that passed.</summary>
    public RrsigRdata Signature { get; }

    /// <summary>The zone whose key made the signature.</summary>
    public DomainName Signer => Signature.Signer;

    /// <summary>The earlier of the signature's end and the end of the TTL.</summary>
    public DateTimeOffset ValidUntil { get; }

    /// <summary>The step that explains it.</summary>
    public Evidence Evidence { get; }

    /// <summary>Labels of the owner, a leading <c>*</c> not counted (RFC 4034 section 3.1.3).</summary>
    public int OwnerLabels => Set.Owner.IsWildcard ? Set.Owner.LabelCount - 1 : Set.Owner.LabelCount;

    /// <summary>True when the set was made from a wildcard: the signature covers fewer labels than the owner has.</summary>
    public bool IsWildcardExpansion => Signature.Labels < OwnerLabels;

    /// <summary>The same set with at most this TTL, and so an earlier end.</summary>
    public SecureRecordSet LoweredTo(uint ttl) => Set.Ttl <= ttl
        ? this
        : new(Set.WithTtl(ttl), Signature, ValidUntil.AddSeconds(-(double)(Set.Ttl - ttl)), Evidence);

    /// <summary>The same set some seconds later: its TTL has run down, its end stays where it is.</summary>
    public SecureRecordSet Aged(uint seconds) => new(Set.WithTtl(Set.Ttl - Math.Min(Set.Ttl, seconds)), Signature, ValidUntil, Evidence);

    internal static SecureRecordSet Attest(RecordSet set, RrsigRdata signature, DateTimeOffset validUntil, Evidence evidence) =>
        new(set, signature, validUntil, evidence);
}
