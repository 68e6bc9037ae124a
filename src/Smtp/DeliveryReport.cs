namespace DaneCore.Smtp;

/// <summary>What came of sending one message once.</summary>
public sealed record DeliveryReport
{
    /// <summary>One for each recipient, in the order of the envelope.</summary>
    public required IReadOnlyList<RecipientOutcome> Recipients { get; init; }

    /// <summary>Every connection, and every host that was passed over, in the order of trying.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>True when every recipient's server took the message.</summary>
    public bool IsDelivered => Recipients.All(recipient => recipient.IsDelivered);
}
