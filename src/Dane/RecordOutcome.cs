namespace DaneCore.Dane;

/// <summary>One record and what became of it.</summary>
public sealed record RecordOutcome(TlsaRecord Record, RecordState State, DaneReason Reason)
{
    /// <summary>The kind of failure, for a record that could be used and did not hold.</summary>
    public ResultType ResultType { get; init; }

    /// <summary>The state as reports spell it.</summary>
    public string StateText => State switch
    {
        RecordState.NoMatch => "no-match",
        RecordState.DroppedByAgility => "dropped-by-agility",
        RecordState.NotNeeded => "not-needed",
        RecordState.Matched => "matched",
        _ => "unusable",
    };
}
