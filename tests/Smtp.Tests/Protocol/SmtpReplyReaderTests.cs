using System.Text;
using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Protocol;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Protocol;

public sealed class SmtpReplyReaderTests
{
    [Theory]
    [InlineData("250 ok\r\n", 250, "ok", "one line")]
    [InlineData("250\r\n", 250, "", "a bare code (RFC 5321 section 4.2: text may be missing)")]
    [InlineData("250 \r\n", 250, "", "a code and a space")]
    [InlineData("250-one\r\n250-\r\n250 three\r\n", 250, "one||three", "an empty line within")]
    [InlineData("250-one\r\n250\r\n", 250, "one|", "a last line without text")]
    [InlineData("250-234 text beginning with numbers\r\n250 x\r\n", 250, "234 text beginning with numbers|x", "numbers in the text")]
    [InlineData("571 x\r\n", 571, "x", "a second digit beyond the grammar")]
    [InlineData("250 a\rb\r\n", 250, @"a\x0Db", "a lone CR is text")]
    [InlineData("250 \x1B]0;x\x07\r\n", 250, @"\x1B]0;x\x07", "what a terminal would obey")]
    [Requirement("5321-4.2-1")]
    [Requirement("5321-4.2.1-3")]
    [Requirement("2920-3.1-5")]
    public void Reply_OfThisForm_IsRead(string octets, int code, string lines, string why)
    {
        SmtpReplyReader reader = new();

        bool whole = reader.TryRead(Encoding.Latin1.GetBytes(octets), out int consumed, out SmtpReply? reply);

        Assert.True(whole, why);
        Assert.Equal(octets.Length, consumed);
        Assert.Equal(code, reply!.Code);
        Assert.Equal(lines.Split('|'), reply.Lines);
        Assert.True(reader.IsAtBoundary);
    }

    [Theory]
    [InlineData("199 x\r\n", nameof(SmtpFault.NoCode), "no reply begins with 1")]
    [InlineData("600 x\r\n", nameof(SmtpFault.NoCode), "no reply begins with 6")]
    [InlineData("25 x\r\n", nameof(SmtpFault.NoCode), "two digits")]
    [InlineData("\r\n", nameof(SmtpFault.NoCode), "an empty line")]
    [InlineData(" 250 x\r\n", nameof(SmtpFault.NoCode), "a space in front")]
    [InlineData("250x\r\n", nameof(SmtpFault.NoSeparator), "text right behind the code")]
    [InlineData("2500 x\r\n", nameof(SmtpFault.NoSeparator), "four digits")]
    [InlineData("250\tx\r\n", nameof(SmtpFault.NoSeparator), "a tab behind the code")]
    [InlineData("250-x\r\n550 y\r\n", nameof(SmtpFault.CodesDiffer), "two codes")]
    [InlineData("250-x\r\n251-y\r\n", nameof(SmtpFault.CodesDiffer), "two codes, goes on")]
    [Requirement("5321-4.2-3")]
    [Requirement("5321-4.2.1-4")]
    [MailRule(44, RuleSide.Broken)]
    public void Reply_OfThisForm_IsAtFault(string octets, string fault, string why)
    {
        SmtpReplyReader reader = new();

        bool whole = reader.TryRead(Encoding.Latin1.GetBytes(octets), out _, out SmtpReply? reply);

        Assert.False(whole, why);
        Assert.Null(reply);
        Assert.Equal(fault, reader.Fault.ToString());
        Assert.False(reader.TryRead("250 ok\r\n"u8, out int consumed, out _), "a fault stays");
        Assert.Equal(0, consumed);
    }

    [Theory]
    [InlineData(SmtpReplyReader.ConformingLineLength, false, false)]
    [InlineData(SmtpReplyReader.ConformingLineLength + 1, true, false)]
    [InlineData(SmtpReplyReader.MaxLineLength, true, false)]
    [InlineData(SmtpReplyReader.MaxLineLength + 1, false, true)]
    [MailRule(44, RuleSide.Holds)]
    [MailRule(44, RuleSide.Broken)]
    [Requirement("5321-4.5.3.1-1")]
    public void Line_OfThisLength_IsReadUpToTheLimit(int length, bool isLong, bool isFault)
    {
        SmtpReplyReader reader = new();
        byte[] octets = Encoding.ASCII.GetBytes("250 " + new string('x', length - 6) + "\r\n");

        bool whole = reader.TryRead(octets, out _, out SmtpReply? reply);

        Assert.Equal(!isFault, whole);
        Assert.Equal(isLong, reply?.HasLongLine ?? false);
        Assert.Equal(isFault ? SmtpFault.LineTooLong : SmtpFault.None, reader.Fault);
    }

