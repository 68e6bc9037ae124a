namespace DaneCore.Dane;

/// <summary>
/// The record sets before, during and after a change of key or parameters, so that every set that a cache may hold fits the certificates in use at
/// any moment, in each of its parameters (RFC 7671 section 8). No steps when a record could not be proved.
/// </summary>
public sealed record RolloverPlan
{
    /// <summary>The record for the certificates in use; the first of several.</summary>
    public required TlsaCreation Current { get; init; }

    /// <summary>The record for the certificates to come, or for those in use under other parameters; the first of several, or the one that could not be proved.</summary>
    public required TlsaCreation Next { get; init; }

    /// <summary>Every record of the plan that was proved, each once.</summary>
    public IReadOnlyList<TlsaCreation> Creations { get; init; } = [];

    /// <summary>The publications in order.</summary>
    public IReadOnlyList<RolloverStep> Steps { get; init; } = [];
}
