using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Lab.Signing;

/// <summary>
/// A zone ready to be served: its record sets with whatever signatures and denial records they have, sound or not, or none
/// at all. Immutable. Attests nothing.
/// </summary>
public sealed class SignedZone
{
    internal SignedZone(DomainName apex, IEnumerable<RecordSet> sets)
    {
        Apex = apex;
        Sets = [.. sets.OrderBy(set => set.Owner).ThenBy(set => set.Type == RecordType.SOA ? 0 : (int)set.Type)];
    }

    /// <summary>The name of the zone.</summary>
    public DomainName Apex { get; }

    /// <summary>Every set in canonical order of names, NSEC3 among them; each with its signatures.</summary>
    public IReadOnlyList<RecordSet> Sets { get; }

    /// <summary>True when the apex has keys.</summary>
    public bool IsSigned => Keys.Any();

    /// <summary>The keys at the apex.</summary>
    public IEnumerable<DnskeyRdata> Keys =>
        Sets.Where(set => set.Owner.Equals(Apex) && set.Type == RecordType.DNSKEY)
            .SelectMany(set => set.Data)
            .OfType<DnskeyRdata>();

    /// <summary>Every record, each set followed by its signatures, the SOA first.</summary>
    public IEnumerable<ResourceRecord> Records =>
        Sets.SelectMany(set => set.Records.Concat(
            set.Signatures.Select(signature => new ResourceRecord(set.Owner, set.Class, set.Ttl, signature))));

    /// <summary>The records as they are: for an unsigned zone, or one that somebody else signed.</summary>
    public static SignedZone AsIs(ZoneContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new SignedZone(content.Apex, RecordSet.Group(content.Records));
    }

    /// <summary>
    /// DS records for the parent: of the keys with the SEP bit, or of all where none has it; revoked keys and keys that are no
    /// zone keys are passed over.
    /// </summary>
    public IEnumerable<ResourceRecord> DelegationSigners(params IEnumerable<DigestType> digests)
    {
        const uint Ttl = 3600;
        DnskeyRdata[] usable = [.. Keys.Where(key => key.IsZoneKey && !key.IsRevoked)];
        bool hasEntry = usable.Any(key => key.IsSecureEntryPoint);
        return
            from key in usable
            where key.IsSecureEntryPoint || !hasEntry
            from digest in digests
            select new ResourceRecord(
                Apex,
                RecordClass.IN,
                Ttl,
                new DsRdata(KeyTag.Of(key), key.Algorithm, digest, DelegationDigest.Compute(Apex, key, digest)));
    }

    /// <summary>The zone with some sets replaced; null takes a set out. How faults are made that no plan describes.</summary>
    public SignedZone Altered(Func<RecordSet, RecordSet?> alter)
    {
        ArgumentNullException.ThrowIfNull(alter);
        return new SignedZone(Apex, Sets.Select(alter).OfType<RecordSet>());
    }

    /// <summary>One record per line, absolute names, SOA first: a zone file.</summary>
    public string ToZoneFile() => ZoneFileWriter.ToText(Records);
}
