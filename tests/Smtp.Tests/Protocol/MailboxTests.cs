using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Protocol;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Protocol;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("user@example.lab", "user@example.lab")]
    [InlineData("user@example.lab.", "user@example.lab")]
    [InlineData("a.b+c=d/e@x-y.lab", "a.b+c=d/e@x-y.lab")]
    [InlineData("\"a b\"@example.lab", "\"a b\"@example.lab")]
    [InlineData("\"a@b\"@example.lab", "\"a@b\"@example.lab")]
    [InlineData("\"a\\\"b\"@example.lab", "\"a\\\"b\"@example.lab")]
    [InlineData("\"\"@example.lab", "\"\"@example.lab")]
    [InlineData("\"user\"@example.lab", "user@example.lab")]
    [InlineData("\"a.\\b\"@example.lab", "a.b@example.lab")]
    [InlineData("\"a\\ b\"@example.lab", "\"a b\"@example.lab")]
    [InlineData("\"a\\\\b\"@example.lab", "\"a\\\\b\"@example.lab")]
    [InlineData("\".a\"@example.lab", "\".a\"@example.lab")]
    [InlineData("user@[192.0.2.1]", "user@[192.0.2.1]")]
    [InlineData("user@[IPv6:2001:db8::1]", "user@[IPv6:2001:db8::1]")]
    [InlineData("user@xn--bcher-kva.lab", "user@xn--bcher-kva.lab")]
    [InlineData("user@mx_1.lab", "user@mx_1.lab")]
    [MailRule(46, RuleSide.Holds)]
    [Requirement("5321-4.1.2-2")]
    public void Address_OfThisForm_IsRead(string text, string written)
    {
        Assert.True(Mailbox.TryParse(text, out Mailbox? mailbox, out string? why), why);
        Assert.Equal(written, mailbox.ToString());
        Assert.False(mailbox.NeedsSmtpUtf8);
    }

    [Theory]
    [InlineData("", "no text")]
    [InlineData("user", "no domain")]
    [InlineData("@example.lab", "no local part")]
    [InlineData("user@", "an empty domain")]
    [InlineData("a b@example.lab", "a space that is not quoted")]
    [InlineData(".a@example.lab", "a dot in front")]
    [InlineData("a..b@example.lab", "two dots")]
    [InlineData("a.@example.lab", "a dot behind")]
    [InlineData("\"a@example.lab", "a quote that does not end")]
    [InlineData("\"a\\\"@example.lab", "the last quote is escaped")]
    [InlineData("\"a\"b\"@example.lab", "a quote within")]
    [InlineData("user@example.lab>\r\nRCPT TO:<x@lab", "a second command")]
    [InlineData("us\r\ner@example.lab", "a line end in the local part")]
    [InlineData("\"us\r\ner\"@example.lab", "a line end in quotes")]
    [InlineData("\"us\0er\"@example.lab", "a NUL in quotes")]
    [InlineData("us\u0085er@example.lab", "a C1 line end")]
    [InlineData("user@exa mple.lab", "a space in the domain")]
    [InlineData("user@exa\\013mple.lab", "an escaped control in the domain")]
    [InlineData("user@b\u00FCcher.lab", "a U-label")]
    [InlineData("user@.", "the root")]
    [InlineData("user@[192.0.2]", "an address of three numbers")]
    [InlineData("user@[2001:db8::1]", "IPv6 without its tag")]
    [InlineData("user@[IPv6:192.0.2.1]", "IPv4 with the tag of IPv6")]
    [InlineData("user@[IPv6:fe80::1%eth0]", "a zone")]
    [MailRule(46, RuleSide.Broken)]
    [Requirement("5321-4.1.2-1")]
    [Requirement("6531-3.3-1")]
    public void Address_OfThisForm_IsRefused(string text, string what)
    {
        Assert.False(Mailbox.TryParse(text, out Mailbox? mailbox, out string? why), what);
        Assert.Null(mailbox);
        Assert.NotEmpty(why);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void LocalPart_OfSoManyOctets_IsReadUpToTheLimit(int length, bool isRead) =>
        Assert.Equal(isRead, Mailbox.TryParse(new string('a', length) + "@example.lab", out _, out _));

    // It would be sent as another character: to another address.
    [Fact]
    [MailRule(46, RuleSide.Broken)]
    public void LocalPart_WithHalfACharacter_IsRefused()
    {
        Assert.True(Mailbox.TryParse("us\uD83D\uDE00er@example.lab", out _, out _));
        Assert.False(Mailbox.TryParse("us\uD83Der@example.lab", out _, out _));
        Assert.False(Mailbox.TryParse("\"us\uDE00er\"@example.lab", out _, out _));
    }

    [Fact]
    [Requirement("6531-3.4-1")]
    public void LocalPart_BeyondAscii_NeedsSmtpUtf8()
    {
        Assert.True(Mailbox.TryParse("b\u00FCcher@example.lab", out Mailbox? mailbox, out _));
        Assert.True(mailbox.NeedsSmtpUtf8);
    }

    [Theory]
    [InlineData("a@EXAMPLE.lab", true, "domains have no case")]
    [InlineData("A@example.lab", false, "local parts may have")]
    [Requirement("5321-2.4-1")]
    public void Addresses_ThatDifferInCase_AreTheSameByTheirDomain(string other, bool same, string why) =>
        Assert.True(Mailbox.Parse("a@example.lab").Equals(Mailbox.Parse(other)) == same, why);
}
