using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Support.Replaying;

/// <summary>Uncompressed records in a row, as an authentication chain has them (RFC 9102 section 3), and shapes made of such rows.</summary>
internal static class BareRecords
{
    /// <summary>Records up to the last octet.</summary>
    public static IReadOnlyList<ResourceRecord> Read(ReadOnlySpan<byte> octets)
    {
        WireReader reader = new(octets);
        List<ResourceRecord> records = [];
        while (!reader.AtEnd)
        {
            records.Add(ReadOne(ref reader));
        }

        return records;
    }

    /// <summary>A BIP 353 proof file: one counted name in text, then records.</summary>
    public static IReadOnlyList<ResourceRecord> ReadAfterName(ReadOnlySpan<byte> octets) => Read(octets[(1 + octets[0])..]);

    /// <summary>An ownership proof of bns: the number of zones; per zone three lists of records, each with its number.</summary>
    public static IReadOnlyList<ResourceRecord> ReadZones(ReadOnlySpan<byte> octets)
    {
        const int ListsPerZone = 3;
        WireReader reader = new(octets);
        List<ResourceRecord> records = [];
        int lists = ListsPerZone * ReadCount(ref reader);
        for (int list = 0; list < lists; list++)
        {
            for (int left = ReadCount(ref reader); left > 0; left--)
            {
                records.Add(ReadOne(ref reader));
            }
        }

        return reader.AtEnd ? records : throw new InvalidDataException("octets are left over after the last zone");
    }

    private static byte ReadCount(ref WireReader reader) =>
        reader.TryReadByte(out byte count) ? count : throw new InvalidDataException("a count is missing");

    private static ResourceRecord ReadOne(ref WireReader reader)
    {
        int start = reader.Position;
        return reader.TryReadName(out DomainName? owner)
            && reader.TryReadUInt16(out ushort type)
            && reader.TryReadUInt16(out ushort @class)
            && reader.TryReadUInt32(out uint ttl)
            && reader.TryReadUInt16(out ushort length)
            && reader.TryTake(length, out ReadOnlySpan<byte> octets)
            && RdataReader.TryReadOwned((RecordType)type, octets, out Rdata? data)
                ? new ResourceRecord(owner, (RecordClass)@class, ttl, data)
                : throw new InvalidDataException($"the record at octet {start} cannot be read");
    }
}
