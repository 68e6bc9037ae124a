using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Support.Replaying;

/// <summary>The smallest damage: one bit of one octet of a record's data.</summary>
internal static class OctetDamage
{
    public static ResourceRecord Of(ResourceRecord record)
    {
        byte[] octets = record.Data.ToWire().ToArray();

        // Data that ends in a name ends in the root label; there the second octet is taken.
        int at = record.Data is NameRdata or MxRdata ? 1 : octets.Length - 1;
        octets[at] ^= 1;
        return RdataReader.TryReadOwned(record.Type, octets, out Rdata? data, record.Class)
            ? record with { Data = data }
            : throw new InvalidDataException($"{record} cannot be read after the damage");
    }
}
