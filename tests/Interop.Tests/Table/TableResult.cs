using DaneCore.Resolver;

namespace DaneCore.Interop.Tests.Table;

/// <summary>What came of one question: our answer, and what each peer said.</summary>
internal sealed record TableResult(TableRow Row, Answer Ours, IReadOnlyDictionary<string, PeerVerdict> Peers)
{
    public string Verdict => PeerVerdict.Word(Ours.Security);

    public bool IsAsExpected =>
        Ours.Security == Row.Expected.Status && Ours.Code == Row.Expected.Code && Ours.Why?.Kind == Row.Expected.Why;

    /// <summary>The peers that came to a verdict, and to another than ours.</summary>
    public IEnumerable<Difference> Differences => Peers
        .Where(peer => peer.Value.Verdict != PeerVerdict.None && peer.Value.Verdict != Verdict)
        .Select(peer => new Difference(Row.Question, peer.Key, peer.Value.Verdict));
}
