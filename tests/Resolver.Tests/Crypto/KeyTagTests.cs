using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Crypto;

public class KeyTagTests
{
    [Fact]
    [Requirement("4034-B-2")]
    public void Tag_OfTheExampleOfRfc4034_Is60485() =>
        Assert.Equal(60485, KeyTag.Of(Vectors.Key(Vectors.Read("rfc4034-5.4.txt"))));

    [Fact]
    public void Tag_OfARevokedKey_Is128More()
    {
        DnskeyRdata key = Vectors.Key(Vectors.Read("rfc4034-5.4.txt"));
        DnskeyRdata revoked = new((ushort)(key.Flags | 0x0080), key.Protocol, key.Algorithm, key.PublicKey);

        Assert.True(revoked.IsRevoked);
        Assert.Equal(60485 + 128, KeyTag.Of(revoked));
    }

    [Theory]
    [Requirement("4034-B.1-1")]
    [Requirement("6840-5.5-1")]
    [InlineData(DnssecAlgorithm.RsaMd5, 0x3344)] // the two octets before the last
    [InlineData(DnssecAlgorithm.RsaSha1, 0x9D6B)] // the sum
    public void Tag_OfAlgorithmOne_IsPartOfTheModulus(DnssecAlgorithm algorithm, int expected) =>
        Assert.Equal(expected, KeyTag.Of(new DnskeyRdata(0x0100, 3, algorithm, (byte[])[0x11, 0x22, 0x33, 0x44, 0x55])));

    [Fact]
    [Requirement("4034-B-2")]
    public void Tag_SumWithCarry_IsFoldedOnce()
    {
        // 0x0100 + 0x0308 + 0xFFFF + 0xFFFF = 0x20406; the carry 2 is added to 0x0406.
        DnskeyRdata key = new(0x0100, 3, DnssecAlgorithm.RsaSha256, (byte[])[0xFF, 0xFF, 0xFF, 0xFF]);
        Assert.Equal(0x0408, KeyTag.Of(key));
    }

    [Fact]
    public void Tag_OfAnEmptyKey_IsThatOfItsFirstOctets()
    {
        Assert.Equal(0, KeyTag.Of(new DnskeyRdata(0x0100, 3, DnssecAlgorithm.RsaMd5, default)));
        Assert.Equal(0x0408, KeyTag.Of(new DnskeyRdata(0x0100, 3, DnssecAlgorithm.RsaSha256, default)));
    }
}
