using System.Text;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Text;
using DaneCore.Support;

namespace DaneCore.Property.Tests.Zones;

/// <summary>Questions about a thrown internet: names that exist, names beside and below them, and every kind of type.</summary>
internal static class AnyQuestion
{
    private static readonly RecordType[] Types =
    [
        RecordType.A, RecordType.A, RecordType.TXT, RecordType.MX, RecordType.TLSA, (RecordType)65400, RecordType.NS, RecordType.DS, RecordType.DS, RecordType.SOA, RecordType.CNAME,
        RecordType.DNAME, RecordType.DNSKEY, RecordType.NSEC, RecordType.NSEC3, RecordType.NSEC3PARAM, RecordType.ANY,
    ];

    public static Question Throw(IReadOnlyList<DomainName> owners, Dice dice)
    {
        DomainName name = owners[dice.Next(owners.Count)];
        name = dice.Next(20) switch
        {
            < 7 => name,
            < 10 => Labels.AnyBelow(name, dice),
            < 12 => Labels.Beside(name, dice),
            < 13 => Labels.AnyBelow(Labels.AnyBelow(name, dice), dice),
            < 14 => Labels.AnyBelow(Labels.Beside(name, dice), dice),
            < 16 when !name.IsRoot => name.Parent(),
            < 18 when !name.IsRoot => Labels.AnyBelow(name.Parent(), dice),
            < 19 when !name.IsRoot => Labels.Below(name.Parent(), Encoding.ASCII.GetBytes(Base32Hex.ToText(Nsec3Hash.Compute(name, [], 0)))),
            _ => Deepened(name, dice),
        };
        return new Question(name, Types[dice.Next(Types.Length)]);
    }

    private static DomainName Deepened(DomainName name, Dice dice)
    {
        for (int labels = dice.Next(3, 9); labels > 0; labels--)
        {
            name = dice.Next(3) == 0 ? Labels.Below(name, [.. Enumerable.Repeat((byte)'q', 50)]) : Labels.AnyBelow(name, dice);
        }

        return name;
    }
}
