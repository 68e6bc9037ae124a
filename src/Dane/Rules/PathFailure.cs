namespace DaneCore.Dane.Rules;

/// <summary>Why a path was not found or not accepted. Of several failures the greatest <see cref="Rank"/> is told: it came nearest.</summary>
internal sealed record PathFailure(PathFailureRank Rank, DaneReason Reason)
{
    public ResultType ResultType => Rank switch
    {
        PathFailureRank.Expired => ResultType.CertificateExpired,
        _ => ResultType.CertificateNotTrusted,
    };

    /// <summary>The nearer of two; the first where they are equal.</summary>
    public static PathFailure Nearer(PathFailure? known, PathFailure found) =>
        known is not null && known.Rank >= found.Rank ? known : found;
}
