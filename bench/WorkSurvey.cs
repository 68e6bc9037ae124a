using System.Diagnostics;
using System.Globalization;
using DaneCore.Lab.Costs;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;

namespace DaneCore.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench -- work</c>: what an ordinary lookup, the longest sound ones and the hostile ones cost, in
/// hundredths of a signature check and in milliseconds of this machine.
/// </summary>
internal static class WorkSurvey
{
    public const string Command = "work";

    private const int Rounds = 3;

    public static int Run()
    {
        double ordinary = 0;
        double unit = 0;
        Console.WriteLine($"{"lookup",-34} {"outcome",-32} {"work",6} {"",6} {"ms",9} {"",6}");
        foreach (CostlyLookup lookup in SoundLookups.All().Prepend(SoundLookups.Ordinary).Concat(HostileLookups.All()))
        {
            double best = double.MaxValue;
            Judgement? judgement = null;
            WorkBudget? cost = null;

            // The lab makes its replies while the lookup runs: they are asked for once before, and their making is not counted.
            Scenario ready = Prepared(lookup.Scenario);
            for (int round = 0; round < Rounds; round++)
            {
                long start = Stopwatch.GetTimestamp();
                judgement = ScenarioPlayer.Play(ready, new ValidationLimits(), out cost);
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            ordinary = ordinary == 0 ? best : ordinary;
            unit = unit == 0 ? cost!.Work : unit;
            string outcome = $"{judgement!.Verdict.Status.ToString().ToLowerInvariant()} {judgement.Verdict.Why?.Kind}";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lookup.Name,-34} {outcome,-32} {cost!.Work,6} {cost.Work / unit,6:F1} {best,9:F2} {best / ordinary,6:F1}"));
        }

        return 0;
    }

    private static Scenario Prepared(Scenario scenario)
    {
        List<Resolver.Wire.Message> replies = [];
        ValidationSession session = new(
            scenario.Question, scenario.Anchors, scenario.Policy with { PrivateZonesAreInsecure = scenario.PrivateZonesAreInsecure }, new ValidationLimits(), scenario.Time);
        while (session.Advance() is Progress.Needs needs)
        {
            foreach (Resolver.Wire.Question question in needs.Questions)
            {
                Resolver.Wire.Message reply = scenario.ReplyTo(question) with { Questions = [question] };
                replies.Add(reply);
                session.Offer(question, reply);
            }
        }

        return scenario with { Replies = replies };
    }
}
