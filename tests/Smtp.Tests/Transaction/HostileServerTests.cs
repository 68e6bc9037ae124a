using System.Globalization;
using System.Text;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Session;
using DaneCore.Smtp.Transaction;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Transaction;

public sealed class HostileServerTests
{
    private static readonly Envelope ToTwo = new("a@example.org", "b@example.com", "c@example.com");
    private static readonly string Long = "Subject: a\r\n\r\n" + string.Concat(Enumerable.Repeat(new string('x', 70) + "\r\n", 20_000));

    // Wherever the server closes: not delivered before the end of the message was sent, unknown behind it.
    [Theory]
    [MailRule(47, RuleSide.Holds)]
    [Requirement("5321-3.8-1")]
    [InlineData("MAIL", nameof(RecipientState.Transient))]
    [InlineData("RCPT", nameof(RecipientState.Transient))]
    [InlineData("DATA", nameof(RecipientState.Transient))]
    [InlineData(".", nameof(RecipientState.Unknown))]
    [InlineData("BDAT", nameof(RecipientState.Unknown))]
    public async Task Connection_ClosedAt_LeavesAResultForEach(string verb, string state)
    {
        string at = verb == "BDAT" ? "." : verb;
        foreach (string[] keywords in Sets(verb))
        {
            await using TransactionBench bench = await TransactionBench.AnsweringAsync(
                line => line.Split(' ')[0] == at ? LabMailBehaviour.Closes : null, keywords);

            TransactionResult result = await bench.SendAsync(ToTwo);

            Assert.Equal(2, result.Recipients.Count);
            Assert.All(result.Recipients, one => Assert.Equal(state, one.State.ToString()));
            Assert.All(result.Recipients, one => Assert.Equal("4.4.2", one.Code.ToString()));
            Assert.All(result.Recipients, one => Assert.Contains("the server closed the connection", one.Reason, StringComparison.Ordinal));
            Assert.False(result.IsConnectionUsable);
            Assert.Equal(SmtpLossKind.Closed, result.Loss?.Kind);
        }
    }

