namespace DaneCore.Interop.Tests.Table;

/// <summary>A peer's verdict on a question where ours is another.</summary>
internal sealed record Difference(string Question, string Peer, string Verdict)
{
    public override string ToString() => $"{Question}: {Peer} says {Verdict}";
}
