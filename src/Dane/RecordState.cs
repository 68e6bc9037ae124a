namespace DaneCore.Dane;

/// <summary>What became of one record.</summary>
public enum RecordState
{
    /// <summary>It cannot be used for this protocol.</summary>
    Unusable = 0,

    /// <summary>It does not authenticate these certificates.</summary>
    NoMatch,

    /// <summary>A stronger digest stands beside it (RFC 7671 section 9).</summary>
    DroppedByAgility,

    /// <summary>Another record had decided before it was looked at, or too many had been; the reason says which.</summary>
    NotNeeded,

    /// <summary>It authenticates the server.</summary>
    Matched,
}
