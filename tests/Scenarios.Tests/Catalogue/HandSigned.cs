using System.Buffers.Binary;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>
/// Signatures over octets written down by the scenario itself, in whatever form and order it says: neither the validator's nor the
/// lab's code for the canonical form has a part in them.
/// </summary>
internal static class HandSigned
{
    public const uint Ttl = 300;

    /// <summary>Signs this owner and these data, exactly as given and in this order.</summary>
    public static RrsigRdata Over(string owner, RecordType type, string signer, params byte[][] data)
    {
        ZoneKey key = ScenarioWorld.KeyOf(signer.ToLowerInvariant());
        var name = DomainName.Parse(owner);
        RrsigRdata Filled(byte[] signature) => new(
            type,
            key.Algorithm,
            (byte)name.LabelCount,
            Ttl,
            (uint)ScenarioWorld.Now.AddDays(1).ToUnixTimeSeconds(),
            (uint)ScenarioWorld.Now.AddDays(-1).ToUnixTimeSeconds(),
            key.Tag,
            DomainName.Parse(signer),
            signature);
        List<byte> octets = [.. Filled([]).ToWire()];
        Span<byte> numbers = stackalloc byte[10];
        foreach (byte[] datum in data)
        {
            BinaryPrimitives.WriteUInt16BigEndian(numbers, (ushort)type);
            BinaryPrimitives.WriteUInt16BigEndian(numbers[2..], (ushort)RecordClass.IN);
            BinaryPrimitives.WriteUInt32BigEndian(numbers[4..], Ttl);
            BinaryPrimitives.WriteUInt16BigEndian(numbers[8..], (ushort)datum.Length);
            octets.AddRange(name.Wire);
            octets.AddRange(numbers);
            octets.AddRange(datum);
        }

        return Filled(key.Sign(octets.ToArray()));
    }

    /// <summary>An answer with these data, as sent, and this signature.</summary>
    public static IReadOnlyList<ResourceRecord> Answer(string owner, RrsigRdata signature, params Rdata[] data) =>
        [.. data.Append(signature).Select(datum => new ResourceRecord(DomainName.Parse(owner), RecordClass.IN, Ttl, datum))];
}
