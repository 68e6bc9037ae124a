namespace DaneCore.Dane;

/// <summary>One publication of a rollover, what to do while it stands, and how long it has to stand at least.</summary>
public sealed record RolloverStep(string Title, IReadOnlyList<TlsaRecord> Records, TimeSpan Wait, DaneReason Reason)
{
    /// <summary>The set may be published from this instant on, not sooner.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>What the set makes room for may be done from this instant on, if it was published at <see cref="NotBefore"/>; later by as much as that was later.</summary>
    public required DateTimeOffset SafeAt { get; init; }
}
