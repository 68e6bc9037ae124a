namespace DaneCore.Resolver.Anchors;

/// <summary>When a zone that is followed is asked again (RFC 5011 section 2.3).</summary>
internal static class RefreshTimes
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromHours(1);

    /// <summary>After a set that validated: MAX(1 hr, MIN(15 days, 1/2 * OrigTTL, 1/2 * RRSigExpirationInterval)).</summary>
    public static TimeSpan Query(TimeSpan originalTtl, TimeSpan signatureLife) =>
        Max(AtLeast, Min(TimeSpan.FromDays(15), Min(originalTtl / 2, signatureLife / 2)));

    /// <summary>After a failure: MAX(1 hour, MIN(1 day, .1 * origTTL, .1 * expireInterval)).</summary>
    public static TimeSpan Retry(TimeSpan originalTtl, TimeSpan signatureLife) =>
        Max(AtLeast, Min(TimeSpan.FromDays(1), Min(originalTtl / 10, signatureLife / 10)));

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
