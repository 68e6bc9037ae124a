using DaneCore.Dane;

namespace DaneCore.Cli.Output;

/// <summary>The object of <c>tlsa create</c>: the lines to publish, or those of each step of a change, and what stands in DNS where that was looked up.</summary>
internal sealed record TlsaCreateJson(IReadOnlyList<TlsaStepJson> Steps, IReadOnlyList<string> Warnings, TlsaPublishedJson? Published)
{
    public static TlsaCreateJson From(
        IReadOnlyList<TlsaCreation> made, RolloverPlan? plan, PublicationReview? review, RolloverTiming timing, Func<TlsaRecord, string> line) => new(
        plan is null
            ? [Now(made, review, timing, line)]
            :
            [
                .. plan.Steps.Select(step => new TlsaStepJson(
                    step.Title,
                    [.. step.Records.Select(line)],
                    (long)step.Wait.TotalSeconds,
                    step.Reason.Text,
                    step.Reason.Rfc,
                    TextReport.Instant(step.NotBefore),
                    TextReport.Instant(step.SafeAt))),
            ],
        [.. made.SelectMany(creation => creation.Warnings).Concat(review?.Warnings ?? []).Concat(OfReplay(plan, review)).Distinct(StringComparer.Ordinal)],
        TlsaPublishedJson.From(review));

    // Where it is known what stands there, it is known when all senders see what is new.
    private static TlsaStepJson Now(
        IReadOnlyList<TlsaCreation> made, PublicationReview? review, RolloverTiming timing, Func<TlsaRecord, string> line)
    {
        TlsaRecord[] records = [.. made.Select(creation => creation.Record!).Distinct()];
        bool stands = review is not null && records.All(review.Published.Records.Contains);
        TimeSpan wait = review is { Published.IsKnown: true } && !stands ? timing.Wait : TimeSpan.Zero;
        return new TlsaStepJson(
            "now",
            [.. records.Select(line)],
            (long)wait.TotalSeconds,
            made[0].Reason.Text,
            made[0].Reason.Rfc,
            review is null ? null : TextReport.Instant(timing.Start),
            review is null ? null : TextReport.Instant(timing.Start + wait));
    }

    // RFC 7671 section 13: what is signed can be shown again for as long as its signature holds, whatever caches have forgotten.
    private static IEnumerable<string> OfReplay(RolloverPlan? plan, PublicationReview? review)
    {
        if (plan is { Steps: [.., var last] } && plan.Steps.Count > 1 && review?.Published.ReplayableUntil(last.NotBefore) is { } until)
        {
            yield return $"somebody on the way can show the old records until {TextReport.Instant(until)}, when the last signature over them ends: "
                + "a key that was stolen has to be counted as in use until then (RFC 7671 section 13)";
        }
    }
}
