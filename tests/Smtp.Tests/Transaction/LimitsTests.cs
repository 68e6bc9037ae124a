using DaneCore.Lab.Mail;
using DaneCore.Smtp.Transaction;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Transaction;

public sealed class LimitsTests
{
    private static readonly Envelope ToFive = new("a@example.org", [.. Enumerable.Range(1, 5).Select(i => $"r{i}@example.com")]);

    // RFC 9422 section 4.2: more recipients than the server takes go in several transactions.
    [Theory]
    [Requirement("5321-4.5.3.1.8-1")]
    [InlineData("LIMITS RCPTMAX=2", 100, 3)]
    [InlineData("LIMITS RCPTMAX=5", 100, 1)]
    [InlineData("LIMITS RCPTMAX=2", 1, 5)]
    [InlineData("LIMITS RCPTMAX=0", 4, 2)]
    [InlineData("LIMITS", 4, 2)]
    [Requirement("5321-4.5.4.1-7")]
    public async Task Recipients_MoreThanTheServerTakes_GoInSeveralTransactions(string keyword, int ours, int transactions)
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync(keyword, "PIPELINING");
        bench.Options = new SmtpOptions { MaxRecipients = ours };

        TransactionResult result = await bench.SendAsync(ToFive);

        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Delivered, one.State));
        Assert.Equal(ToFive.Recipients, result.Recipients.Select(one => one.Recipient));
        Assert.Equal(transactions, bench.Server.Messages.Count);
        Assert.Equal(5, bench.Server.Messages.Sum(message => message.Recipients.Count));
    }

    [Fact]
    public async Task Messages_MoreThanTheServerTakes_NeedANewConnection()
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync("LIMITS MAILMAX=2 RCPTMAX=2");

        TransactionResult result = await bench.SendAsync(ToFive);

        Assert.Equal([false, false, false, false, true], result.Recipients.Select(one => one.NeedsNewConnection));
        Assert.Equal(RecipientState.Transient, result.Recipients[4].State);
        Assert.Equal("the server takes no more messages over this connection (RFC 9422 section 4.1)", result.Recipients[4].Reason);
        Assert.Equal(2, bench.Server.Messages.Count);
        Assert.False(result.IsConnectionUsable);
    }

    // RFC 5321 section 4.5.3.1.10: 452, or 552 of old servers, behind recipients that were taken.
    [Theory]
    [Requirement("5321-4.5.3.1.10-1")]
    [InlineData("452 4.5.3 too many recipients\r\n", 3)]
    [InlineData("452 too many recipients\r\n", 3)]
    [InlineData("552 too many recipients\r\n", 3)]
    [Requirement("5321-4.5.3.1.8-1")]
    public async Task Recipients_ThatAreTooManyWithoutLimits_GoInAnotherTransaction(string reply, int transactions)
    {
        int taken = 0;
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(
            line =>
            {
                taken = line.StartsWith("RCPT", StringComparison.Ordinal) ? taken + 1 : 0;
                return taken > 2 ? reply : null;
            },
            "PIPELINING");

        TransactionResult result = await bench.SendAsync(ToFive);

        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Delivered, one.State));
        Assert.Equal(transactions, bench.Server.Messages.Count);
    }

    // The same replies with another sense: about this one recipient.
    [Theory]
    [InlineData("452 4.2.2 mailbox full\r\n", nameof(RecipientState.Transient), 1)]
    [InlineData("552 5.2.2 mailbox full\r\n", nameof(RecipientState.Permanent), 1)]
    [InlineData("452 mailbox full\r\n", nameof(RecipientState.Transient), 2)]
    [InlineData("552 mailbox full\r\n", nameof(RecipientState.Permanent), 2)]
    public async Task Recipient_ThatIsRefusedByItself_IsNotOneTooMany(string reply, string state, int transactions)
    {
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(
            line => line.StartsWith("RCPT TO:<r3@", StringComparison.Ordinal) ? reply : null);

        TransactionResult result = await bench.SendAsync(ToFive);

        Assert.Equal(state, result.Recipients[2].State.ToString());
        Assert.Equal(4, result.Recipients.Count(one => one.State == RecipientState.Delivered));
        Assert.Equal(4, Assert.Single(bench.Server.Messages).Recipients.Count);
        Assert.Equal(transactions, bench.Connection.Transactions);
        Assert.True(result.IsConnectionUsable);
    }

    // Who was never offered must not be refused for good by what the server said of another, whatever ended the connection.
    [Theory]
    [InlineData("421 4.3.2 closing\r\n", "the server is closing the connection")]
    [InlineData(LabMailBehaviour.Closes, "the connection was lost")]
    [Requirement("5321-4.5.4.1-7")]
    public async Task Recipients_NotYetOfferedWhenTheConnectionEnds_WaitWhateverBecameOfTheOthers(string end, string words)
    {
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(
            line => line.StartsWith("RCPT TO:<r2@", StringComparison.Ordinal) ? "550 5.1.1 no such user\r\n" : line == "." ? end : null, "LIMITS RCPTMAX=2");

        TransactionResult result = await bench.SendAsync(ToFive);

        Assert.Equal(RecipientState.Permanent, result.Recipients[1].State);
        Assert.All(result.Recipients.Skip(2), one => Assert.Equal((RecipientState.Transient, 4), (one.State, one.Code.Class)));
        Assert.All(result.Recipients.Skip(2), one => Assert.Contains(words, one.Reason, StringComparison.Ordinal));
        Assert.Equal(ToFive.Recipients, result.Recipients.Select(one => one.Recipient));
    }

    [Theory]
    [InlineData("552 too many recipients\r\n")]
    [InlineData("552 5.5.3 too many recipients\r\n")]
    [InlineData("452 4.5.3 too many recipients\r\n")]
    [Requirement("5321-4.5.3.1.10-1")]
    public async Task Recipients_ThatAreTooManyWhenTheConnectionEnds_WaitToo(string reply)
    {
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(
            line => line.StartsWith("RCPT TO:<r5@", StringComparison.Ordinal) ? reply : line == "." ? "421 4.3.2 closing\r\n" : null);

        TransactionResult result = await bench.SendAsync(ToFive);

        Assert.All(result.Recipients, one => Assert.Equal((RecipientState.Transient, 4), (one.State, one.Code.Class)));
    }

    [Fact]
    [Requirement("5321-4.2.1-2")]
    public async Task Sender_RefusedInTheFirstTransaction_IsNotTriedInTheNext()
    {
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(
            line => line.StartsWith("MAIL", StringComparison.Ordinal) ? "550 5.7.1 no\r\n" : null, "LIMITS RCPTMAX=2");

        TransactionResult result = await bench.SendAsync(ToFive);

        Assert.All(result.Recipients, one => Assert.Equal("5.7.1", one.Code.ToString()));
        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Permanent, one.State));
        Assert.Equal(ToFive.Recipients, result.Recipients.Select(one => one.Recipient));
        Assert.Equal(1, bench.Connection.Transactions);
    }

    // What may be read grows with what was asked: a thousand long replies are no flood, and neither side waits for the other.
    [Fact]
    public async Task Recipients_ByTheThousandWithLongReplies_EachHaveTheirResult()
    {
        string reply = $"250 2.1.5 {new string('x', 480)}\r\n";
        Envelope envelope = new("a@example.org", [.. Enumerable.Range(0, 1000).Select(i => $"recipient{i}@example.com")]);
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(
            line => line.StartsWith("RCPT", StringComparison.Ordinal) ? reply : null, "PIPELINING");
        bench.Options = new SmtpOptions { MaxRecipients = 1000 };

        TransactionResult result = await bench.SendAsync(envelope);

        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Delivered, one.State));
        Assert.Equal(1000, Assert.Single(bench.Server.Messages).Recipients.Count);
    }

    [Theory]
    [InlineData(25, true, "LMTP is not spoken on port 25 (RFC 2033 section 5).")]
    [InlineData(24, true, null)]
    [InlineData(25, false, null)]
    public void Options_WithLmtp_NeverUseThePortOfSmtp(int port, bool isLmtp, string? why) =>
        Assert.Equal(why, new SmtpOptions { Port = port, UsesLmtp = isLmtp }.WhyUnusable());
}
