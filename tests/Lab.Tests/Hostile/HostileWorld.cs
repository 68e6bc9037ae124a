using System.Net;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Internet;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Lab.Tests.Hostile;

/// <summary>
/// What an attacker has: the zones as they are, the same internet forged from the root down with keys of their own, the same once signed
/// with the true keys and expired since, and the key of one sample domain, which is theirs.
/// </summary>
internal sealed class HostileWorld
{
    public static readonly DomainName Own = DomainName.Parse("key-digest.lab");

    private static readonly RecordType[] Made = [RecordType.DNSKEY, RecordType.DS, RecordType.NSEC, RecordType.NSEC3, RecordType.NSEC3PARAM];

    public HostileWorld(SampleInternet internet)
    {
        Honest = internet.Zones;
        OwnKey = ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "key-digest.lab");
        Shadow = Forged(internet, zone => ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, $"shadow of {zone.Apex}"), SampleTimes.Inception, SampleTimes.Expiration);
        Past = Forged(internet, TrueKey, SampleTimes.Now.AddDays(-60), SampleTimes.Now.AddDays(-1));
    }

    public ZoneSet Honest { get; }

    public ZoneSet Shadow { get; }

    public ZoneSet Past { get; }

    public ZoneKey OwnKey { get; }

    /// <summary>What the attacker would like to be believed in place of a datum.</summary>
    public static Rdata Lie(Rdata data) => data switch
    {
        AddressRdata { Type: RecordType.A } => new AddressRdata(IPAddress.Parse("203.0.113.66")),
        AddressRdata => new AddressRdata(IPAddress.Parse("2001:db8:bad::66")),
        MxRdata => new MxRdata(5, DomainName.Parse("mx.key-digest.lab")),
        NameRdata { Type: RecordType.CNAME } => new NameRdata(RecordType.CNAME, DomainName.Parse("mx.key-digest.lab")),
        TlsaRdata => LyingTlsa(),
        _ => data,
    };

    /// <summary>A datum of a type that a lie can be told about; null for the others.</summary>
    public static Rdata? LieOf(RecordType type) => type switch
    {
        RecordType.A => new AddressRdata(IPAddress.Parse("203.0.113.66")),
        RecordType.AAAA => new AddressRdata(IPAddress.Parse("2001:db8:bad::66")),
        RecordType.MX => new MxRdata(5, DomainName.Parse("mx.key-digest.lab")),
        RecordType.TLSA => LyingTlsa(),
        _ => null,
    };

    /// <summary>A signature by the attacker's own zone key, naming whatever signer.</summary>
    public IReadOnlyList<ResourceRecord> SignedByOwn(DomainName owner, IReadOnlyList<Rdata> data, DomainName signer) =>
        SignedBy(OwnKey, owner, data, signer);

    public static IReadOnlyList<ResourceRecord> SignedBy(ZoneKey key, DomainName owner, IReadOnlyList<Rdata> data, DomainName signer)
    {
        var set = RecordSet.Create(owner, data[0].Type, 3600, data);
        RrsigRdata Filled(ReadOnlyMemory<byte> signature) => new(
            set.Type, key.Algorithm, (byte)owner.LabelCount, 3600, SerialNumber.FromInstant(SampleTimes.Expiration), SerialNumber.FromInstant(SampleTimes.Inception), key.Tag, signer, signature);
        RrsigRdata signed = Filled(key.Sign(SignedOctets.Of(set, Filled(ReadOnlyMemory<byte>.Empty))));
        return [.. set.Records, new ResourceRecord(owner, RecordClass.IN, 3600, signed)];
    }

    private static TlsaRdata LyingTlsa() =>
        RdataReader.TryReadOwned(RecordType.TLSA, [3, 1, 1, .. Enumerable.Repeat((byte)0x66, 32)], out Rdata? data) ? (TlsaRdata)data : throw new InvalidOperationException();

    private static ZoneSet Forged(SampleInternet internet, Func<SignedZone, ZoneKey> keyOf, DateTimeOffset inception, DateTimeOffset expiration)
    {
        ZoneTree tree = new();
        foreach (SignedZone zone in internet.Zones.Zones)
        {
            ZoneContent content = new(zone.Apex, zone.Sets.Where(set => !Made.Contains(set.Type)).SelectMany(set => set.Records).Select(record => record with { Data = Lie(record.Data) }));
            tree.Add(content, !zone.IsSigned ? null : new SigningPlan { Keys = [keyOf(zone)], Inception = inception, Expiration = expiration });
        }

        return tree.Sign();
    }

    // Keys of the lab are made from the zone's name, so what a zone once signed can be made again.
    private static ZoneKey TrueKey(SignedZone zone)
    {
        DnskeyRdata published = zone.Keys.First();
        var key = ZoneKey.Create(published.Algorithm, zone.Apex.IsRoot ? "." : zone.Apex.ToString().TrimEnd('.'));
        return key.Record.Equals(published) ? key : throw new InvalidOperationException($"the key of {zone.Apex} is not the one its name gives");
    }
}
