using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Transaction;

/// <summary>What came of a message over one connection.</summary>
internal sealed record TransactionResult
{
    /// <summary>One for each recipient given, in that order.</summary>
    public required IReadOnlyList<RecipientResult> Recipients { get; init; }

    /// <summary>True when another message may follow, or QUIT; false when there is nothing to do but close.</summary>
    public bool IsConnectionUsable { get; init; }

    /// <summary>How the connection was lost; null when it was not.</summary>
    public SmtpLoss? Loss { get; init; }
}
