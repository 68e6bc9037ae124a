using DaneCore.Resolver.Wire;
using DaneCore.Stress.Differential.Worlds;

namespace DaneCore.Stress.Differential.Cases;

/// <summary>One case: a world, a question about it, and what is done to replies.</summary>
internal sealed record CasePlan(string Id, WorldPlan World, Question Question, IReadOnlyList<ReplyAct> Acts)
{
    public override string ToString() =>
        $"{Question.Name} {RecordTypes.ToText(Question.Type)}"
        + (World.RootAlgorithm == DnssecAlgorithm.EcdsaP256Sha256 ? "" : $"; root algorithm {(int)World.RootAlgorithm}")
        + string.Concat(World.Zones.Where(zone => !zone.IsPlain).Select(zone => $"; {zone}"))
        + string.Concat(Acts.Select(act => $"; {act}"));
}
