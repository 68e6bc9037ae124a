using System.Runtime.InteropServices;
using DaneCore.Resolver.Wire;
using DaneCore.Stress.Differential.Asking;
using DaneCore.Stress.Differential.Cases;
using DaneCore.Stress.Differential.Kinds;
using DaneCore.Stress.Differential.Worlds;

namespace DaneCore.Stress.Differential;

/// <summary>Random zones, questions and faults: our verdict beside those of libunbound and drill, over the same replies.</summary>
internal static class DifferentialCommand
{
    /// <returns>0 when every difference is of a known kind and no promise was broken, 1 otherwise, 2 for arguments that mean nothing.</returns>
    public static async Task<int> RunAsync(ReadOnlyMemory<string> arguments)
    {
        if (DifferentialOptions.Read(arguments.Span) is not { } options)
        {
            await Console.Error.WriteLineAsync(DifferentialOptions.Usage).ConfigureAwait(false);
            return 2;
        }

        PosixSignal? stopped = null;
        using CancellationTokenSource stopping = new();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        Tally tally = new();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("danecore-differential-");
        try
        {
            return options.Only is { } number
                ? await ShowAsync(options.Seed, number, folder.FullName).ConfigureAwait(false)
                : await CompareAsync(options, folder.FullName, tally, stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(
                $"stopped by {stopped} after {tally.Cases} of {options.Cases} cases, {tally.Unexplained.Count()} unexplained and {tally.Broken.Count()} promises broken so far; there is no table of a part, so run it again").ConfigureAwait(false);
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped ??= signal.Signal;
            stopping.Cancel();
        }
    }

    private static async Task<int> CompareAsync(DifferentialOptions options, string folder, Tally tally, CancellationToken stop)
    {
        long start = TimeProvider.System.GetTimestamp();
        await DifferentialRun.RunAsync(options, folder, tally, stop).ConfigureAwait(false);
        TimeSpan took = TimeProvider.System.GetElapsedTime(start);
        Panel panel = new(folder);
        await using (panel.ConfigureAwait(false))
        {
            await Report.WriteAsync(Console.Out, options, tally, panel, stop).ConfigureAwait(false);
        }

        await Console.Error.WriteLineAsync($"{took:hh\\:mm\\:ss}").ConfigureAwait(false);
        return tally.IsSound ? 0 : 1;
    }

    // One case with all that can be said about it.
    private static async Task<int> ShowAsync(ulong seed, long number, string folder)
    {
        TextWriter to = Console.Out;
        Panel panel = new(folder);
        await using (panel.ConfigureAwait(false))
        {
            World world = new(CaseMaker.WorldOf(seed, number));
            CasePlan plan = CaseMaker.Make(seed, number, world.Plan);
            CaseResult result = await panel.AskAsync(world, plan).ConfigureAwait(false);
            await to.WriteLineAsync($"{plan}\n\nwe: {result.Ours.Word} {result.Ours.Said}\n{result.Ours.Content}\n").ConfigureAwait(false);
            int code = 0;
            for (int peer = 0; peer < panel.Peers.Count; peer++)
            {
                await to.WriteLineAsync($"{panel.Peers[peer].Name}: {result.Peers[peer].Word}\n{result.Peers[peer].Said}\n{result.Peers[peer].Content}\n").ConfigureAwait(false);
                if (!result.Differs(peer))
                {
                    continue;
                }

                DifferenceKind? kind = KindCatalogue.Find(panel.Peers[peer].Name, result, peer);
                CaseResult smallest = await Report.MinimiseAsync(panel, result, peer).ConfigureAwait(false);
                code = kind is null ? 1 : code;
                await to.WriteLineAsync($"differs: {kind?.Name ?? "unexplained"}\nsmallest case with this difference: {smallest.Table.Plan}\n").ConfigureAwait(false);
            }

            foreach (Message reply in result.Table.Given)
            {
                await to.WriteLineAsync($"{reply.Questions[0]}: {reply.Code}").ConfigureAwait(false);
                foreach ((string section, ResourceRecord record) in reply.Answer.Select(record => ("answer", record)).Concat(reply.Authority.Select(record => ("authority", record))))
                {
                    await to.WriteLineAsync($"    {section} {record}").ConfigureAwait(false);
                }
            }

            return code;
        }
    }
}
