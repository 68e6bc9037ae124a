using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Wire;

public sealed class WireWriterTests
{
    [Fact]
    public void Names_Compressed_PointAtTheLongestEndWritten()
    {
        WireWriter writer = new(new byte[100], compress: true);
        writer.WriteName(DomainName.Parse("a.example."));
        writer.WriteName(DomainName.Parse("b.EXAMPLE."));
        writer.WriteName(DomainName.Parse("a.example."));
        writer.WriteName(DomainName.Root);
        Assert.Equal("0161076578616D706C65000162C002C00000", Convert.ToHexString(writer.Written));
    }

    [Fact]
    public void Names_Plain_AreNeverCompressed()
    {
        WireWriter writer = new(new byte[100], compress: true);
        writer.WriteName(DomainName.Parse("a."));
        writer.WritePlainName(DomainName.Parse("a."));
        Assert.Equal("016100016100", Convert.ToHexString(writer.Written));
    }

    [Fact]
    public void Names_BeyondTheReachOfAPointer_AreNotPointedAt()
    {
        WireWriter writer = new(new byte[0x5000], compress: true);
        writer.WriteOctets(new byte[0x4000]);
        writer.WriteName(DomainName.Parse("a."));
        writer.WriteName(DomainName.Parse("a."));
        Assert.Equal("016100016100", Convert.ToHexString(writer.Written[0x4000..]));
    }

    [Fact]
    public void Space_Exhausted_IsRememberedAndNothingMoreIsWritten()
    {
        WireWriter writer = new(new byte[3]);
        writer.WriteUInt16(0x0102);
        writer.WriteUInt16(0x0304);
        writer.WriteByte(0x05);
        Assert.True(writer.Overflowed);
        Assert.Equal("0102", Convert.ToHexString(writer.Written));
    }

    [Fact]
    public void Length_LeftOpen_IsFilledIn()
    {
        WireWriter writer = new(new byte[10]);
        int start = writer.OpenLength();
        writer.WriteOctets([1, 2, 3]);
        writer.CloseLength(start);
        Assert.Equal("0003010203", Convert.ToHexString(writer.Written));
    }

    [Fact]
    public void Cut_TakesBackTheNamesWrittenAfterIt()
    {
        WireWriter writer = new(new byte[100], compress: true);
        writer.WriteName(DomainName.Parse("a."));
        int length = writer.Length;
        writer.WriteName(DomainName.Parse("b."));
        writer.CutTo(length);
        writer.WriteName(DomainName.Parse("b."));
        writer.WriteName(DomainName.Parse("a."));
        Assert.Equal("016100016200C000", Convert.ToHexString(writer.Written));
    }
}
