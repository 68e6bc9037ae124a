using System.Text;
using CsCheck;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Property.Tests.Wire;

/// <summary>Octets of well-formed data, type by type, put together from the pictures in the RFCs and not by the code that is tested.</summary>
internal static class AnyData
{
    private static readonly Gen<byte[]> Byte = Gen.Byte.Select(one => new[] { one });
    private static readonly Gen<byte[]> Two = Gen.Byte.Array[2];
    private static readonly Gen<byte[]> Four = Gen.Byte.Array[4];
    private static readonly Gen<byte[]> Opaque = Gen.Byte.Array[1, 70];
    private static readonly Gen<byte[]> Counted = Gen.Byte.Array[0, 40].Select(octets => (byte[])[(byte)octets.Length, .. octets]);
    private static readonly Gen<byte[]> CountedSome = Gen.Byte.Array[1, 40].Select(octets => (byte[])[(byte)octets.Length, .. octets]);

    private static readonly Gen<byte[]> Label = Gen.OneOf(
        Gen.Char["abcABC019-_*"].Array[1, 5].Select(text => Encoding.ASCII.GetBytes(text)), Gen.Byte.Array[1, 4], Gen.Byte.Array[1, 63]);

    /// <summary>Names of any octets, up to the limit; few of them far apart, so that there is something to compress.</summary>
    public static Gen<DomainName> Names { get; } = Label.Array[0, 6].Select(labels =>
    {
        DomainName name = DomainName.Root;
        foreach (byte[] label in labels)
        {
            name = name.TryPrepend(label, out DomainName? longer) ? longer : name;
        }

        return name;
    });

    private static readonly Gen<byte[]> Name = Names.Select(name => name.Wire.ToArray());

    // RFC 4034 section 4.1.2: of each window that has any bit its number, a length, and octets of which the last is not zero.
    private static readonly Gen<byte[]> Bitmap = Gen.UShort[1, 65535].Array[0, 12].Select(types => (byte[])[.. types.Distinct().GroupBy(type => type >> 8).OrderBy(window => window.Key).SelectMany(window =>
    {
        byte[] bits = new byte[(window.Max(type => type & 0xFF) / 8) + 1];
        foreach (ushort type in window)
        {
            bits[(type & 0xFF) / 8] |= (byte)(0x80 >> (type % 8));
        }

        return (byte[])[(byte)window.Key, (byte)bits.Length, .. bits];
    })]);

    // RFC 9460 section 2.2: key, length, value; the keys ascend. Those with a form of their own have it.
    private static readonly Gen<byte[]> Parameters = Gen.Select(Gen.Int[0, 255], Gen.Byte.Array[1, 6], Gen.UShort[8, 65000].Array[0, 2]).Select((which, octets, others) =>
    {
        byte[] Parameter(int key, byte[] value) => [(byte)(key >> 8), (byte)(key & 0xFF), 0, (byte)value.Length, .. value];
        (int Key, byte[] Value)[] known =
        [
            (0, [0, 1, 0, 4]), (1, [2, (byte)'h', (byte)'2', (byte)octets.Length, .. octets]), (2, []), (3, [octets[0], 53]), (4, [192, 0, 2, octets[0]]),
            (5, octets), (6, [.. Enumerable.Repeat(octets[0], 32)]), (7, Encoding.ASCII.GetBytes("/dns{?dns}")),
        ];
        return (byte[])
        [
            .. known.Where(one => (which >> one.Key & 1) == 1).SelectMany(one => Parameter(one.Key, one.Value)),
            .. others.Distinct().Order().SelectMany(key => Parameter(key, octets)),
        ];
    });

    private static readonly (RecordType Type, Gen<byte[]>[] Fields)[] Pictures =
    [
        (RecordType.A, [Four]), (RecordType.AAAA, [Gen.Byte.Array[16]]),
        (RecordType.NS, [Name]), (RecordType.CNAME, [Name]), (RecordType.PTR, [Name]), (RecordType.DNAME, [Name]), (RecordType.MB, [Name]), (RecordType.MG, [Name]),
        (RecordType.SOA, [Name, Name, Four, Four, Four, Four, Four]), (RecordType.MX, [Two, Name]), (RecordType.SRV, [Two, Two, Two, Name]),
        (RecordType.TXT, [Counted, Counted.Array[0, 3].Select(all => (byte[])[.. all.SelectMany(one => one)])]),
        (RecordType.HINFO, [Counted, Counted]), (RecordType.MINFO, [Name, Name]), (RecordType.RP, [Name, Name]), (RecordType.AFSDB, [Two, Name]), (RecordType.KX, [Two, Name]),
        (RecordType.PX, [Two, Name, Name]), (RecordType.NAPTR, [Two, Two, Counted, Counted, Counted, Name]),
        (RecordType.CAA, [Byte, Gen.Char["abcXYZ019"].Array[1, 9].Select(tag => (byte[])[(byte)tag.Length, .. Encoding.ASCII.GetBytes(tag)]), Gen.Byte.Array[0, 60]]),
        (RecordType.DS, [Two, Byte, Byte, Opaque]), (RecordType.CDS, [Two, Byte, Byte, Opaque]), (RecordType.DNSKEY, [Two, Byte, Byte, Opaque]), (RecordType.CDNSKEY, [Two, Byte, Byte, Opaque]),
        (RecordType.RRSIG, [Two, Byte, Byte, Four, Four, Four, Two, Name, Opaque]), (RecordType.NSEC, [Name, Bitmap]),
        (RecordType.NSEC3, [Byte, Byte, Two, Counted, CountedSome, Bitmap]), (RecordType.NSEC3PARAM, [Byte, Byte, Two, Counted]),
        (RecordType.TLSA, [Byte, Byte, Byte, Gen.Byte.Array[0, 70]]), (RecordType.SMIMEA, [Byte, Byte, Byte, Gen.Byte.Array[0, 70]]), (RecordType.OPENPGPKEY, [Opaque]),
        (RecordType.ZONEMD, [Four, Byte, Byte, Gen.Byte.Array[12, 60]]), (RecordType.SVCB, [Two, Name, Parameters]), (RecordType.HTTPS, [Two, Name, Parameters]),
        (RecordType.SSHFP, [Byte, Byte, Opaque]), ((RecordType)731, [Gen.Byte.Array[0, 60]]), ((RecordType)65400, [Gen.Byte.Array[0, 60]]),
    ];

    public static IEnumerable<RecordType> Types => Pictures.Select(picture => picture.Type);

    /// <summary>A type and octets for it.</summary>
    public static Gen<(RecordType Type, byte[] Octets)> Octets { get; } =
        Gen.OneOf([.. Pictures.Select(picture => picture.Fields.Aggregate(Gen.Const(Array.Empty<byte>()), (all, next) => Gen.Select(all, next).Select((left, right) => (byte[])[.. left, .. right]))
            .Select(octets => (picture.Type, octets)))]);

    public static Gen<Rdata> Data { get; } = Octets.Select(pair => Read(pair.Type, pair.Octets));

    public static Gen<ResourceRecord> Records { get; } = Gen.Select(Names, Gen.Int[0, int.MaxValue], Data).Select((owner, ttl, data) => new ResourceRecord(owner, RecordClass.IN, (uint)ttl, data));

    public static Rdata Read(RecordType type, byte[] octets) =>
        RdataReader.TryReadOwned(type, octets, out Rdata? data) ? data : throw new FormatException($"{RecordTypes.ToText(type)} {Convert.ToHexString(octets)} was refused");
}
