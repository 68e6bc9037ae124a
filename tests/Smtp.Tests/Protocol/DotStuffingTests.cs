using System.Buffers;
using System.Text;
using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Protocol;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Protocol;

public sealed class DotStuffingTests
{
    [Theory]
    [InlineData("", ".\r\n", "nothing")]
    [InlineData("a\r\n", "a\r\n.\r\n", "a line; no empty one is added")]
    [InlineData("a", "a\r\n.\r\n", "a last line without end")]
    [InlineData("a\r\n\r\n", "a\r\n\r\n.\r\n", "an empty last line is kept")]
    [InlineData(".\r\n", "..\r\n.\r\n", "a lone dot")]
    [InlineData("..\r\n", "...\r\n.\r\n", "two dots")]
    [InlineData(".a\r\n.b", "..a\r\n..b\r\n.\r\n", "dots in front")]
    [InlineData("a.\r\n", "a.\r\n.\r\n", "a dot behind")]
    [InlineData("a\nb\n", "a\r\nb\r\n.\r\n", "LF alone")]
    [InlineData("a\rb\r", "a\r\nb\r\n.\r\n", "CR alone")]
    [InlineData("\r\r\n\n", "\r\n\r\n\r\n.\r\n", "three ends: CR, CRLF, LF")]
    [InlineData("a\r\n.\r\nQUIT\r\n", "a\r\n..\r\nQUIT\r\n.\r\n", "the end in the middle")]
    [MailRule(45, RuleSide.Holds)]
    [Requirement("5321-2.3.8-1")]
    [Requirement("5321-2.3.8-2")]
    [Requirement("5321-4.1.1.4-1")]
    [Requirement("5321-4.1.1.4-2")]
    [Requirement("5321-4.5.2-1")]
    public void Message_OfThisForm_IsWrittenThus(string message, string expected, string why)
    {
        for (int pieceLength = 1; pieceLength <= Math.Max(message.Length, 1); pieceLength++)
        {
            Assert.True(Encode(message, pieceLength) == expected, $"{why}, in pieces of {pieceLength}");
        }
    }

    // The sequences published with SMTP smuggling (2023), and their relatives: whatever a server takes for the end.
    [Theory]
    [InlineData("\n.\n")]
    [InlineData("\n.\r\n")]
    [InlineData("\r\n.\n")]
    [InlineData("\r.\r")]
    [InlineData("\r.\r\n")]
    [InlineData("\r\n.\r")]
    [InlineData("\r\n.\r\r\n")]
    [InlineData("\n\r.\r\n")]
    [InlineData("\r\r.\r\r")]
    [InlineData("\n.\n\r\n")]
    [MailRule(45, RuleSide.Broken)]
    [Requirement("5321-2.3.8-2")]
    [Requirement("5321-4.5.2-1")]
    public void EndOfMessage_AnyServerMaySee_IsNotInTheMessage(string sequence)
    {
        string encoded = Encode("a" + sequence + "MAIL FROM:<evil@lab>\r\n", 1);
        string body = encoded[..^".\r\n".Length];

        Assert.EndsWith("\r\n.\r\n", encoded, StringComparison.Ordinal);
        Assert.DoesNotContain("\n.\r", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\n.\n", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\r.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n", body, StringComparison.Ordinal);
        Assert.Equal(body.Count(c => c == '\n'), body.Split("\r\n").Length - 1);
        Assert.Equal(body.Count(c => c == '\r'), body.Split("\r\n").Length - 1);
    }

    [Fact]
    [MailRule(45, RuleSide.Broken)]
    public void Nul_AnywhereInTheMessage_IsRefused()
    {
        ArrayBufferWriter<byte> output = new();
        DotStuffing encoder = new();

        Assert.True(encoder.TryWrite("a\r\n"u8, output));
        Assert.False(encoder.TryWrite("b\0c"u8, output));
        Assert.Equal("a\r\n"u8.ToArray(), output.WrittenSpan.ToArray());
    }

    [Fact]
    public void Message_AfterItsEnd_IsRefused()
    {
        ArrayBufferWriter<byte> output = new();
        DotStuffing encoder = new();
        encoder.Finish(output);

        Assert.False(encoder.TryWrite("more"u8, output));
    }

    private static string Encode(string message, int pieceLength)
    {
        ArrayBufferWriter<byte> output = new();
        DotStuffing encoder = new();
        foreach (char[] piece in message.Chunk(pieceLength))
        {
            Assert.True(encoder.TryWrite(Encoding.ASCII.GetBytes(piece), output));
        }

        encoder.Finish(output);
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }
}
