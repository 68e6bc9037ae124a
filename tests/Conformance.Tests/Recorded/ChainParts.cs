using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Conformance.Tests.Recorded;

/// <summary>Finds the parts of a chain by what its sound judgement rests on.</summary>
internal static class ChainParts
{
    private const ushort SepFlag = 1;

    /// <summary>Does the record belong to that part?</summary>
    public static Func<ResourceRecord, bool> Of(Judgement sound, DamagedPart part)
    {
        RecordSet? data = sound.Data.Count > 0 ? sound.Data[0] : null;
        RecordSet? alias = sound.AliasSets.Count > 0 ? sound.AliasSets[0] : null;
        DomainName zone = Steps(sound.Verdict.Evidence)
            .Where(step => step.Kind == EvidenceKind.ZoneKeys).Select(step => step.Name).MaxBy(name => name.LabelCount)!;
        return part switch
        {
            DamagedPart.Data => record => Is(record, data),
            DamagedPart.DataSignature => record => data is not null && record.Owner.Equals(data.Owner) && Covers(record, data.Type),
            DamagedPart.Alias => record => Is(record, alias),
            DamagedPart.Delegation => record => record.Type == RecordType.DS && record.Owner.Equals(zone),
            DamagedPart.EntryKey => record => IsKey(record, zone, sep: true),
            DamagedPart.ZoneKey => record => IsKey(record, zone, sep: false),
            DamagedPart.Denial => record => record.Type is RecordType.NSEC or RecordType.NSEC3,
            DamagedPart.DenialSignature => record => Covers(record, RecordType.NSEC) || Covers(record, RecordType.NSEC3),
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };
    }

    /// <summary>Every step of the evidence, with what it rests on.</summary>
    public static IEnumerable<Evidence> Steps(IEnumerable<Evidence> evidence) =>
        evidence.SelectMany(step => Steps(step.Basis).Prepend(step));

    private static bool Is(ResourceRecord record, RecordSet? set) =>
        set is not null && record.Type == set.Type && record.Owner.Equals(set.Owner);

    private static bool Covers(ResourceRecord record, RecordType type) => record.Data is RrsigRdata signature && signature.TypeCovered == type;

    private static bool IsKey(ResourceRecord record, DomainName zone, bool sep) =>
        record.Data is DnskeyRdata key && record.Owner.Equals(zone) && ((key.Flags & SepFlag) != 0) == sep;
}
