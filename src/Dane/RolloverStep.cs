namespace DaneCore.Dane;

/// <summary>One publication of a rollover, what to do while it stands, and how long it has to stand at least.</summary>
public sealed record RolloverStep(string Title, IReadOnlyList<TlsaRecord> Records, TimeSpan Wait, DaneReason Reason);