    // RFC 5321 section 4.5.3.2: each phase has its own time, and ends with a reason.
    [Theory]
    [MailRule(47, RuleSide.Broken)]
    [Requirement("5321-4.5.3.2-1")]
    [Requirement("5321-4.5.3.2-3")]
    [InlineData("MAIL", nameof(RecipientState.Transient), 300)]
    [InlineData("RCPT", nameof(RecipientState.Transient), 300)]
    [InlineData("DATA", nameof(RecipientState.Transient), 120)]
    [InlineData(".", nameof(RecipientState.Unknown), 600)]
    public async Task Server_ThatFallsSilentAt_IsLeftWhenItsTimeIsUp(string verb, string state, int seconds)
    {
        foreach (string[] keywords in Sets(verb))
        {
            StallClock clock = new();
            await using TransactionBench bench = await TransactionBench.OpenAsync(
                new LabMailBehaviour
                {
                    Keywords = keywords,
                    Answer = line =>
                    {
                        if (line.Split(' ')[0] != verb)
                        {
                            return null;
                        }

                        clock.Stall(TimeSpan.FromSeconds(seconds));
                        return "";
                    },
                },
                clock);

            TransactionResult result = await bench.SendAsync(ToTwo);

            Assert.All(result.Recipients, one => Assert.Equal(state, one.State.ToString()));
            Assert.All(result.Recipients, one => Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $" within {seconds} seconds"), one.Reason, StringComparison.Ordinal));
            Assert.Equal(SmtpLossKind.TimedOut, result.Loss?.Kind);
        }
    }

    [Theory]
    [MailRule(47, RuleSide.Broken)]
    [Requirement("5321-4.5.3.2-3")]
    [InlineData("PIPELINING")]
    [InlineData("CHUNKING")]
    public async Task Server_ThatDoesNotRead_IsLeftWhenThePieceHasHadItsTime(string keyword)
    {
        StallClock clock = new();
        await using TransactionBench bench = await TransactionBench.OpenAsync(
            new LabMailBehaviour { Keywords = [keyword] }, clock, stream => new StuckStream(stream, clock));

        TransactionResult result = await bench.SendAsync(ToTwo, Long);

        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Transient, one.State));
        Assert.All(result.Recipients, one => Assert.Equal(
            "the connection was lost: no room for the next piece of the message within 180 seconds", one.Reason));
    }

    // The replies to MAIL and DATA have 14 octets, the last one 29.
    [Theory]
    [InlineData(1, true)]
    [InlineData(8, true)]
    [InlineData(30, false)]
    public async Task Replies_ThatDripIn_HaveTheirTimeAsAWhole(int secondsPerOctet, bool arrives)
    {
        FakeTimeProvider clock = new();
        DrippingReplies? dripping = null;
        await using TransactionBench bench = await TransactionBench.OpenAsync(
            new LabMailBehaviour { Keywords = [] }, clock, stream => dripping = new DrippingReplies(stream, clock));
        dripping!.Each = TimeSpan.FromSeconds(secondsPerOctet);

        TransactionResult result = await bench.SendAsync(ToTwo);

        RecipientState expected = arrives ? RecipientState.Delivered : RecipientState.Transient;
        Assert.All(result.Recipients, one => Assert.Equal(expected, one.State));
        Assert.Equal(arrives ? null : "no reply within 300 seconds", result.Loss?.Text);
    }

    // Whatever a server says in place of a reply, each recipient has a result, and it is never "delivered".
    [Theory]
    [Requirement("5321-4.2-3")]
    [InlineData("\xFF\xFE\x80\x00\r\n", "does not begin with a reply code")]
    [InlineData("hello\r\n", "does not begin with a reply code")]
    [InlineData("2500 ok\r\n", "neither a space nor a hyphen")]
    [InlineData("250-a\r\n251 b\r\n", "different codes")]
    [InlineData("199 what\r\n", "does not begin with a reply code")]
    public async Task Server_ThatSaysNoReply_IsLeft(string said, string reason)
    {
        foreach (string verb in new[] { "MAIL", "RCPT", "DATA", "." })
        {
            await using TransactionBench bench = await TransactionBench.AnsweringAsync(
                line => line.Split(' ')[0] == verb ? said : null, "PIPELINING");

            TransactionResult result = await bench.SendAsync(ToTwo);

            RecipientState state = verb is "." ? RecipientState.Unknown : RecipientState.Transient;
            Assert.All(result.Recipients, one => Assert.Equal(state, one.State));
            Assert.All(result.Recipients, one => Assert.Contains(reason, one.Reason, StringComparison.Ordinal));
            Assert.False(result.IsConnectionUsable);
        }
    }

    [Theory]
    [InlineData("250-and another line\r\n", 1_000_000, "a reply has more than 128 lines")]
    [InlineData("x", 1_000_000, "a reply line is longer than 2048 octets")]
    public async Task Server_ThatTalksWithoutEnd_IsLeft(string piece, int times, string reason)
    {
        string endless = string.Concat(Enumerable.Repeat(piece, times));
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(
            line => line.StartsWith("MAIL", StringComparison.Ordinal) ? endless : null);

        TransactionResult result = await bench.SendAsync(ToTwo);

        Assert.All(result.Recipients, one => Assert.Equal("the connection was lost: " + reason, one.Reason));
        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Transient, one.State));
    }

    // A server that replies ahead makes the replies to later commands its own choice, or somebody else's.
    [Theory]
    [InlineData("250 mx.lab\r\n250 again\r\n", "the server answers before it was asked: 250 again; commands and replies are out of step")]
    [InlineData("250 mx.lab\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n", "the server answers before it was asked: 250 ok; commands and replies are out of step")]
    [InlineData("250 mx.lab\r\n421 4.4.2 idle\r\n", "the server is closing the connection: 421 4.4.2 idle")]
    public async Task Replies_AheadOfTheirCommands_EndTheSession(string hello, string reason)
    {
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(
            line => line.StartsWith("EHLO", StringComparison.Ordinal) ? hello : null);

        TransactionResult result = await bench.SendAsync(ToTwo);

        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Transient, one.State));
        Assert.All(result.Recipients, one => Assert.Equal(reason, one.Reason));
        Assert.False(result.IsConnectionUsable);
        Assert.Empty(bench.Commands);
    }

    [Fact]
    public async Task Verdict_AheadOfTheMessage_IsNone()
    {
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(
            line => line is "DATA" ? "354 go\r\n250 2.0.0 taken\r\n" : null);

        TransactionResult result = await bench.SendAsync(ToTwo);

        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Transient, one.State));
        Assert.Empty(bench.Server.Messages);
    }

    // A server may refuse while the message is still coming in; who accepts then has seen an end that was not sent.
    [Theory]
    [InlineData("552 5.3.4 too large\r\n", nameof(RecipientState.Permanent), "5.3.4", "the server refused the message while it was being sent: 552 5.3.4 too large")]
    [InlineData("451 4.3.1 full\r\n", nameof(RecipientState.Transient), "4.3.1", "the server refused the message while it was being sent: 451 4.3.1 full")]
    [InlineData("250 2.0.0 taken\r\n", nameof(RecipientState.Unknown), "4.5.0", "the server answered a message that was not at its end: 250 2.0.0 taken")]
    public async Task Reply_InTheMiddleOfTheMessage_CountsForWhatItIs(string reply, string state, string code, string reason)
    {
        foreach (bool closes in new[] { true, false })
        {
            await using TransactionBench bench = await TransactionBench.OpenAsync(
                new LabMailBehaviour { Keywords = [], TiresAfter = 100_000, EarlyReply = reply, ClosesWhenTired = closes });

            TransactionResult result = await bench.SendAsync(ToTwo, Long);

            Assert.All(result.Recipients, one => Assert.Equal(state, one.State.ToString()));
            Assert.All(result.Recipients, one => Assert.Equal(code, one.Code.ToString()));
            Assert.All(result.Recipients, one => Assert.Equal(reason, one.Reason));
            Assert.False(result.IsConnectionUsable);
            Assert.Empty(bench.Server.Messages);
        }
    }

    [Fact]
    public async Task Connection_ClosedInTheMiddleOfTheMessage_LeavesItUndelivered()
    {
        await using TransactionBench bench = await TransactionBench.OpenAsync(
            new LabMailBehaviour { Keywords = [], TiresAfter = 100_000, EarlyReply = "", ClosesWhenTired = true });

        TransactionResult result = await bench.SendAsync(ToTwo, Long);

        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Transient, one.State));
        Assert.All(result.Recipients, one => Assert.StartsWith("the connection was lost: ", one.Reason, StringComparison.Ordinal));
        Assert.False(result.IsConnectionUsable);
    }

    // One write holds all of the message and its end: whether it left is not known.
    [Fact]
    [MailRule(47, RuleSide.Broken)]
    public async Task Server_ThatDoesNotReadTheEnd_LeavesItUnknown()
    {
        StallClock clock = new();
        await using TransactionBench bench = await TransactionBench.OpenAsync(
            new LabMailBehaviour { Keywords = [] }, clock, stream => new StuckStream(stream, clock));

        TransactionResult result = await bench.SendAsync(ToTwo, Long[..10_000]);

        Assert.All(result.Recipients, one => Assert.Equal(RecipientState.Unknown, one.State));
        Assert.All(result.Recipients, one => Assert.Contains("within 180 seconds", one.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connection_ClosedAtReset_ChangesNoResult()
    {
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(line =>
            line is "RSET" ? LabMailBehaviour.Closes : line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 no\r\n" : null);

        TransactionResult result = await bench.SendAsync(ToTwo);

        Assert.All(result.Recipients, one => Assert.Equal("5.1.1", one.Code.ToString()));
        Assert.False(result.IsConnectionUsable);
        Assert.Equal(SmtpLossKind.Closed, result.Loss?.Kind);
    }

    /// <summary>The caller is told what came of the message until then, and throws: what may have been taken by then must not get lost.</summary>
    [Theory]
    [InlineData("DATA", false)]
    [InlineData(".", true)]
    public async Task Cancellation_InTheMiddle_LeavesWhatCameOfItUntilThen(string command, bool isUnknown)
    {
        using CancellationTokenSource stop = new();
        await using TransactionBench bench = await TransactionBench.AnsweringAsync(line =>
        {
            if (line != command)
            {
                return null;
            }

            stop.Cancel();
            return "";
        });

        TransactionResult result = await TransactionPlayer.RunAsync(
            bench.Session, bench.Connection, ToTwo, ToTwo.Recipients, MessageSource.FromOctets(Encoding.ASCII.GetBytes("a")), bench.Options, stop.Token);

        Assert.All(result.Recipients, recipient => Assert.Equal(isUnknown ? RecipientState.Unknown : RecipientState.Transient, recipient.State));
        Assert.Equal(SmtpLossKind.Stopped, result.Loss?.Kind);
        Assert.False(result.IsConnectionUsable);
    }

    private static IEnumerable<string[]> Sets(string verb) => verb is "BDAT"
        ? [["CHUNKING"], ["CHUNKING", "PIPELINING"]]
        : [[], ["PIPELINING"]];
}
