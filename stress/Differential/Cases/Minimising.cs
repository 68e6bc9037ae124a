using DaneCore.Resolver.Wire;
using DaneCore.Stress.Differential.Worlds;

namespace DaneCore.Stress.Differential.Cases;

/// <summary>Takes from a case one thing after another, as long as what is of interest stays.</summary>
internal static class Minimising
{
    /// <summary>The smaller case; the function asks about one, with a world that has much in common with the one before.</summary>
    public static async Task<CasePlan> RunAsync(CasePlan plan, Func<CasePlan, Task<bool>> stays)
    {
        bool isSmaller = true;
        while (isSmaller)
        {
            isSmaller = false;
            foreach (Func<CasePlan, CasePlan> step in Steps(plan))
            {
                CasePlan smaller = step(plan);
                if (smaller.ToString() != plan.ToString() && await stays(smaller).ConfigureAwait(false))
                {
                    plan = smaller;
                    isSmaller = true;
                }
            }
        }

        return plan;
    }

    private static IEnumerable<Func<CasePlan, CasePlan>> Steps(CasePlan plan)
    {
        yield return at => at with { Acts = [] };
        foreach (ReplyAct act in plan.Acts)
        {
            yield return at => at with { Acts = [.. at.Acts.Where(each => each != act)] };
        }

        yield return at => at with { World = at.World with { Zones = [.. at.World.Zones.Select(zone => at.Question.Name.IsAtOrBelow(zone.Name) ? zone : zone.Plain)] } };
        yield return at => at with { World = at.World with { RootAlgorithm = DnssecAlgorithm.EcdsaP256Sha256 } };
        foreach (ZonePlan zone in plan.World.Zones)
        {
            yield return At(zone, at => at.Plain);
            foreach (SetFlaw flaw in zone.Flaws)
            {
                yield return At(zone, at => at with { Flaws = [.. at.Flaws.Where(each => each != flaw)] });
            }

            yield return At(zone, at => at with { Keys = KeyFlaw.None });
            yield return At(zone, at => at with { Delegation = at.Plain.Delegation });
            yield return At(zone, at => at with { HasTwoKeys = false });
            yield return At(zone, at => at with { Denial = DenialKind.Nsec, Flaws = [.. at.Flaws.Select(flaw => flaw.Type == RecordType.NSEC3 ? flaw with { Type = RecordType.NSEC } : flaw)] });
            yield return At(zone, at => at.Denial == DenialKind.Nsec ? at : at with { Denial = DenialKind.Nsec3, Flaws = [.. at.Flaws.Select(flaw => flaw.Type == RecordType.NSEC ? flaw with { Type = RecordType.NSEC3 } : flaw)] });
            if (zone.Keys != KeyFlaw.SameTag)
            {
                yield return At(zone, at => at with { Algorithm = DnssecAlgorithm.EcdsaP256Sha256 });
            }
        }
    }

    private static Func<CasePlan, CasePlan> At(ZonePlan zone, Func<ZonePlan, ZonePlan> change) =>
        at => at with { World = at.World.With(change(at.World.Zones.First(each => each.Apex == zone.Apex))) };
}
