using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>What the servers say of recipients and message, and where that sends the mail next.</summary>
public sealed class TransferTests
{
    private static readonly Envelope Usual = new("a@client.lab", "b@example.lab");

    [Fact]
    [Requirement("5321-4.5.4.1-7")]
    public async Task Recipients_OfSeveralDomains_GoEachToTheirOwn()
    {
        await using var bench = DeliveryBench.Healthy();
        bench.Dns.Secure("other.lab. MX 10 mx2.lab.", "mx2.lab. A 192.0.2.2");
        bench.Serve("192.0.2.2", new LabMailBehaviour());

        DeliveryReport report = await bench.SendAsync(new Envelope("a@client.lab", "b@example.lab", "c@other.lab", "d@EXAMPLE.lab", "e@gone.lab"));

        Assert.Equal(["b@example.lab", "c@other.lab", "d@EXAMPLE.lab", "e@gone.lab"], report.Recipients.Select(outcome => outcome.Recipient.Address.ToString()));
        Assert.Equal(["mx.lab.", "mx2.lab.", "mx.lab.", "gone.lab."], report.Recipients.Select(outcome => outcome.Host?.ToString()));
        Assert.Equal([true, true, true, false], report.Recipients.Select(outcome => outcome.IsDelivered));
        Assert.False(report.IsDelivered);
        Assert.Equal(2, Assert.Single(bench.At().Messages).Recipients.Count);
    }

    [Fact]
    public async Task Recipient_RefusedForNow_GoesToTheNextHostAlone()
    {
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Replies = DanePolicyTests.Replies("RCPT", "450 4.2.0 greylisted\r\n") });
        bench.Dns.Secure("example.lab. MX 20 mx2.lab.", "mx2.lab. A 192.0.2.2");
        bench.Serve("192.0.2.2", new LabMailBehaviour());

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Cleartext);
        Assert.Equal("mx2.lab.", outcome.Host?.ToString());
    }

    [Theory]
    [InlineData("RCPT", "450 4.2.0 greylisted\r\n", "4.2.0")]
    [InlineData("MAIL", "452 4.3.1 no room\r\n", "4.3.1")]
    [InlineData("DATA", "451 4.3.0 not just now\r\n", "4.3.0")]
    [InlineData(".", "451 4.7.1 come back later\r\n", "4.7.1")]
    [Requirement("5321-4.2.1-1")]
    public async Task Refusal_ForNow_IsReportedWithTheServersWords(string command, string reply, string code)
    {
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Replies = DanePolicyTests.Replies(command, reply) });

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertKept(outcome, code, ResultType.None, reply.Split(' ', 3)[2].Trim());
        Assert.Equal(reply.Trim(), outcome.Reply);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 nobody here\r\n", "5.1.1")]
    [InlineData("MAIL", "550 5.7.1 not from you\r\n", "5.7.1")]
    [InlineData(".", "554 5.6.0 not like that\r\n", "5.6.0")]
    [Requirement("5321-4.2.1-2")]
    [Requirement("5321-4.2.5-1")]
    public async Task Refusal_ForGood_IsNotTakenToTheNextHost(string command, string reply, string code)
    {
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Replies = DanePolicyTests.Replies(command, reply) });
        bench.Dns.Secure("example.lab. MX 20 mx2.lab.", "mx2.lab. A 192.0.2.2");
        LabMailServer second = bench.Serve("192.0.2.2", new LabMailBehaviour());

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertKept(outcome, code, ResultType.None, reply.Split(' ', 3)[2].Trim());
        Assert.Equal(0, second.Connections);
    }

    [Fact]
    public async Task Connection_LostBeforeTheMessageEnds_IsFollowedByTheNextHost()
    {
        await using var bench = DeliveryBench.Healthy(LabMailFault.ClosesAfterTls);
        bench.Dns.Secure("example.lab. MX 20 mx2.lab.", "mx2.lab. A 192.0.2.2");
        bench.Serve("192.0.2.2", new LabMailBehaviour());

        RecipientOutcome outcome = await bench.SendAsync();

        DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Cleartext);
    }

    [Fact]
    public async Task Transcript_OfAnAttempt_HoldsTheDialogueWithoutTheMessage()
    {
        await using var bench = DeliveryBench.Healthy();

        DeliveryAttempt attempt = Assert.Single((await bench.SendAsync(Usual)).Attempts);

        Assert.Equal((TransportPolicy.Dane, "TLSv1.3"), (attempt.Policy, attempt.TlsVersion));
        Assert.Equal("matched", attempt.Outcome?.StatusText);
        Assert.Contains("C: STARTTLS", attempt.Transcript);
        Assert.Contains(attempt.Transcript, line => line.StartsWith("C: RCPT TO:<b@example.lab>", StringComparison.Ordinal));
        Assert.DoesNotContain(attempt.Transcript, line => line.Contains("Hello.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wait_StoppedByTheCaller_Throws()
    {
        await using var bench = DeliveryBench.Healthy(LabMailFault.NeverGreets);
        using CancellationTokenSource source = new();
        Task<DeliveryReport> sending = bench.Sender.SendAsync(Usual, MessageSource.FromOctets(DeliveryBench.Message), source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task Stream_OfTheCaller_IsReadFromWhereItStandsAndLeftOpen()
    {
        await using var bench = DeliveryBench.Healthy();
        await using MemoryStream stream = new([.. "junk"u8, .. DeliveryBench.Message]);
        stream.Position = 4;

        DeliveryReport report = await bench.Sender.SendAsync(Usual, stream, DeliveryBench.Stop);

        Assert.True(report.IsDelivered);
        Assert.True(stream.CanRead);
        Assert.Equal(DeliveryBench.Message, Assert.Single(bench.At().Messages).Content.ToArray());
    }
}
