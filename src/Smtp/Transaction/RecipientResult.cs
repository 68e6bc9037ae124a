using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Transaction;

/// <summary>What came of the message for one recipient.</summary>
/// <param name="Recipient">Who.</param>
/// <param name="State">What became of it.</param>
/// <param name="Code">The server's enhanced code where it gave one that suits its reply, else ours; its class is that of the state.</param>
/// <param name="Reason">Why; safe to show.</param>
/// <param name="Reply">The reply that decided; null when none did.</param>
internal sealed record RecipientResult(
    EnvelopeRecipient Recipient, RecipientState State, EnhancedStatusCode Code, string Reason, SmtpReply? Reply)
{
    /// <summary>
    /// True when the server was not asked for this recipient, because it takes no more messages over this connection
    /// (RFC 9422 section 4.1): another connection to it may be opened at once. The state is transient then.
    /// </summary>
    public bool NeedsNewConnection { get; init; }

    /// <summary>True when the server knows DSN and was told what the sender wants to be notified of; else notifications are the sender's own affair (RFC 3461 section 5.2.2).</summary>
    public bool IsDsnPassedOn { get; init; }
}
