using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Differential.Worlds;

/// <summary>Something wrong with one record set; the owner is relative to its zone. A denial record is named by the name it is about.</summary>
internal sealed record SetFlaw(SetFlawKind Kind, string Owner, RecordType Type, RecordType Bit = RecordType.None)
{
    public override string ToString() => $"{Owner} {RecordTypes.ToText(Type)} {Kind}{(Bit == RecordType.None ? "" : $" {RecordTypes.ToText(Bit)}")}";
}
