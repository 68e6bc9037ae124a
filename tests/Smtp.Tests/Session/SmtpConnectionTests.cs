using System.Globalization;
using System.Net;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Session;

public sealed class SmtpConnectionTests
{
    private static readonly IPEndPoint Server = IPEndPoint.Parse("192.0.2.1:25");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // The greeting has 15 octets: the last comes after 300 seconds at 20 each, and after 315 at 21.
    [Theory]
    [InlineData(19, true)]
    [InlineData(21, false)]
    [MailRule(47, RuleSide.Holds)]
    [MailRule(47, RuleSide.Broken)]
    [Requirement("5321-4.5.3.2-1")]
    public async Task Reply_ThatDripsIn_HasItsTimeAsAWhole(int secondsPerOctet, bool comes)
    {
        FakeTimeProvider clock = new();
        await using SmtpConnection connection = new(
            new DrippingStream("220 mx.lab hi\r\n"u8.ToArray(), TimeSpan.FromSeconds(secondsPerOctet), clock), SmtpTimeouts.Delivery, clock);

        SmtpReceipt receipt = await connection.ReceiveAsync(SmtpPhase.Greeting, Stop);

        Assert.Equal(comes, receipt.IsReply);
        Assert.Equal(comes ? null : SmtpLossKind.TimedOut, receipt.Loss?.Kind);
        Assert.Equal(comes ? null : "no greeting within 300 seconds", receipt.Loss?.Text);
    }

    [Fact]
    [MailRule(44, RuleSide.Broken)]
    public async Task Server_ThatTalksWithoutEnd_IsLeft()
    {
        string endless = string.Concat(Enumerable.Repeat("220 again and again\r\n", 20_000));
        await using SmtpConnection connection = new(
            new MemoryStream(System.Text.Encoding.ASCII.GetBytes(endless)), SmtpTimeouts.Delivery, TimeProvider.System);

        SmtpReceipt receipt;
        int replies = 0;
        do
        {
            receipt = await connection.ReceiveAsync(SmtpPhase.Greeting, Stop);
            replies++;
        }
        while (receipt.IsReply);

        Assert.Equal(SmtpLoss.TooMuch, receipt.Loss);
        Assert.InRange(replies, 1, SmtpConnection.MaxSessionOctets / 10);
        Assert.Equal(Transcript.MaxLines + 1, connection.Transcript.Count);
    }

    [Fact]
    public async Task Server_ThatCloses_IsAValue()
    {
        await using SmtpConnection connection = new(new MemoryStream([]), SmtpTimeouts.Delivery, TimeProvider.System);

        Assert.Equal(SmtpLoss.Closed, (await connection.ReceiveAsync(SmtpPhase.Greeting, Stop)).Loss);
    }

    [Fact]
    public async Task Server_ThatClosesWithinAReply_IsAValue()
    {
        await using SmtpConnection connection = new(
            new MemoryStream("220-mx.lab\r\n220 and"u8.ToArray()), SmtpTimeouts.Delivery, TimeProvider.System);

        Assert.Equal(SmtpLoss.Closed, (await connection.ReceiveAsync(SmtpPhase.Greeting, Stop)).Loss);
    }

    [Fact]
    [MailRule(44, RuleSide.Broken)]
    public async Task Octets_BehindAReply_StayUnread()
    {
        await using SmtpConnection connection = new(
            new MemoryStream("220 ready\r\n250 injected\r\n"u8.ToArray()), SmtpTimeouts.Delivery, TimeProvider.System);

        Assert.True((await connection.ReceiveAsync(SmtpPhase.StartTls, Stop)).IsReply);
        Assert.Equal("250 injected\r\n"u8.ToArray(), connection.Unread.ToArray());
    }

    [Fact]
    public async Task Transcript_OfASession_SaysWhoSaidWhatEscaped()
    {
        await using LabMailNet net = new();
        net.Add(Server.Address, new LabMailBehaviour
        {
            Replies = new Dictionary<string, string>(StringComparer.Ordinal) { ["CONNECT"] = "220-a\x1B[31m\r\n220 b\r\n" },
        });
        await using SmtpConnection connection = new(await net.ConnectAsync(Server, Stop), SmtpTimeouts.Delivery, TimeProvider.System);

        await connection.ReceiveAsync(SmtpPhase.Greeting, Stop);
        Assert.Null(await connection.SendAsync(SmtpCommand.Quit, SmtpPhase.Quit, Stop));
        await connection.ReceiveAsync(SmtpPhase.Quit, Stop);

        Assert.Equal([@"S: 220-a\x1B[31m", "S: 220 b", "C: QUIT", "S: 221 2.0.0 bye"], connection.Transcript);
    }

    [Fact]
    public void Transcript_OfManyLines_CountsWhatItDrops()
    {
        Transcript transcript = new();
        for (int i = 0; i < Transcript.MaxLines + 5; i++)
        {
            transcript.Add('S', i.ToString(CultureInfo.InvariantCulture));
        }

        Assert.Equal("* 5 more lines", transcript.Lines[^1]);
        Assert.Equal("S: 199", transcript.Lines[^2]);
    }
}
