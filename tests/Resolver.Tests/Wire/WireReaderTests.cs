using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Wire;

public sealed class WireReaderTests
{
    [Fact]
    public void Numbers_AreReadInNetworkOrder()
    {
        WireReader reader = new([0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x02, 0xAA, 0xBB]);
        Assert.True(reader.TryReadByte(out byte one));
        Assert.True(reader.TryReadUInt16(out ushort two));
        Assert.True(reader.TryReadUInt32(out uint four));
        Assert.True(reader.TryTakeCounted(out ReadOnlySpan<byte> counted));
        Assert.Equal(0x01, one);
        Assert.Equal(0x0203, two);
        Assert.Equal(0x0405_0607u, four);
        Assert.True(counted.SequenceEqual((ReadOnlySpan<byte>)[0xAA, 0xBB]));
        Assert.True(reader.TryFinish());
    }

    [Theory]
    [InlineData("16 bits", 1)]
    [InlineData("32 bits", 3)]
    public void Numbers_CutShort_AreRefused(string description, int length)
    {
        WireReader reader = new(new byte[length]);
        Assert.False(length == 1 ? reader.TryReadUInt16(out _) : reader.TryReadUInt32(out _), description);
        Assert.Equal(WireFault.Truncated, reader.Fault);
    }

    [Fact]
    public void Octets_CountedBeyondTheEnd_AreRefused()
    {
        WireReader reader = new([0x03, 0x00, 0x00]);
        Assert.False(reader.TryTakeCounted(out _));
        Assert.Equal(WireFault.Truncated, reader.Fault);
    }

    [Fact]
    public void Octets_BeyondWhatWasEntered_AreOutOfReach()
    {
        WireReader reader = new([1, 2, 3, 4]);
        Assert.False(reader.TryEnter(5, out _));

        reader = new([1, 2, 3, 4]);
        Assert.True(reader.TryEnter(2, out WireReader inner));
        Assert.False(inner.TryReadUInt32(out _));
        Assert.Equal(2, reader.Position);
    }

    [Fact]
    public void Octets_LeftOver_AreAFault()
    {
        WireReader reader = new([0x00]);
        Assert.False(reader.TryFinish());
        Assert.Equal(WireFault.BadLength, reader.Fault);
    }

    [Fact]
    public void Fault_TheFirst_Stays()
    {
        WireReader reader = new([]);
        Assert.False(reader.TryReadByte(out _));
        Assert.False(reader.Fail(WireFault.BadRdata));
        Assert.Equal(WireFault.Truncated, reader.Fault);
    }
}
