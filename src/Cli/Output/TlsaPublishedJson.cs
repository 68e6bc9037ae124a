using DaneCore.Dane;

namespace DaneCore.Cli.Output;

/// <summary>What stands in DNS while a record is made: <c>known</c> is false when that could not be found out.</summary>
internal sealed record TlsaPublishedJson(
    string Name,
    bool Known,
    string Security,
    long? TtlSeconds,
    string? SignedUntil,
    long? SignatureLifetimeSeconds,
    IReadOnlyList<TlsaRecordJson> Records)
{
    public static TlsaPublishedJson? From(PublicationReview? review) => review is null
        ? null
        : new TlsaPublishedJson(
            review.Published.Name.ToString(),
            review.Published.IsKnown,
            SecurityText.Of(review.Published.Security),
            (long?)review.Published.Ttl?.TotalSeconds,
            review.Published.SignedUntil is { } until ? TextReport.Instant(until) : null,
            (long?)review.Published.SignatureLifetime?.TotalSeconds,
            TlsaRecordJson.From(review.Records));
}
