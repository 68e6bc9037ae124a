using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Support.Replaying;

/// <summary>Drives a validation over a recording to its judgement, at an instant, with nobody to ask.</summary>
internal static class Replay
{
    public static Judgement Judge(
        Question question, ReplayedWorld world, TrustAnchorSet anchors, DateTimeOffset instant, ValidationPolicy? policy = null)
    {
        ValidationSession session = new(question, anchors, policy ?? new ValidationPolicy(), new ValidationLimits(), instant);
        while (true)
        {
            switch (session.Advance())
            {
                case Progress.Done done:
                    return done.Judgement;
                case Progress.Needs { Questions: [_, ..] needs }:
                    Offer(session, world, needs);
                    break;
                default:
                    throw new InvalidOperationException($"{question}: the session needs nothing and is not done");
            }
        }
    }

    private static void Offer(ValidationSession session, ReplayedWorld world, IReadOnlyList<Question> needs)
    {
        foreach (Question need in needs)
        {
            if (world.ReplyTo(need) is { } reply)
            {
                session.Offer(need, reply);
            }
            else
            {
                session.OfferAbsence(need);
            }
        }
    }
}
