using System.Diagnostics;
using DaneCore.Smtp.Content;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Transaction;

/// <summary>
/// Sends one message over an open session: looks at the message, makes the plan, and plays as many transactions as the server's
/// limits ask for. Never throws because of the server or of a message that cannot be read. Stopped in the middle it says what came of the message until then, and
/// leaves the throwing to its caller.
/// </summary>
internal static class TransactionPlayer
{
    /// <summary>Offers the message for the recipients; the session has to be ready.</summary>
    public static async ValueTask<TransactionResult> RunAsync(
        SmtpSession session,
        SmtpConnection connection,
        Envelope envelope,
        IReadOnlyList<EnvelopeRecipient> recipients,
        MessageSource message,
        SmtpOptions options,
        CancellationToken stop)
    {
        MessageScan scan = await message.ScanAsync(stop).ConfigureAwait(false);
        if (WhyNot(session, envelope, recipients, scan, out TransmissionPlan? plan) is { } refused)
        {
            return new TransactionResult { Recipients = [.. recipients.Select(refused)], IsConnectionUsable = true };
        }

        var results = new RecipientResult?[recipients.Count];
        LinkedList<int> waiting = Sort(recipients, plan!, results);
        int most = (int)Math.Min(options.MaxRecipients, session.Capabilities.MaxRecipients ?? int.MaxValue);
        bool isUsable = true;
        SmtpLoss? loss = null;
        while (waiting.Count > 0)
        {
            int[] batch = [.. waiting.Take(most)];

            // RFC 9422 section 4.1: the server would refuse it; a new connection has room again.
            if (connection.Transactions >= session.Capabilities.MaxMessages)
            {
                Settle(waiting, place => LeftOver(recipients[place]));
                isUsable = false;
                break;
            }

            connection.Transactions++;
            connection.Budget = options.Budget;
            MailTransaction transaction = new(plan!, envelope, [.. batch.Select(place => recipients[place])]);
            try
            {
                await PlayAsync(transaction, connection, message, plan!, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // What was settled by then is, and whoever called is told the rest by what came of it; the caller looks at its token.
                transaction.OnLoss(SmtpLoss.Stopped);
            }

            isUsable = transaction.IsConnectionUsable;
            loss = transaction.Loss;
            IReadOnlyList<RecipientResult> outcome = transaction.Results;
            for (int i = 0; i < batch.Length; i++)
            {
                results[batch[i]] = outcome[i];

                // RFC 5321 section 4.5.3.1.10: those that were too many go in a transaction of their own, and their result now
                // stands only if there is none.
                if (!transaction.Surplus.Contains(i) || !isUsable)
                {
                    waiting.Remove(batch[i]);
                }
            }

            if (transaction.MailRefusal is not null)
            {
                // What the server says of the sender holds for those that were still to be asked for.
                Settle(waiting, place => outcome[^1] with { Recipient = recipients[place] });
            }
            else if (!isUsable)
            {
                // What became of the message for others does not: not even of the last of them.
                Settle(waiting, place => new RecipientResult(
                    recipients[place], RecipientState.Transient, transaction.End.Code, transaction.End.Reason, transaction.End.Reply));
            }
        }

        return new TransactionResult { Recipients = [.. results.Select(one => one!)], IsConnectionUsable = isUsable, Loss = loss };

        void Settle(LinkedList<int> places, Func<int, RecipientResult> result)
        {
            foreach (int place in places)
            {
                results[place] ??= result(place);
            }

            places.Clear();
        }
    }

    private static Func<EnvelopeRecipient, RecipientResult>? WhyNot(
        SmtpSession session, Envelope envelope, IReadOnlyList<EnvelopeRecipient> recipients, MessageScan scan, out TransmissionPlan? plan)
    {
        plan = null;
        string? unusable = envelope.WhyUnusable() ?? recipients.Select(one => one.WhyUnusable()).FirstOrDefault(one => one is not null);
        if (unusable is not null)
        {
            return one => new RecipientResult(one, RecipientState.Permanent, StatusCodes.BadArguments, unusable, null);
        }

        if (scan.Fault is { } fault)
        {
            return one => new RecipientResult(one, RecipientState.Transient, StatusCodes.SystemError.Transient, fault, null);
        }

        return TransmissionPlan.TryMake(session, envelope, scan, out plan, out TransmissionRefusal? refusal)
            ? null
            : one => new RecipientResult(one, RecipientState.Permanent, refusal.Code, refusal.ToString(), null);
    }

    // RFC 6531 section 3.2: an address beyond ASCII does not go to a server without SMTPUTF8; the others may.
    private static LinkedList<int> Sort(IReadOnlyList<EnvelopeRecipient> recipients, TransmissionPlan plan, RecipientResult?[] results)
    {
        LinkedList<int> waiting = [];
        for (int i = 0; i < recipients.Count; i++)
        {
            if (recipients[i].Address.NeedsSmtpUtf8 && !plan.TakesUtf8)
            {
                results[i] = new RecipientResult(
                    recipients[i],
                    RecipientState.Permanent,
                    StatusCodes.Utf8AddressNotTaken,
                    "the address holds characters beyond ASCII, and the server does not offer SMTPUTF8 (RFC 6531 section 3.2)",
                    null);
            }
            else
            {
                waiting.AddLast(i);
            }
        }

        return waiting;
    }

    private static RecipientResult LeftOver(EnvelopeRecipient recipient) =>
        new(
            recipient,
            RecipientState.Transient,
            StatusCodes.TooManyRecipients.Transient,
            "the server takes no more messages over this connection (RFC 9422 section 4.1)",
            null)
        {
            NeedsNewConnection = true,
        };

    private static async ValueTask PlayAsync(
        MailTransaction transaction, SmtpConnection connection, MessageSource message, TransmissionPlan plan, CancellationToken stop)
    {
        MessageSender sender = new(transaction, connection, message, plan);
        await using (sender.ConfigureAwait(false))
        {
            MailStep step = transaction.Start();
            while (step is not MailStep.Finish)
            {
                step = step switch
                {
                    MailStep.Send send => await SayAsync(transaction, connection, send, stop).ConfigureAwait(false),
                    MailStep.Await wait => await HearAsync(transaction, connection, wait.Phase, stop).ConfigureAwait(false),
                    MailStep.SendText => await sender.SendTextAsync(stop).ConfigureAwait(false),
                    MailStep.SendNothing => await sender.SendNothingAsync(stop).ConfigureAwait(false),
                    MailStep.SendChunk => await sender.SendChunkAsync(stop).ConfigureAwait(false),
                    _ => throw new UnreachableException($"{step.GetType()} is no step"),
                };
            }
        }
    }

    private static async ValueTask<MailStep> SayAsync(
        MailTransaction transaction, SmtpConnection connection, MailStep.Send send, CancellationToken stop)
    {
        // Nothing is due now. Who talks all the same, or has closed, is heard out before more is said.
        if (connection.HearsSomething())
        {
            SmtpReceipt unasked = await connection.ReceiveAsync(send.Phase, stop).ConfigureAwait(false);
            return unasked.IsReply ? transaction.OnUnasked(unasked.Reply) : transaction.OnLoss(unasked.Loss);
        }

        return await connection.SendAsync(send.Commands, send.Phase, stop).ConfigureAwait(false) is { } loss
            ? transaction.OnLoss(loss)
            : transaction.OnSent();
    }

    private static async ValueTask<MailStep> HearAsync(
        MailTransaction transaction, SmtpConnection connection, SmtpPhase phase, CancellationToken stop)
    {
        SmtpReceipt receipt = await connection.ReceiveAsync(phase, stop).ConfigureAwait(false);
        return receipt.IsReply ? transaction.OnReply(receipt.Reply) : transaction.OnLoss(receipt.Loss);
    }
}
