using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;
using DaneCore.Smtp.Transaction;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Transaction;

public sealed class PipeliningTests
{
    private static readonly Envelope ToTwo = new("a@example.org", "b@example.com", "c@example.com");

    [Fact]
    [Requirement("2920-3-1")]
    [Requirement("2920-3.1-1")]
    [Requirement("2920-3.1-4")]
    public void Commands_ToAServerThatPipelines_GoTogether()
    {
        MailTransaction transaction = New(pipelines: true);

        Assert.Equal(["MAIL FROM:<a@example.org>", "RCPT TO:<b@example.com>", "RCPT TO:<c@example.com>", "DATA"], Said(transaction.Start()));
        Assert.Equal(SmtpPhase.Mail, Assert.IsType<MailStep.Await>(transaction.OnSent()).Phase);
        Assert.Equal(SmtpPhase.Recipient, Assert.IsType<MailStep.Await>(transaction.OnReply(Reply(250))).Phase);
        Assert.Equal(SmtpPhase.Recipient, Assert.IsType<MailStep.Await>(transaction.OnReply(Reply(250))).Phase);
        Assert.Equal(SmtpPhase.Data, Assert.IsType<MailStep.Await>(transaction.OnReply(Reply(250))).Phase);
        Assert.IsType<MailStep.SendText>(transaction.OnReply(Reply(354)));
    }

    [Fact]
    [Requirement("2920-3-1")]
    [Requirement("5321-4.3.1-1")]
    [Requirement("5321-3.3-3")]
    public void Commands_ToAServerThatDoesNotPipeline_GoOneByOne()
    {
        MailTransaction transaction = New(pipelines: false);

        Assert.Equal(["MAIL FROM:<a@example.org>"], Said(transaction.Start()));
        transaction.OnSent();
        Assert.Equal(["RCPT TO:<b@example.com>"], Said(transaction.OnReply(Reply(250))));
        transaction.OnSent();
        Assert.Equal(["RCPT TO:<c@example.com>"], Said(transaction.OnReply(Reply(250))));
        transaction.OnSent();
        Assert.Equal(["DATA"], Said(transaction.OnReply(Reply(250))));
    }

    [Fact]
    [Requirement("2920-3.1-7")]
    public void Group_OfManyRecipients_FitsIntoAWindow()
    {
        Envelope envelope = new("a@example.org", [.. Enumerable.Range(0, 500).Select(i => $"recipient{i}@a-rather-long-name.example.com")]);
        MailTransaction transaction = new(new TransmissionPlan { Pipelines = true }, envelope, envelope.Recipients);
        MailStep step = transaction.Start();
        int said = 0;
        int groups = 0;
        while (step is MailStep.Send send)
        {
            Assert.InRange(send.Commands.Sum(one => one.Octets.Length), 1, 4096);
            groups++;
            said += send.Commands.Count;
            step = transaction.OnSent();
            for (int i = 0; i < send.Commands.Count; i++)
            {
                step = transaction.OnReply(Reply(send.Commands[i].Verb == "DATA" ? 354 : 250));
            }
        }

        Assert.IsType<MailStep.SendText>(step);
        Assert.Equal(502, said);
        Assert.InRange(groups, 7, 20);
    }

    // RFC 2920 section 3.1: the reply to DATA is looked at whatever became of the recipients.
    [Theory]
    [MailRule(49, RuleSide.Holds)]
    [Requirement("2920-3.1-2")]
    [InlineData(503)]
    [InlineData(554)]
    public void Data_RefusedWithoutRecipients_IsFollowedByReset(int code)
    {
        MailTransaction transaction = New(pipelines: true);
        MailStep step = Play(transaction, 250, 550, 550, code);

        Assert.Equal(["RSET"], Said(step));
        transaction.OnSent();
        Assert.IsType<MailStep.Finish>(transaction.OnReply(Reply(250)));
        Assert.All(transaction.Results, one => Assert.Equal(RecipientState.Permanent, one.State));
        Assert.True(transaction.IsConnectionUsable);
    }

