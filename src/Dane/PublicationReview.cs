namespace DaneCore.Dane;

/// <summary>What stands in DNS, against the certificates in use: for its owner, who wants to know of each record, where a sender stops at the first that holds.</summary>
/// <param name="Published">What stands there.</param>
/// <param name="Records">What became of each record.</param>
/// <param name="Warnings">What to mind; safe to show.</param>
public sealed record PublicationReview(TlsaPublication Published, IReadOnlyList<RecordOutcome> Records, IReadOnlyList<string> Warnings)
{
    /// <summary>True when a record fits.</summary>
    public bool Fits => Records.Any(record => record.State == RecordState.Matched);
}
