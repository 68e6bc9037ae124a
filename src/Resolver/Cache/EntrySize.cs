using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Cache;

/// <summary>How much an entry takes, counted in octets of its records; what stands around them is a small multiple of that.</summary>
internal static class EntrySize
{
    public static int Of(Hop hop) => Of(hop.Authority) + hop switch
    {
        Hop.Data data => Of(data.Sets),
        Hop.Alias alias => Of(alias.Sets),
        _ => 0,
    };

    public static int Of(Judgement judgement) => Of(judgement.AliasSets) + Of(judgement.Data) + Of(judgement.Authority);

    private static int Of(IReadOnlyList<RecordSet> sets) => sets.Sum(
        set => set.Owner.Wire.Length + set.Data.Sum(data => data.ToWire().Length) + set.Signatures.Sum(signature => signature.ToWire().Length));
}
