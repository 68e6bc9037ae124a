using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Transaction;

/// <summary>Sends one message over an open session.</summary>
internal static class TransactionPlayer
{
    /// <summary>Offers the message for the recipients, in as many transactions as the server's limits ask for.</summary>
    public static ValueTask<TransactionResult> RunAsync(
        SmtpSession session,
        SmtpConnection connection,
        Envelope envelope,
        IReadOnlyList<EnvelopeRecipient> recipients,
        MessageSource message,
        SmtpOptions options,
        CancellationToken stop)
    {
        _ = (session, connection, envelope, message, options, stop);
        return ValueTask.FromResult(new TransactionResult
        {
            Recipients = [.. recipients.Select(one => new RecipientResult(one, RecipientState.Transient, new(4, 3, 0), "not yet written", null))],
        });
    }
}
