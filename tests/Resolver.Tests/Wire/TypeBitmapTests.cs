using CsCheck;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Wire;

public sealed class TypeBitmapTests
{
    [Fact]
    [Requirement("4034-4.2-1")]
    public void Bitmap_OfTheExampleInRfc4034Section43_IsItsOctets()
    {
        string octets = "0006400100000003" + "041B" + new string('0', 52) + "20";
        var bitmap = TypeBitmap.Of(
            [(RecordType)1234, RecordType.NSEC, RecordType.A, RecordType.MX, RecordType.RRSIG, RecordType.A]);
        Assert.Equal(octets, Hex(bitmap));
        Assert.Equal("A MX RRSIG NSEC TYPE1234", bitmap.ToString());
        Assert.True(TypeBitmap.TryRead(Convert.FromHexString(octets), out TypeBitmap read, out _));
        Assert.Equal(bitmap, read);
        Assert.Equal(bitmap.GetHashCode(), read.GetHashCode());
    }

    [Theory]
    [Requirement("4034-4.1.2-1")]
    [Requirement("6840-6.4-1")]
    [InlineData("no window at all", "")]
    [InlineData("one bit", "000140")]
    [InlineData("two windows", "0001400101C0")]
    [InlineData("32 octets", "0020" + "00000000000000000000000000000000000000000000000000000000000000" + "01")]
    [InlineData("the last window", "FF0101")]
    public void Bitmap_WellFormed_IsReadAndWrittenAlike(string description, string octets)
    {
        Assert.True(TypeBitmap.TryRead(Convert.FromHexString(octets), out TypeBitmap bitmap, out WireFault fault), description);
        Assert.Equal(WireFault.None, fault);
        Assert.Equal(octets, Hex(bitmap));
        Assert.Equal(bitmap, TypeBitmap.Of(bitmap.Types));
        Assert.All(bitmap.Types, type => Assert.True(bitmap.Contains(type)));
    }

    [Theory]
    [Requirement("4034-4.1.2-1")]
    [Requirement("4034-4.1.2-3")]
    [Requirement("4034-4.1.2-4")]
    [Requirement("5155-3.2.1-3")]
    [Requirement("5155-3.2.1-4")]
    [InlineData("a window without a length", "00")]
    [InlineData("a length of 0", "0000")]
    [InlineData("a length of 33", "0021" + "00000000000000000000000000000000000000000000000000000000000000" + "0101")]
    [InlineData("a window cut short", "000240")]
    [InlineData("the same window twice", "000140000140")]
    [InlineData("windows going down", "010140000140")]
    [InlineData("a zero octet at the end", "00024000")]
    [InlineData("a window of zeros", "000100")]
    [InlineData("a lone octet after a window", "00014001")]
    public void Bitmap_Malformed_IsRefused(string description, string octets)
    {
        Assert.False(TypeBitmap.TryRead(Convert.FromHexString(octets), out _, out WireFault fault), description);
        Assert.Equal(WireFault.BadTypeBitmap, fault);
    }

    [Fact]
    [Requirement("4034-4.1.2-5")]
    [Requirement("5155-3.2.1-5")]
    public void Contains_AsksForOneBitAlone()
    {
        var bitmap = TypeBitmap.Of([RecordType.NS, RecordType.CAA]);
        Assert.True(bitmap.Contains(RecordType.NS));
        Assert.True(bitmap.Contains(RecordType.CAA));
        Assert.False(bitmap.Contains(RecordType.A));
        Assert.False(bitmap.Contains(RecordType.DS));
        Assert.False(bitmap.Contains((RecordType)258));
        Assert.False(bitmap.Contains((RecordType)(0x8000 + 2)));
        Assert.False(TypeBitmap.Empty.Contains(RecordType.NS));
    }

    [Fact]
    public void AnyTypes_InABitmap_ComeBackAscending() =>
        Gen.UShort.Array[0, 40].Sample(types =>
        {
            var bitmap = TypeBitmap.Of(types.Select(type => (RecordType)type));
            return TypeBitmap.TryRead(Convert.FromHexString(Hex(bitmap)), out TypeBitmap read, out _)
                && read.Types.Select(type => (ushort)type).SequenceEqual(types.Distinct().Order());
        });

    [Fact]
    public void AnyOctets_ReadAsABitmap_AreTheOnlyOnesForTheirTypes() =>
        Gen.Byte.Array[0, 12].Sample(octets =>
            !TypeBitmap.TryRead(octets, out TypeBitmap read, out _) || TypeBitmap.Of(read.Types).Equals(read));

    private static string Hex(TypeBitmap bitmap)
    {
        WireWriter writer = new(new byte[0x3000]);
        bitmap.Write(ref writer);
        return Convert.ToHexString(writer.Written);
    }
}
