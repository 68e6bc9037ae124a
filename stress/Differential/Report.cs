using System.Globalization;
using DaneCore.Stress.Differential.Asking;
using DaneCore.Stress.Differential.Cases;
using DaneCore.Stress.Differential.Kinds;
using DaneCore.Stress.Differential.Worlds;

namespace DaneCore.Stress.Differential;

/// <summary>Prints what a run came to, as tables.</summary>
internal static class Report
{
    private const int MostUnexplained = 40;

    private static readonly Word[] Words = [Word.Secure, Word.Insecure, Word.Bogus, Word.None];

    public static async Task WriteAsync(TextWriter to, DifferentialOptions options, Tally tally, Panel panel, CancellationToken stop)
    {
        await to.WriteLineAsync($"`{options}`: {options.Cases.ToString("N0", CultureInfo.InvariantCulture)} cases in {(options.Cases + CaseMaker.CasesPerWorld - 1) / CaseMaker.CasesPerWorld} worlds, against {string.Join(" and ", panel.Peers.Select(peer => $"{peer.Name} {peer.Version}"))}.").ConfigureAwait(false);
        foreach ((int index, IPeer peer) in panel.Peers.Index())
        {
            await VerdictsAsync(to, tally, peer).ConfigureAwait(false);
            await KindsAsync(to, tally, panel, index, stop).ConfigureAwait(false);
        }

        (long Number, int Peer, CaseResult Result)[] unexplained = [.. tally.Unexplained];
        foreach ((_, int peer, CaseResult result) in unexplained.Take(MostUnexplained))
        {
            stop.ThrowIfCancellationRequested();
            CaseResult smallest = await MinimiseAsync(panel, result, peer).ConfigureAwait(false);
            string said = smallest.Peers[peer].Said.ReplaceLineEndings(" ");
            await to.WriteLineAsync($"\nunexplained: we {result.Ours.Word} {result.Answer.Why?.Kind}, {panel.Peers[peer].Name} {result.Peers[peer].Word}: `--case {result.Table.Plan.Id}`: {smallest.Table.Plan}\n    {smallest.Ours.Said}\n    {said[..Math.Min(said.Length, 300)]}").ConfigureAwait(false);
        }

        foreach ((long number, string what) in tally.Broken)
        {
            await to.WriteLineAsync($"\nbroken: `--case {options.Seed}:{number}`: {what}").ConfigureAwait(false);
        }

        await to.WriteLineAsync($"\n{tally.Kinds.Values.Sum(kind => kind.Count) + unexplained.Length} differences of {tally.Kinds.Count} kinds, {unexplained.Length} unexplained; {tally.Broken.Count()} promises broken.").ConfigureAwait(false);
    }

    /// <summary>The smallest case found with the same difference.</summary>
    public static async Task<CaseResult> MinimiseAsync(Panel panel, CaseResult result, int peer)
    {
        CaseResult smallest = result;
        string? kind = KindCatalogue.Find(panel.Peers[peer].Name, result, peer)?.Name;
        await Minimising.RunAsync(result.Table.Plan, StaysAsync).ConfigureAwait(false);
        return smallest;

        async Task<bool> StaysAsync(CasePlan smaller)
        {
            World world = new(smaller.World, smallest.Table.World);
            CaseResult came = await panel.AskAsync(world, smaller, peer).ConfigureAwait(false);
            bool stays = came.Differs(peer) && came.Ours.Word == result.Ours.Word && came.Answer.Why?.Kind == result.Answer.Why?.Kind
                && came.Peers[peer].Word == result.Peers[peer].Word && KindCatalogue.Find(panel.Peers[peer].Name, came, peer)?.Name == kind;
            smallest = stays ? came : smallest;
            return stays;
        }
    }

    private static async Task VerdictsAsync(TextWriter to, Tally tally, IPeer peer)
    {
        await to.WriteLineAsync($"\n## {peer.Name}\n\n| we | {string.Join(" | ", Words.Select(word => $"{peer.Name} {Text(word)}"))} |\n|---|{string.Concat(Words.Select(_ => "---|"))}").ConfigureAwait(false);
        foreach (Word ours in Words)
        {
            await to.WriteLineAsync($"| {Text(ours)} | {string.Join(" | ", Words.Select(theirs => tally.Verdicts.GetValueOrDefault((peer.Name, ours, theirs)).ToString(CultureInfo.InvariantCulture)))} |").ConfigureAwait(false);
        }
    }

    private static async Task KindsAsync(TextWriter to, Tally tally, Panel panel, int peer, CancellationToken stop)
    {
        await to.WriteLineAsync("\n| Kind | Cases | Decides | Why, and who is right | Smallest example |\n|---|---|---|---|---|").ConfigureAwait(false);
        foreach (DifferenceKind kind in KindCatalogue.Of(panel.Peers[peer].Name))
        {
            stop.ThrowIfCancellationRequested();
            if (!tally.Kinds.TryGetValue((panel.Peers[peer].Name, kind.Name), out (int Count, long Number, CaseResult First) seen))
            {
                continue;
            }

            CaseResult smallest = await MinimiseAsync(panel, seen.First, peer).ConfigureAwait(false);
            await to.WriteLineAsync($"| {kind.Name} | {seen.Count} | {kind.Rfc} | {kind.Why} | `--case {seen.First.Table.Plan.Id}`: {smallest.Table.Plan}; we {Text(smallest.Ours.Word)}, {panel.Peers[peer].Name} {Text(smallest.Peers[peer].Word)} |").ConfigureAwait(false);
        }
    }

    private static string Text(Word word) => word switch
    {
        Word.Secure => "secure",
        Word.Insecure => "insecure",
        Word.Bogus => "bogus",
        _ => "no verdict",
    };
}
