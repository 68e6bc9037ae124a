using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Differential.Cases;

/// <summary>Something done to the reply to one question, with another question to take from and a number to choose with.</summary>
internal sealed record ReplyAct(ReplyActKind Kind, Question At, Question Other, int Number)
{
    public override string ToString() => $"{Kind} at {At.Name} {RecordTypes.ToText(At.Type)} (other {Other.Name} {RecordTypes.ToText(Other.Type)}, {Number})";
}
