using System.Diagnostics.CodeAnalysis;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Validation;

/// <summary>The keys trusted from the start. Several may stand for one zone, any one of them suffices; zones may be nested.</summary>
public sealed class TrustAnchorSet
{
    private readonly Dictionary<DomainName, IReadOnlyList<TrustAnchor>> _byZone;

    /// <summary>Takes the anchors given; an empty set is a mistake of the caller.</summary>
    public TrustAnchorSet(IEnumerable<TrustAnchor> anchors)
        : this(anchors, [])
    {
    }

    /// <summary>Zones whose every anchor was revoked have none left, but their names are kept, so that it can be said.</summary>
    internal TrustAnchorSet(IEnumerable<TrustAnchor> anchors, IEnumerable<DomainName> revoked)
    {
        Anchors = [.. anchors];
        Revoked = [.. revoked];
        if (Anchors.Count + Revoked.Count == 0)
        {
            throw new ArgumentException("At least one trust anchor is needed.", nameof(anchors));
        }

        IsPublicRoot = Anchors.Any(IanaRootAnchors.Names);
        _byZone = Anchors.GroupBy(anchor => anchor.Zone).ToDictionary(zone => zone.Key, zone => (IReadOnlyList<TrustAnchor>)[.. zone]);
    }

    /// <summary>The root's anchors as IANA publishes them.</summary>
    public static TrustAnchorSet Iana { get; } = new(IanaRootAnchors.All);

    /// <summary>All of them, in the order given.</summary>
    public IReadOnlyList<TrustAnchor> Anchors { get; }

    /// <summary>Zones that had anchors, all revoked since (RFC 5011 section 5).</summary>
    internal IReadOnlyList<DomainName> Revoked { get; }

    /// <summary>
    /// True when the root of the public DNS is among them. What the public DNS promises never to hold says nothing about a tree
    /// that somebody roots in keys of his own.
    /// </summary>
    internal bool IsPublicRoot { get; private init; }

    /// <summary>Reads DS and DNSKEY lines in zone-file form, of any names. No anchor in the text is an error.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TrustAnchorSet? anchors, [NotNullWhen(false)] out string? why)
    {
        anchors = null;

        // An anchor does not age, and files of anchors leave out the TTL (Debian's root.ds, Unbound's trust-anchor lines).
        if (!ZoneFileReader.TryParse(text, DomainName.Root, defaultTtl: 0, out IReadOnlyList<ResourceRecord>? records, out why))
        {
            return false;
        }

        List<TrustAnchor> read = [];
        foreach (ResourceRecord record in records)
        {
            switch (record.Data)
            {
                case DsRdata { Type: RecordType.DS } digest:
                    read.Add(TrustAnchor.FromDigest(record.Owner, digest));
                    break;
                case DnskeyRdata { Type: RecordType.DNSKEY, IsZoneKey: true, IsRevoked: false } key:
                    read.Add(TrustAnchor.FromKey(record.Owner, key));
                    break;
                case DnskeyRdata { Type: RecordType.DNSKEY }:
                    why = $"the DNSKEY of {record.Owner} is revoked or no zone key, so it cannot be a trust anchor";
                    return false;
                default:
                    why = $"a {RecordTypes.ToText(record.Type)} record at {record.Owner} is no trust anchor; only DS and DNSKEY records are";
                    return false;
            }
        }

        if (read.Count == 0)
        {
            why = "no DS or DNSKEY record is in it, so nothing would be trusted";
            return false;
        }

        anchors = new TrustAnchorSet(read);
        return true;
    }

    /// <summary>Zones with an anchor at or above the name, the closest first (RFC 6840 section 5.10).</summary>
    internal IEnumerable<DomainName> ZonesAbove(DomainName name) =>
        _byZone.Keys.Where(name.IsAtOrBelow).OrderByDescending(zone => zone.LabelCount);

    /// <summary>The same anchors, taken for those of the public DNS: how a lab plays its root.</summary>
    internal TrustAnchorSet AsPublicRoot() => new(Anchors, Revoked) { IsPublicRoot = true };

    internal IReadOnlyList<TrustAnchor> Of(DomainName zone) => _byZone[zone];
}