    [Theory]
    [MailRule(49, RuleSide.Broken)]
    [Requirement("2920-3.1-3")]
    [InlineData(250, 550, "the server refuses the recipient")]
    [InlineData(550, 503, "the server refuses the sender")]
    [InlineData(550, 250, "the server refuses the sender")]
    [Requirement("2920-3.1-2")]
    public void Data_TakenWithoutRecipients_GetsALoneDotAndNoMessage(int mail, int recipient, string reason)
    {
        MailTransaction transaction = New(pipelines: true);

        Assert.IsType<MailStep.SendNothing>(Play(transaction, mail, recipient, recipient, 354));
        Assert.IsType<MailStep.Await>(transaction.OnNothingSent());
        Assert.IsType<MailStep.Finish>(transaction.OnReply(Reply(554)));
        Assert.All(transaction.Results, one => Assert.Equal(RecipientState.Permanent, one.State));
        Assert.All(transaction.Results, one => Assert.StartsWith(reason, one.Reason, StringComparison.Ordinal));
        Assert.True(transaction.IsConnectionUsable);
    }

    // Replies that cannot answer what they would have to answer: the count is wrong, and nothing means anything any more.
    [Theory]
    [Requirement("2920-3.1-6")]
    [Requirement("5321-3.3-2")]
    [InlineData("to MAIL", 354)]
    [InlineData("to RCPT", 250, 354)]
    [InlineData("to RCPT", 250, 250, 334)]
    [InlineData("to DATA", 250, 250, 250, 250)]
    [InlineData("to DATA", 250, 250, 250, 334)]
    [Requirement("2920-3.1-4")]
    public void Reply_ThatFitsNoCommand_EndsTheTransaction(string what, params int[] codes)
    {
        MailTransaction transaction = New(pipelines: true);

        Assert.IsType<MailStep.Finish>(Play(transaction, codes));
        Assert.All(transaction.Results, one => Assert.Equal(RecipientState.Transient, one.State));
        Assert.All(transaction.Results, one => Assert.Contains(what, one.Reason, StringComparison.Ordinal));
        Assert.False(transaction.IsConnectionUsable);
    }

    [Fact]
    public void Reply_354ToTheEndOfTheMessage_LeavesItsFateUnknown()
    {
        MailTransaction transaction = New(pipelines: true);
        Assert.IsType<MailStep.SendText>(Play(transaction, 250, 550, 250, 354));
        transaction.OnEndLeaving();
        transaction.OnTextSent();

        Assert.IsType<MailStep.Finish>(transaction.OnReply(Reply(354)));
        Assert.Equal([RecipientState.Permanent, RecipientState.Unknown], transaction.Results.Select(one => one.State));
        Assert.False(transaction.IsConnectionUsable);
    }

    // RFC 3030 section 2: behind a refused chunk, RSET; the last one is no exception.
    [Theory]
    [Requirement("3030-2-5")]
    [Requirement("3030-2-6")]
    [InlineData(false)]
    [InlineData(true)]
    public void Chunk_ThatIsRefused_IsFollowedByReset(bool isLast)
    {
        MailTransaction transaction = New(pipelines: true, usesChunks: true);
        Assert.IsType<MailStep.SendChunk>(Play(transaction, 250, 250, 250));
        Assert.IsType<MailStep.Await>(transaction.OnChunkSent(isLast));

        Assert.Equal(["RSET"], Said(transaction.OnReply(Reply(452))));
        Assert.All(transaction.Results, one => Assert.Equal(RecipientState.Transient, one.State));
    }

    [Fact]
    public void Reset_ThatIsRefused_LeavesNoUsableConnection()
    {
        MailTransaction transaction = New(pipelines: true);
        Assert.Equal(["RSET"], Said(Play(transaction, 250, 550, 550, 503)));
        transaction.OnSent();

        Assert.IsType<MailStep.Finish>(transaction.OnReply(Reply(500)));
        Assert.False(transaction.IsConnectionUsable);
    }

    private static MailTransaction New(bool pipelines, bool usesChunks = false) =>
        new(new TransmissionPlan { Pipelines = pipelines, UsesChunks = usesChunks }, ToTwo, ToTwo.Recipients);

    private static MailStep Play(MailTransaction transaction, params int[] codes)
    {
        Assert.IsType<MailStep.Send>(transaction.Start());
        MailStep step = transaction.OnSent();
        foreach (int code in codes)
        {
            step = transaction.OnReply(Reply(code));
        }

        return step;
    }

    private static SmtpReply Reply(int code) => new(code, ["text"]);

    private static IEnumerable<string> Said(MailStep step) =>
        Assert.IsType<MailStep.Send>(step).Commands.Select(one => one.ToString());
}
