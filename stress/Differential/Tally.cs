using DaneCore.Stress.Differential.Asking;
using DaneCore.Stress.Differential.Kinds;

namespace DaneCore.Stress.Differential;

/// <summary>What a run came to. Safe for use from several threads.</summary>
internal sealed class Tally
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Peer, Word Ours, Word Theirs), int> _verdicts = [];
    private readonly Dictionary<(string Peer, string Kind), (int Count, long Number, CaseResult First)> _kinds = [];
    private readonly List<(long Number, int Peer, CaseResult Result)> _unexplained = [];
    private readonly List<(long Number, string What)> _broken = [];

    /// <summary>How often we and a peer came to each pair of verdicts.</summary>
    public IReadOnlyDictionary<(string Peer, Word Ours, Word Theirs), int> Verdicts => _verdicts;

    /// <summary>How often each kind of difference came, with the case of the lowest number.</summary>
    public IReadOnlyDictionary<(string Peer, string Kind), (int Count, long Number, CaseResult First)> Kinds => _kinds;

    /// <summary>Differences of no known kind, by the number of the case.</summary>
    public IEnumerable<(long Number, int Peer, CaseResult Result)> Unexplained => _unexplained.OrderBy(each => each.Number);

    /// <summary>Promises that were not kept, by the number of the case.</summary>
    public IEnumerable<(long Number, string What)> Broken => _broken.OrderBy(each => each.Number);

    /// <summary>How many cases were compared.</summary>
    public long Cases { get; private set; }

    public bool IsSound => _unexplained.Count == 0 && _broken.Count == 0;

    public static bool IsUnexplained(CaseResult result, Panel panel) =>
        panel.Peers.Index().Any(peer => result.Differs(peer.Index) && KindCatalogue.Find(peer.Item.Name, result, peer.Index) is null);

    public void Add(long number, CaseResult result, Panel panel, string? broken)
    {
        lock (_lock)
        {
            Cases++;
            if (broken is not null)
            {
                _broken.Add((number, broken));
            }

            foreach ((int index, IPeer peer) in panel.Peers.Index())
            {
                (string, Word, Word) pair = (peer.Name, result.Ours.Word, result.Peers[index].Word);
                _verdicts[pair] = _verdicts.GetValueOrDefault(pair) + 1;
                if (!result.Differs(index))
                {
                    continue;
                }

                if (KindCatalogue.Find(peer.Name, result, index) is not { } kind)
                {
                    _unexplained.Add((number, index, result));
                    continue;
                }

                (string, string) key = (peer.Name, kind.Name);
                _kinds[key] = _kinds.TryGetValue(key, out (int Count, long Number, CaseResult First) soFar)
                    ? (soFar.Count + 1, Math.Min(number, soFar.Number), number < soFar.Number ? result : soFar.First)
                    : (1, number, result);
            }
        }
    }
}
