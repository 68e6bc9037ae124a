using DaneCore.Smtp.Delivery;

namespace DaneCore.Smtp;

/// <summary>What came of sending one message once.</summary>
public sealed record DeliveryReport
{
    /// <summary>One for each recipient, in the order of the envelope.</summary>
    public required IReadOnlyList<RecipientOutcome> Recipients { get; init; }

    /// <summary>Every connection, and every host that was passed over, in the order of trying.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>Those among them that were made for this recipient.</summary>
    public IEnumerable<DeliveryAttempt> AttemptsFor(EnvelopeRecipient recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        string hop = NextHop.Of(recipient).ToString();
        return Attempts.Where(attempt => string.Equals(attempt.NextHop, hop, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True when every recipient's server took the message.</summary>
    public bool IsDelivered => Recipients.All(recipient => recipient.IsDelivered);
}
