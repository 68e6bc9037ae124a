using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab;

/// <summary>
/// Judges a whole zone from its apex: every set of the apex, and for every delegation its DS or the proof that there is none.
/// Each question is a lookup of its own, with nothing remembered from the one before.
/// </summary>
public static class ZoneSurvey
{
    /// <summary>Judges the zone as it is served, at one instant, under these anchors.</summary>
    public static ZoneSurveyResult Of(SignedZone zone, TrustAnchorSet anchors, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(anchors);
        var server = new ZoneSet(zone);
        ILookup<DomainName, RecordType> types = zone.Sets.ToLookup(set => set.Owner, set => set.Type);
        var signers = zone.Sets.Where(set => set.Type == RecordType.DS).ToDictionary(set => set.Owner, set => set.Data.Count);
        DomainName[] cuts = [.. types.Where(owner => !owner.Key.Equals(zone.Apex) && owner.Contains(RecordType.NS)).Select(owner => owner.Key)];
        ZoneSurveyResult result = new() { Zone = zone.Apex, Delegations = cuts.Length };
        foreach (RecordType type in types[zone.Apex].Where(type => type != RecordType.RRSIG))
        {
            Judgement judgement = Judge(server, new Question(zone.Apex, type), anchors, instant);
            bool isAsHeld = judgement.Data.Count > 0;
            result = Counted(result with { ApexSets = result.ApexSets + 1 }, new Question(zone.Apex, type), judgement, isAsHeld);
        }

        foreach (DomainName cut in cuts)
        {
            Question question = new(cut, RecordType.DS);
            Judgement judgement = Judge(server, question, anchors, instant);
            int held = signers.GetValueOrDefault(cut);
            bool isAsHeld = judgement.Data.Sum(set => set.Data.Count) == held && judgement.Code == ResponseCode.NoError;
            result = held > 0 ? result with { Signed = result.Signed + 1 } : result with { Unsigned = result.Unsigned + 1 };
            result = Counted(result, question, judgement, isAsHeld);
        }

        return result;
    }

    private static ZoneSurveyResult Counted(ZoneSurveyResult result, Question question, Judgement judgement, bool isAsHeld) =>
        judgement.Verdict.Status == SecurityStatus.Secure && isAsHeld
            ? result with { Validated = result.Validated + 1 }
            : result with
            {
                Failures = [.. result.Failures, $"{question}: {judgement.Verdict.Status}, {judgement.Verdict.Why?.ToString() ?? "not what the zone holds"}"],
            };

    private static Judgement Judge(ZoneSet server, Question question, TrustAnchorSet anchors, DateTimeOffset instant)
    {
        ValidationSession session = new(question, anchors, new ValidationPolicy(), new ValidationLimits(), instant);
        while (true)
        {
            switch (session.Advance())
            {
                case Progress.Done done:
                    return done.Judgement;
                case Progress.Needs needs:
                    foreach (Question need in needs.Questions)
                    {
                        session.Offer(need, server.Answer(need));
                    }

                    break;
            }
        }
    }
}
