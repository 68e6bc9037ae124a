using System.Globalization;
using DaneCore.Resolver.Validation;

namespace DaneCore.Dane.Rules;

/// <summary>What to mind about the set that stands in DNS while another is being made. Never decides anything.</summary>
internal static class PublishedSetAdvice
{
    // Ours: an unplanned change of key leaves senders with the old record for as long as this (RFC 7671 section 13).
    private static readonly TimeSpan LongTtl = TimeSpan.FromDays(1);

    // RFC 7671 section 11: a couple of weeks to a month is reasonable, a few days where keys are worth much.
    private static readonly TimeSpan LongLifetime = TimeSpan.FromDays(32);

    /// <summary>The sentences.</summary>
    /// <param name="published">What stands in DNS.</param>
    /// <param name="records">Its records against the certificates in use.</param>
    /// <param name="planned">The records that the change brings, which need not fit yet.</param>
    public static IEnumerable<string> For(TlsaPublication published, IReadOnlyList<RecordOutcome> records, IReadOnlySet<TlsaRecord> planned)
    {
        if (!published.IsKnown)
        {
            yield return $"what stands at {published.Name} could not be found out: {published.Why}";
            yield break;
        }

        if (published.Security != SecurityStatus.Secure)
        {
            yield return $"{published.Name} is not signed, so that no sender looks at records there: have the zone signed first (RFC 7672 section 2.2)";
        }

        if (published.Records.Count > 0 && published.Ttl is { } ttl && ttl > LongTtl)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the set at {published.Name} has a TTL of {ttl.TotalHours:0} hours: after a key is lost, mail waits that long; lower it to an hour (RFC 7671 section 13)");
        }

        if (published.SignatureLifetime is { } lifetime && lifetime > LongLifetime)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"signatures at {published.Name} hold for {lifetime.TotalDays:0} days, and an old set can be shown to senders for as long: a few weeks at most (RFC 7671 section 11)");
        }

        RecordOutcome[] failing = [.. records.Where(record => record.State == RecordState.NoMatch)];
        if (failing.Length > 0 && records.All(record => record.State != RecordState.Matched))
        {
            yield return $"no record published at {published.Name} fits the certificates in use: senders that do DANE hold mail back now ({failing[0].Reason})";
        }

        foreach (RecordOutcome stale in records.Where(each => (each.State is RecordState.NoMatch or RecordState.Unusable) && !planned.Contains(each.Record)))
        {
            string what = stale.State == RecordState.Unusable ? "cannot be used" : "fits neither these certificates nor those to come";
            yield return $"{stale.Record}, published now, {what}: {stale.Reason}; remove it unless it is of a key not given here";
        }
    }
}
