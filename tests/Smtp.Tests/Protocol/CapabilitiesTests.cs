using System.Text;
using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Protocol;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Protocol;

public sealed class CapabilitiesTests
{
    [Fact]
    [MailRule(49, RuleSide.Holds)]
    public void EveryKeyword_Offered_IsKnown()
    {
        Capabilities offered = Read(
            "mx.lab greets you", "PIPELINING", "SIZE 36700160", "STARTTLS", "8BITMIME", "SMTPUTF8", "CHUNKING", "DSN",
            "ENHANCEDSTATUSCODES", "REQUIRETLS", "LIMITS RCPTMAX=20 MAILMAX=5 RCPTDOMAINMAX=1");

        Assert.Equal("mx.lab", offered.ServerName);
        Assert.True(offered is
        {
            Pipelining: true, StartTls: true, EightBitMime: true, SmtpUtf8: true, Chunking: true, Dsn: true,
            EnhancedStatusCodes: true, RequireTls: true, Size: 36700160, MaxRecipients: 20, MaxMessages: 5,
        });
    }

    [Fact]
    public void Keywords_NotOffered_AreNot()
    {
        Capabilities offered = Read("mx.lab");

        Assert.True(offered is
        {
            Pipelining: false, StartTls: false, EightBitMime: false, SmtpUtf8: false, Chunking: false, Dsn: false,
            EnhancedStatusCodes: false, RequireTls: false, Size: null, MaxRecipients: null, MaxMessages: null,
        });
        Assert.Empty(offered.Keywords);
    }

    [Theory]
    [InlineData("starttls", true, "keywords have no case (RFC 5321 section 2.4)")]
    [InlineData("STARTTLS now", true, "a parameter nobody defined")]
    [InlineData("X-STARTTLS", false, "another keyword")]
    [InlineData("STARTTLSX", false, "a longer one")]
    [InlineData(" STARTTLS", false, "no keyword: a space in front")]
    [InlineData("XSTART TLS", false, "two words")]
    [Requirement("5321-4.1.1.1-2")]
    [Requirement("6531-3.1-1")]
    public void StartTls_WrittenThus_IsOffered(string line, bool isOffered, string why) =>
        Assert.True(Read("mx.lab", line).StartTls == isOffered, why);

    [Fact]
    public void FirstLine_IsTheServersName_NotAKeyword() => Assert.False(Read("STARTTLS").StartTls);

    [Theory]
    [InlineData("SIZE", null)]
    [InlineData("SIZE 0", null)]
    [InlineData("SIZE 100", 100L)]
    [InlineData("SIZE -1", null)]
    [InlineData("SIZE 1e9", null)]
    [InlineData("SIZE 99999999999999999999", null)]
    [Requirement("1870-3-1")]
    public void Size_WrittenThus_Means(string line, long? size) => Assert.Equal(size, Read("mx.lab", line).Size);

    [Fact]
    public void Keyword_SaidTwice_CountsOnce() => Assert.Equal(100, Read("mx.lab", "SIZE 100", "SIZE 200").Size);

    [Fact]
    public void OldAuthLine_WithEquals_IsTheKeyword() => Assert.True(Read("mx.lab", "AUTH=LOGIN PLAIN").Has("AUTH"));

    private static Capabilities Read(params string[] lines)
    {
        string reply = string.Concat(lines.Select((line, i) => $"250{(i < lines.Length - 1 ? '-' : ' ')}{line}\r\n"));
        Assert.True(new SmtpReplyReader().TryRead(Encoding.ASCII.GetBytes(reply), out _, out SmtpReply? read));
        return Capabilities.Read(read);
    }
}