    [Fact]
    public void Line_WithoutEnd_IsAtFaultBeforeItIsHeld()
    {
        SmtpReplyReader reader = new();
        byte[] octets = new byte[SmtpReplyReader.MaxLineLength + 1];

        Assert.False(reader.TryRead(octets, out int consumed, out _));
        Assert.Equal(SmtpFault.LineTooLong, reader.Fault);
        Assert.Equal(0, consumed);
    }

    [Theory]
    [InlineData(SmtpReplyReader.MaxLines, false)]
    [InlineData(SmtpReplyReader.MaxLines + 1, true)]
    [MailRule(44, RuleSide.Holds)]
    [MailRule(44, RuleSide.Broken)]
    [Requirement("5321-4.5.3.1-1")]
    public void Reply_OfSoManyLines_IsReadUpToTheLimit(int lines, bool isFault)
    {
        SmtpReplyReader reader = new();
        string text = string.Concat(Enumerable.Repeat("250-x\r\n", lines - 1)) + "250 x\r\n";

        Assert.Equal(!isFault, reader.TryRead(Encoding.ASCII.GetBytes(text), out _, out _));
        Assert.Equal(isFault ? SmtpFault.TooManyLines : SmtpFault.None, reader.Fault);
    }

    [Fact]
    public void Reply_OfLongLines_IsAtFaultBeyondItsLimit()
    {
        SmtpReplyReader reader = new();
        byte[] line = Encoding.ASCII.GetBytes("250-" + new string('x', 1994) + "\r\n");

        int read = 0;
        while (reader.Fault == SmtpFault.None)
        {
            reader.TryRead(line, out int consumed, out _);
            read += consumed;
        }

        Assert.Equal(SmtpFault.ReplyTooLong, reader.Fault);
        Assert.InRange(read, SmtpReplyReader.MaxReplyLength, SmtpReplyReader.MaxReplyLength + line.Length);
    }

    [Fact]
    [Requirement("2920-3.1-8")]
    public void Octets_BehindTheReply_AreLeftToTheCaller()
    {
        SmtpReplyReader reader = new();
        byte[] octets = "220 ready\r\n250 injected\r\n"u8.ToArray();

        Assert.True(reader.TryRead(octets, out int consumed, out _));
        Assert.Equal("220 ready\r\n".Length, consumed);
    }

    [Theory]
    [InlineData("250 x\r\n", false)]
    [InlineData("250 x\n", true)]
    [InlineData("250-x\n250 y\r\n", true)]
    public void LineFeed_Alone_IsReadAndNoted(string octets, bool isBare)
    {
        Assert.True(new SmtpReplyReader().TryRead(Encoding.ASCII.GetBytes(octets), out _, out SmtpReply? reply));
        Assert.Equal(isBare, reply.HasBareLineFeed);
    }

    [Fact]
    public void Note_OfOneReply_DoesNotReachTheNext()
    {
        SmtpReplyReader reader = new();
        Assert.True(reader.TryRead("250 x\n"u8, out _, out _));

        Assert.True(reader.TryRead("250 y\r\n"u8, out _, out SmtpReply? next));

        Assert.False(next.HasBareLineFeed);
        Assert.Equal(["y"], next.Lines);
    }

    [Theory]
    [InlineData("550 5.7.1 no\r\n", "5.7.1")]
    [InlineData("550 5.7.321\r\n", "5.7.321")]
    [InlineData("550 4.7.1 the class is not the reply's (RFC 2034 section 4)\r\n", "0.0.0")]
    [InlineData("550 5.07.1 a leading zero\r\n", "0.0.0")]
    [InlineData("550 5.7.1000 four digits\r\n", "0.0.0")]
    [InlineData("550 5.7 two parts\r\n", "0.0.0")]
    [InlineData("550 5.7.1.1 four parts\r\n", "0.0.0")]
    [InlineData("550 no\r\n", "0.0.0")]
    [Requirement("2034-4-1")]
    public void EnhancedCode_InFrontOfTheText_CountsWhenItFits(string octets, string expected)
    {
        Assert.True(new SmtpReplyReader().TryRead(Encoding.ASCII.GetBytes(octets), out _, out SmtpReply? reply));
        Assert.Equal(expected, reply.Enhanced.ToString());
    }
}
