namespace DaneCore.Dane;

/// <summary>
/// The record sets before, during and after a change of key, so that every cached set fits the certificates in use at any
/// moment (RFC 7671 section 8.1). No steps when a record could not be proved.
/// </summary>
public sealed record RolloverPlan
{
    /// <summary>The record for the certificates in use.</summary>
    public required TlsaCreation Current { get; init; }

    /// <summary>The record for the certificates to come.</summary>
    public required TlsaCreation Next { get; init; }

    /// <summary>The publications in order.</summary>
    public IReadOnlyList<RolloverStep> Steps { get; init; } = [];
}
