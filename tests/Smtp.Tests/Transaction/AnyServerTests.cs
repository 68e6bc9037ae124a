using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;
using DaneCore.Smtp.Transaction;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Transaction;

/// <summary>Servers that say anything at all, thousands of them: what holds of a transaction whatever it is told.</summary>
public sealed class AnyServerTests
{
    private const int Servers = 20_000;

    private static readonly int[] Codes = [200, 220, 221, 250, 251, 252, 334, 354, 421, 450, 451, 452, 500, 503, 550, 552, 554, 555, 599];
    private static readonly Envelope ToFour = new("a@example.org", "b@example.com", "c@example.com", "d@example.com", "e@example.com");

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, true)]
    public void Transaction_WithAnyServer_EndsWithAResultForEachThatTheServerEarned(bool pipelines, bool usesChunks, bool isLmtp)
    {
        for (int seed = 0; seed < Servers; seed++)
        {
            Walk walk = new(new Dice(seed), new TransmissionPlan { Pipelines = pipelines, UsesChunks = usesChunks, IsLmtp = isLmtp });
            walk.Run();
            string which = $"server {seed}";

            Assert.Equal(4, walk.Transaction.Results.Count);
            foreach (RecipientResult one in walk.Transaction.Results)
            {
                // Delivered: a positive reply to the end of a message, and to this recipient's RCPT.
                Assert.True(one.State != RecipientState.Delivered || (walk.Ended && one.Reply?.IsPositive == true), which);

                // Unknown: only where an end was sent, or seen by the server where none was.
                Assert.True(one.State != RecipientState.Unknown || walk.Ended || walk.Early, which);

                // Permanent: only by a reply that says so.
                Assert.True(one.State != RecipientState.Permanent || one.Reply?.IsPermanent == true, which);
                Assert.NotEmpty(one.Reason);
                Assert.True(one.Code.Class == (one.State switch { RecipientState.Delivered => 2, RecipientState.Permanent => 5, _ => 4 }), which);
            }

            // Nothing is left to be answered on a connection that is called usable, and none that was lost is.
            Assert.True(!walk.Transaction.IsConnectionUsable || (walk.Due == 0 && walk.Transaction.Loss is null), which);
        }
    }

    private sealed class Walk(Dice dice, TransmissionPlan plan)
    {
        public MailTransaction Transaction { get; } = new(plan, ToFour, ToFour.Recipients);

        public bool Ended { get; private set; }

        public bool Early { get; private set; }

        /// <summary>Replies that a server owes: one for each command, and for the message.</summary>
        public int Due { get; private set; }

        public void Run()
        {
            MailStep step = Transaction.Start();
            for (int count = 0; step is not MailStep.Finish; count++)
            {
                Assert.InRange(count, 0, 100);
                step = dice.Next(60) == 0 ? Transaction.OnLoss(SmtpLoss.Closed) : Next(step);
            }
        }

        private MailStep Next(MailStep step)
        {
            switch (step)
            {
                case MailStep.Send send:
                    Due += send.Commands.Count;
                    return dice.Next(100) == 0 ? Transaction.OnUnasked(Reply()) : Transaction.OnSent();
                case MailStep.Await:
                    Due--;
                    return Transaction.OnReply(Reply());
                case MailStep.SendNothing:
                    Due += plan.IsLmtp ? 0 : 1;
                    return Transaction.OnNothingSent();
                case MailStep.SendText or MailStep.SendChunk:
                    int what = dice.Next(10);
                    if (what == 0)
                    {
                        Early = true;
                        return Transaction.OnEarlyReply(Reply());
                    }

                    if (what == 1)
                    {
                        return Transaction.OnUnreadable("unreadable");
                    }

                    if (step is MailStep.SendChunk && what < 5)
                    {
                        Due++;
                        return Transaction.OnChunkSent(isLast: false);
                    }

                    Assert.False(Ended, "a message has one end");
                    Ended = true;
                    Transaction.OnEndLeaving();
                    step = step is MailStep.SendText ? Transaction.OnTextSent() : Transaction.OnChunkSent(isLast: true);
                    Due += plan.IsLmtp ? Awaited() : 1;
                    return step;
                default:
                    throw new InvalidOperationException($"{step} is no step");
            }
        }

        // In LMTP as many replies are due as recipients were taken: those without a result.
        private int Awaited() => Transaction.Open;

        private SmtpReply Reply() => new(dice.Next(3) > 0 ? (dice.Next(4) == 0 ? 354 : 250) : Codes[dice.Next(Codes.Length)], ["text"]);
    }
}
