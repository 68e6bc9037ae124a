using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// The keys of one zone, and the chain that vouches for them. Trust in one key reaches the others only through a signature
/// by it over the whole set (RFC 4035 section 5.2); <see cref="DelegationCheck"/> sees to that and alone makes this.
/// </summary>
internal sealed class ZoneKeys
{
    private ZoneKeys(DomainName apex, IReadOnlyList<ZoneKey> keys, DateTimeOffset validUntil, IReadOnlyList<Evidence> chain)
    {
        Apex = apex;
        Keys = keys;
        ValidUntil = validUntil;
        Chain = chain;
    }

    public DomainName Apex { get; }

    /// <summary>All keys of the set. Those not fit to sign are among them, so that a signature by one can be told what it is.</summary>
    public IReadOnlyList<ZoneKey> Keys { get; }

    public DateTimeOffset ValidUntil { get; }

    /// <summary>The steps from the anchor to these keys.</summary>
    public IReadOnlyList<Evidence> Chain { get; }

    /// <summary>The zone at which the chain starts: the first step is always that of an anchor's own keys.</summary>
    public DomainName Anchor => Chain[0].Name;

    internal static ZoneKeys Attest(SecureRecordSet keySet, IReadOnlyList<ZoneKey> keys, DateTimeOffset validUntil, IReadOnlyList<Evidence> chain) =>
        new(keySet.Set.Owner, keys, validUntil < keySet.ValidUntil ? validUntil : keySet.ValidUntil, chain);

    /// <summary>All keys of a DNSKEY set, as they stand; nothing vouches for them yet.</summary>
    internal static IReadOnlyList<ZoneKey> Unverified(RecordSet keySet) => [.. keySet.Data.OfType<DnskeyRdata>().Select(key => new ZoneKey(key))];
}
