using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Protocol;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Protocol;

public sealed class SmtpCommandTests
{
    [Fact]
    [MailRule(46, RuleSide.Holds)]
    [Requirement("5321-2.3.8-1")]
    public void Words_WithoutControls_MakeOneLine()
    {
        Assert.True(SmtpCommand.TryCreate("MAIL", ["FROM:<a@lab>", "SIZE=5"], out SmtpCommand? command, out _));
        Assert.Equal("MAIL FROM:<a@lab> SIZE=5\r\n"u8.ToArray(), command.Octets.ToArray());
        Assert.Equal("MAIL FROM:<a@lab> SIZE=5", command.ToString());
    }

    [Theory]
    [InlineData("client.lab\r\nMAIL FROM:<x@lab>", "a whole second command")]
    [InlineData("client.lab\nQUIT", "a bare LF")]
    [InlineData("client.lab\rQUIT", "a bare CR")]
    [InlineData("client.lab\0", "a NUL")]
    [InlineData("client\x7F.lab", "a DEL")]
    [InlineData("client\t.lab", "a tab")]
    [MailRule(46, RuleSide.Broken)]
    [Requirement("5321-2.3.8-2")]
    [Requirement("5321-4.1.2-1")]
    public void Word_WithControl_IsRefused(string word, string what)
    {
        Assert.False(SmtpCommand.TryCreate("EHLO", [word], out SmtpCommand? command, out string? why), what);
        Assert.Null(command);
        Assert.Contains("control character", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Word_ThatIsEmpty_IsRefused()
    {
        Assert.False(SmtpCommand.TryCreate("EHLO", [""], out _, out string? why));
        Assert.Contains("empty", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [Requirement("5321-4.5.3.1-2")]
    public void Line_AtTheLimit_IsSentAndBeyondItRefused(int more, bool isSent)
    {
        string word = new('x', SmtpCommand.MaxLength - "NOOP \r\n".Length + more);

        Assert.Equal(isSent, SmtpCommand.TryCreate("NOOP", [word], out SmtpCommand? command, out string? why));
        Assert.Equal(isSent ? SmtpCommand.MaxLength : null, command?.Octets.Length);
        Assert.Equal(isSent, why is null);
    }
}
