using DaneCore.Lab.Mail;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;
using DaneCore.Smtp.Transaction;

namespace DaneCore.Smtp.Tests.Transaction;

public sealed class LmtpTests
{
    private static readonly Envelope ToThree = new("a@example.org", "b@example.com", "c@example.com", "d@example.com");

    // RFC 2033 section 4.2: one reply for each recipient that was taken, in the order of the commands.
    [Theory]
    [InlineData("PIPELINING")]
    [InlineData("PIPELINING", "CHUNKING")]
    [InlineData("SIZE")]
    public async Task Recipients_OverLmtp_HaveResultsOfTheirOwn(params string[] keywords)
    {
        await using TransactionBench bench = await TransactionBench.OpenAsync(new LabMailBehaviour
        {
            SpeaksLmtp = true,
            Keywords = keywords,
            Answer = line => line switch
            {
                "RCPT TO:<b@example.com>" => "550 5.1.1 no such user\r\n",
                ". RCPT TO:<c@example.com>" => "452 4.2.2 over quota\r\n",
                _ => null,
            },
        });

        TransactionResult result = await bench.SendAsync(ToThree);

        Assert.Equal(
            [RecipientState.Permanent, RecipientState.Transient, RecipientState.Delivered], result.Recipients.Select(one => one.State));
        Assert.Equal(["5.1.1", "4.2.2", "2.0.0"], result.Recipients.Select(one => one.Code.ToString()));
        Assert.Equal(["RCPT TO:<d@example.com>"], Assert.Single(bench.Server.Messages).Recipients);
        Assert.Equal("LHLO client.lab", bench.Server.Commands[0]);
        Assert.True(result.IsConnectionUsable);
    }

    [Fact]
    public async Task Connection_LostAmongTheReplies_LeavesTheRestUnknown()
    {
        await using TransactionBench bench = await TransactionBench.OpenAsync(new LabMailBehaviour
        {
            SpeaksLmtp = true,
            Answer = line => line is ". RCPT TO:<c@example.com>" ? LabMailBehaviour.Closes : null,
        });

        TransactionResult result = await bench.SendAsync(ToThree);

        Assert.Equal(
            [RecipientState.Delivered, RecipientState.Unknown, RecipientState.Unknown], result.Recipients.Select(one => one.State));
        Assert.Equal(SmtpLossKind.Closed, result.Loss?.Kind);
    }

    // RFC 2033 section 4.1: no HELO, and no EHLO either.
    [Fact]
    public void Lhlo_Refused_IsNotFollowedByHelo()
    {
        SmtpSession session = new("client.lab", TlsDemand.Opportunistic, isLmtp: true);
        session.Start();
        SmtpStep hello = session.OnReply(new SmtpReply(220, ["mx.lab LMTP"]));

        Assert.Equal("LHLO client.lab", Assert.IsType<SmtpStep.Send>(hello).Command.ToString());
        Assert.Equal("QUIT", Assert.IsType<SmtpStep.Send>(session.OnReply(new SmtpReply(500, ["what"]))).Command.ToString());
        Assert.Equal("the server refuses LHLO: 500 what", session.Refusal?.Text);
    }

    [Fact]
    public async Task Data_TakenWithoutRecipients_EndsTheConnection()
    {
        await using TransactionBench bench = await TransactionBench.OpenAsync(new LabMailBehaviour
        {
            SpeaksLmtp = true,
            Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 no\r\n" : line is "DATA" ? "354 go\r\n" : null,
        });

        TransactionResult result = await bench.SendAsync(ToThree);

        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Permanent, one.State));
        Assert.False(result.IsConnectionUsable);
        Assert.Empty(bench.Server.Messages);
    }
}
