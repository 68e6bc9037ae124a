using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// The root's trust anchors as IANA publishes them (root-anchors.xml, RFC 9718): KSK-2017 and KSK-2024, as SHA-256 digests.
/// The second signs since the roll of 2026-10-11; both are trusted, any one suffices.
/// </summary>
internal static class IanaRootAnchors
{
    /// <summary>Since when the newest of them is published: no program that holds it can have run before.</summary>
    public static readonly DateTimeOffset NewestSince = new(2024, 7, 18, 0, 0, 0, TimeSpan.Zero);

    private static readonly (ushort KeyTag, string Digest)[] Published =
    [
        (20326, "E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D"),
        (38696, "683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16"),
    ];

    public static IReadOnlyList<TrustAnchor> All { get; } =
    [
        .. Published.Select(anchor => TrustAnchor.FromDigest(
            DomainName.Root,
            new DsRdata(anchor.KeyTag, DnssecAlgorithm.RsaSha256, DigestType.Sha256, Convert.FromHexString(anchor.Digest)))),
    ];

    /// <summary>True for an anchor that names one of these keys, as digest or as the key itself.</summary>
    public static bool Names(TrustAnchor anchor) => anchor.Zone.IsRoot && All.Select(published => (DsRdata)published.Data).Any(published => anchor.Data switch
    {
        DsRdata digest => digest.Equals(published),
        DnskeyRdata key => DelegationDigest.Matches(DomainName.Root, key, published),
        _ => false,
    });
}
