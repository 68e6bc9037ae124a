using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Scenarios;

/// <summary>Plays a scenario through a validation session: no socket, no clock, no waiting.</summary>
internal static class ScenarioPlayer
{
    /// <summary>What the session makes of it.</summary>
    public static Judgement Play(Scenario scenario) => Play(scenario, new ValidationLimits(), out _);

    /// <summary>The same under other limits, and what it cost.</summary>
    public static Judgement Play(Scenario scenario, ValidationLimits limits, out WorkBudget cost)
    {
        ValidationPolicy policy = scenario.Policy with { PrivateZonesAreInsecure = scenario.PrivateZonesAreInsecure };
        TrustAnchorSet anchors = scenario.PrivateZonesAreInsecure ? scenario.Anchors.AsPublicRoot() : scenario.Anchors;
        ValidationSession session = new(scenario.Question, anchors, policy, limits, scenario.Time);
        cost = session.Budget;
        while (true)
        {
            switch (session.Advance())
            {
                case Progress.Done done:
                    return done.Judgement;
                case Progress.Needs { Questions.Count: > 0 } needs:
                    foreach (Question question in needs.Questions)
                    {
                        session.Offer(question, scenario.ReplyTo(question));
                    }

                    break;
                default:
                    throw new System.Diagnostics.UnreachableException("A session that is not done needs something.");
            }
        }
    }
}
