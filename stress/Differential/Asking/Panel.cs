using DaneCore.Resolver;
using DaneCore.Stress.Differential.Cases;
using DaneCore.Stress.Differential.Worlds;

namespace DaneCore.Stress.Differential.Asking;

/// <summary>Us and the peers before one server of our own. One case at a time.</summary>
internal sealed class Panel : IAsyncDisposable
{
    private readonly TableServer _server = new();

    public Panel(string folder) => Peers = [new Unbound(_server.EndPoint), new Drill(_server.EndPoint, folder)];

    public IReadOnlyList<IPeer> Peers { get; }

    /// <summary>Everybody's opinion of a case.</summary>
    public async Task<CaseResult> AskAsync(World world, CasePlan plan, int? only = null)
    {
        ReplyTable table = new(world, plan);
        Answer ours = await Own.AskAsync(table).ConfigureAwait(false);
        _server.Table = table;
        List<Opinion> peers = [];
        for (int peer = 0; peer < Peers.Count; peer++)
        {
            peers.Add(only is null || only == peer ? await Peers[peer].AskAsync(table).ConfigureAwait(false) : new Opinion(Word.None, null, ""));
        }

        return new CaseResult(table, ours, peers);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
