using System.Text;
using DaneCore.Lab.Mail;
using DaneCore.Smtp.Transaction;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Transaction;

public sealed class DeliveryTests
{
    private static readonly Envelope ToOne = new("a@example.org", "b@example.com");
    private static readonly Envelope ToThree = new("a@example.org", "b@example.com", "c@example.com", "d@example.com");

    [Theory]
    [Requirement("3030-2-7")]
    [Requirement("5321-4.1.1.4-2")]
    [Requirement("5321-4.5.2-1")]
    [Requirement("5321-4.5.4.1-7")]
    [Requirement("6152-3-3")]
    [InlineData()]
    [InlineData("PIPELINING")]
    [InlineData("CHUNKING")]
    [InlineData("PIPELINING", "CHUNKING")]
    [InlineData("PIPELINING", "SIZE 1000", "8BITMIME", "SMTPUTF8", "CHUNKING", "BINARYMIME", "DSN", "ENHANCEDSTATUSCODES")]
    [Requirement("5321-3.3-3")]
    [Requirement("3030-2-8")]
    public async Task Message_ToAServerOffering_Arrives(params string[] keywords)
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync(keywords);

        TransactionResult result = await bench.SendAsync(ToThree, "Subject: a\n\n.b\n..\nc");

        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Delivered, one.State));
        Assert.All(result.Recipients, one => Assert.Equal("2.0.0", one.Code.ToString()));
        Assert.Equal(ToThree.Recipients, result.Recipients.Select(one => one.Recipient));
        Assert.True(result.IsConnectionUsable);
        Assert.Null(result.Loss);
        LabMessage message = Assert.Single(bench.Server.Messages);
        Assert.Equal("Subject: a\r\n\r\n.b\r\n..\r\nc\r\n", Encoding.ASCII.GetString(message.Content.Span));
        Assert.Equal(3, message.Recipients.Count);
        Assert.Equal(keywords.Contains("CHUNKING"), message.ByChunks);
    }

    [Fact]
    [Requirement("5321-4.1.4-2")]
    public async Task Messages_OverOneConnection_Follow()
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync("PIPELINING");

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(RecipientState.Delivered, Assert.Single((await bench.SendAsync(ToOne)).Recipients).State);
        }

        Assert.Equal(3, bench.Server.Messages.Count);
        Assert.Equal(3, bench.Connection.Transactions);
    }

    [Fact]
    [Requirement("5321-4.5.5-1")]
    public async Task Sender_ThatIsNobody_IsTheNullReversePath()
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync();

        await bench.SendAsync(new Envelope("", "b@example.com"));

        Assert.Equal("MAIL FROM:<>", Assert.Single(bench.Server.Messages).MailFrom);
    }

    [Theory]
    [Requirement("2920-3.1-2")]
    [Requirement("3030-2-2")]
    [InlineData("DATA", "PIPELINING")]
    [InlineData("BDAT", "PIPELINING", "CHUNKING")]
    [InlineData("DATA")]
    [Requirement("3030-2-7")]
    public async Task Recipient_ThatIsRefused_DoesNotStopTheOthers(string verb, params string[] keywords)
    {
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(
            line => line.StartsWith("RCPT TO:<c@", StringComparison.Ordinal) ? "550 5.1.1 no such user\r\n" : null, keywords);

        TransactionResult result = await bench.SendAsync(ToThree);

        Assert.Equal(
            [RecipientState.Delivered, RecipientState.Permanent, RecipientState.Delivered], result.Recipients.Select(one => one.State));
        Assert.Equal("5.1.1", result.Recipients[1].Code.ToString());
        Assert.Equal("the server refuses the recipient: 550 5.1.1 no such user", result.Recipients[1].Reason);
        Assert.Equal(550, result.Recipients[1].Reply?.Code);
        Assert.Equal(2, Assert.Single(bench.Server.Messages).Recipients.Count);
        Assert.Contains(bench.Server.Commands, line => line.StartsWith(verb, StringComparison.Ordinal));
        Assert.True(result.IsConnectionUsable);
    }

    // Everything the server may refuse, and what that means for whom.
    [Theory]
    [Requirement("1870-6.2-1")]
    [Requirement("1870-6.2-2")]
    [Requirement("1870-6.2-3")]
    [Requirement("1870-6.4-1")]
    [Requirement("5321-4.3.2-1")]
    [InlineData("MAIL", "451 4.7.1 greylisted\r\n", nameof(RecipientState.Transient), "4.7.1", "the server refuses the sender: 451 4.7.1 greylisted")]
    [InlineData("MAIL", "550 5.7.1 no\r\n", nameof(RecipientState.Permanent), "5.7.1", "the server refuses the sender: 550 5.7.1 no")]
    [InlineData("MAIL", "452 insufficient system storage\r\n", nameof(RecipientState.Transient), "4.0.0", "the server refuses the sender: 452")]
    [InlineData("MAIL", "552 message size exceeds\r\n", nameof(RecipientState.Permanent), "5.0.0", "the server refuses the sender: 552")]
    [InlineData("RCPT", "450 4.2.1 later\r\n", nameof(RecipientState.Transient), "4.2.1", "the server refuses the recipient: 450 4.2.1 later")]
    [InlineData("RCPT", "550 no\r\n", nameof(RecipientState.Permanent), "5.0.0", "the server refuses the recipient: 550 no")]
    [InlineData("RCPT", "552 too large for this one\r\n", nameof(RecipientState.Permanent), "5.0.0", "the server refuses the recipient: 552")]
    [InlineData("DATA", "451 4.3.0 later\r\n", nameof(RecipientState.Transient), "4.3.0", "the server refuses DATA: 451 4.3.0 later")]
    [InlineData("DATA", "554 5.5.1 no\r\n", nameof(RecipientState.Permanent), "5.5.1", "the server refuses DATA: 554 5.5.1 no")]
    [InlineData(".", "452 4.3.1 full\r\n", nameof(RecipientState.Transient), "4.3.1", "the server refuses the message: 452 4.3.1 full")]
    [InlineData(".", "554 5.6.0 spam\r\n", nameof(RecipientState.Permanent), "5.6.0", "the server refuses the message: 554 5.6.0 spam")]
    [Requirement("5321-3.3-2")]
    [Requirement("5321-4.2-2")]
    [Requirement("5321-4.5.4.1-6")]
    public async Task Server_ThatRefuses_IsUnderstoodAndStaysUsable(
        string verb, string reply, string state, string code, string reason)
    {
        foreach (string[] keywords in new[] { [], new[] { "PIPELINING" } })
        {
            bool refuses = true;
            await using TransactionBench bench = await TransactionBench.AnsweringAsync(
                line => refuses && line.Split(' ')[0] == verb ? reply : null, keywords);

            TransactionResult result = await bench.SendAsync(ToOne);

            RecipientResult one = Assert.Single(result.Recipients);
            Assert.Equal(state, one.State.ToString());
            Assert.Equal(code, one.Code.ToString());
            Assert.StartsWith(reason, one.Reason, StringComparison.Ordinal);
            Assert.True(result.IsConnectionUsable);
            Assert.Empty(bench.Server.Messages);

            // The next message goes over the same connection.
            refuses = false;
            Assert.Equal(RecipientState.Delivered, Assert.Single((await bench.SendAsync(ToOne)).Recipients).State);
        }
    }

    [Theory]
    [Requirement("2034-4-1")]
    [InlineData("250 5.1.1 taken\r\n", nameof(RecipientState.Delivered), "2.0.0")]
    [InlineData("550 2.1.0 refused\r\n", nameof(RecipientState.Permanent), "5.0.0")]
    [InlineData("450 5.1.1 refused\r\n", nameof(RecipientState.Transient), "4.0.0")]
    [InlineData("550 5.1.1 refused\r\n", nameof(RecipientState.Permanent), "5.1.1")]
    public async Task EnhancedCode_ThatContradictsItsReply_CountsForNothing(string reply, string state, string code)
    {
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(line => line == "." ? reply : null);

        RecipientResult one = Assert.Single((await bench.SendAsync(ToOne)).Recipients);

        Assert.Equal(state, one.State.ToString());
        Assert.Equal(code, one.Code.ToString());
    }

    [Theory]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData(".")]
    [Requirement("5321-4.2.1-1")]
    public async Task Server_ThatSays421_IsLeftAndTheMailStays(string verb)
    {
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(
            line => line.Split(' ')[0] == verb ? "421 4.3.2 shutting down\r\n" : null, "PIPELINING");

        TransactionResult result = await bench.SendAsync(ToThree);

        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Transient, one.State));
        Assert.All(result.Recipients, one => Assert.Equal("the server is closing the connection: 421 4.3.2 shutting down", one.Reason));
        Assert.False(result.IsConnectionUsable);
    }
}
