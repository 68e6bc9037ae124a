using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Wire;

public sealed class WireReaderNamesTests
{
    [Theory]
    [InlineData("a name without pointers", "0161016200", 0, "a.b.", 5)]
    [InlineData("the root", "00", 0, ".", 1)]
    [InlineData("a pointer back", "0161000162C000", 3, "b.a.", 7)]
    [InlineData("a pointer alone", "016100C000", 3, "a.", 5)]
    [InlineData("a pointer to a pointer", "016100C000C003", 5, "a.", 7)]
    [InlineData("a pointer into the middle of a name", "0161016200C002", 5, "b.", 7)]
    [InlineData("a pointer to the root", "00C000", 1, ".", 3)]
    public void Name_WithBackwardPointers_IsRead(string description, string message, int at, string expected, int next)
    {
        WireReader reader = At(Convert.FromHexString(message), at);
        Assert.True(reader.TryReadName(out DomainName? name), description);
        Assert.Equal(expected, name.ToString());
        Assert.Equal(next, reader.Position);
    }

    [Theory]
    [InlineData("nothing at all", "", 0, WireFault.Truncated)]
    [InlineData("no final zero", "0161", 0, WireFault.Truncated)]
    [InlineData("a label cut short", "0361", 0, WireFault.Truncated)]
    [InlineData("half a pointer", "016100C0", 3, WireFault.Truncated)]
    [InlineData("a pointer forward", "C002016100", 0, WireFault.BadPointer)]
    [InlineData("a pointer to itself", "C000", 0, WireFault.BadPointer)]
    [InlineData("a pointer beyond the message", "C0FF", 0, WireFault.BadPointer)]
    [InlineData("a pointer to the labels it follows", "0161C000", 0, WireFault.BadPointer)]
    [InlineData("a pointer into the labels it follows", "01610162C002", 0, WireFault.BadPointer)]
    [InlineData("two pointers at one another", "C002C000", 2, WireFault.BadPointer)]
    [InlineData("a pointer to labels that run on to where it came from", "0161C000", 2, WireFault.Truncated)]
    [InlineData("the bits 01", "4000", 0, WireFault.BadLabel)]
    [InlineData("the bits 10", "8000", 0, WireFault.BadLabel)]
    public void Name_Malformed_IsRefused(string description, string message, int at, WireFault fault)
    {
        WireReader reader = At(Convert.FromHexString(message), at);
        Assert.False(reader.TryReadName(out _), description);
        Assert.True(fault == reader.Fault, $"{description}: {reader.Fault}");
        Assert.False(reader.TryReadByte(out _));
    }

    [Fact]
    public void PlainName_WithAPointer_IsRefused()
    {
        WireReader reader = At(Convert.FromHexString("0161000162C000"), 3);
        Assert.False(reader.TryReadPlainName(out _));
        Assert.Equal(WireFault.UnexpectedCompression, reader.Fault);
    }

    [Fact]
    public void Name_Of255OctetsThroughAPointer_IsTheLongest()
    {
        // 191 octets of labels and the final zero; then a label of 62 with a pointer: 63 + 192 = 255.
        byte[] tail = [63, .. new byte[63], 63, .. new byte[63], 62, .. new byte[62], 0];
        byte[] fits = [.. tail, 62, .. new byte[62], 0xC0, 0x00];
        WireReader reader = At(fits, tail.Length);
        Assert.True(reader.TryReadName(out DomainName? name));
        Assert.Equal(DomainName.MaxWireLength, name.Wire.Length);

        byte[] tooLong = [.. tail, 63, .. new byte[63], 0xC0, 0x00];
        reader = At(tooLong, tail.Length);
        Assert.False(reader.TryReadName(out _));
        Assert.Equal(WireFault.NameTooLong, reader.Fault);
    }

    [Fact]
    public void Pointers_InALongChain_StopAtTheLimit()
    {
        // A zero, then pointers that each lead to the one before: 127 are followed, 128 are not.
        List<byte> message = [0];
        message.AddRange(Enumerable.Range(0, 128).SelectMany(i => (byte[])[0xC0, (byte)Math.Max(0, (2 * i) - 1)]));
        byte[] octets = [.. message];
        WireReader reader = At(octets, 1 + (2 * 126));
        Assert.True(reader.TryReadName(out _));
        reader = At(octets, 1 + (2 * 127));
        Assert.False(reader.TryReadName(out _));
        Assert.Equal(WireFault.BadPointer, reader.Fault);
    }

    [Fact]
    public void Name_InsideEnteredOctets_EndsWithThemButPointsIntoTheMessage()
    {
        byte[] message = Convert.FromHexString("01610001620000");
        WireReader reader = At(message, 3);
        Assert.True(reader.TryEnter(2, out WireReader inner));
        Assert.False(inner.TryReadName(out _));
        Assert.Equal(WireFault.Truncated, inner.Fault);
        Assert.Equal(5, reader.Position);

        byte[] pointing = Convert.FromHexString("0161000162C000");
        reader = At(pointing, 3);
        Assert.True(reader.TryEnter(4, out inner));
        Assert.True(inner.TryReadName(out DomainName? name));
        Assert.Equal("b.a.", name.ToString());
        Assert.True(inner.AtEnd);
    }

    private static WireReader At(ReadOnlySpan<byte> message, int at)
    {
        WireReader reader = new(message);
        Assert.True(reader.TryTake(at, out _));
        return reader;
    }
}
