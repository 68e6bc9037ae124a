using DaneCore.Stress.Differential.Asking;
using DaneCore.Stress.Differential.Cases;
using DaneCore.Stress.Differential.Worlds;

namespace DaneCore.Stress.Differential;

/// <summary>Goes through the cases, world by world, several worlds at a time.</summary>
internal static class DifferentialRun
{
    public static async Task RunAsync(DifferentialOptions options, string folder, Tally tally, CancellationToken stop)
    {
        long worlds = (options.Cases + CaseMaker.CasesPerWorld - 1) / CaseMaker.CasesPerWorld;
        long next = -1;
        await Task.WhenAll(Enumerable.Range(0, options.Workers).Select(worker => Task.Run(() => WorkAsync(worker), stop))).ConfigureAwait(false);

        async Task WorkAsync(int worker)
        {
            string own = Directory.CreateDirectory(Path.Combine(folder, $"{worker}")).FullName;
            Panel panel = new(own);
            await using (panel.ConfigureAwait(false))
            {
                while (Interlocked.Increment(ref next) is var world && world < worlds)
                {
                    await WorldAsync(panel, options, world, tally, stop).ConfigureAwait(false);
                }
            }
        }
    }

    private static async Task WorldAsync(Panel panel, DifferentialOptions options, long which, Tally tally, CancellationToken stop)
    {
        long first = which * CaseMaker.CasesPerWorld;
        World world = new(CaseMaker.WorldOf(options.Seed, first));
        for (long number = first; number < Math.Min(first + CaseMaker.CasesPerWorld, options.Cases); number++)
        {
            stop.ThrowIfCancellationRequested();
            CasePlan plan = CaseMaker.Make(options.Seed, number, world.Plan);
            CaseResult result = await panel.AskAsync(world, plan).ConfigureAwait(false);
            if (Tally.IsUnexplained(result, panel))
            {
                // A peer that had to wait too long on a busy machine says other things than it thinks.
                result = await panel.AskAsync(world, plan).ConfigureAwait(false);
            }

            tally.Add(number, result, panel, await Promise.BrokenAsync(result).ConfigureAwait(false));
        }
    }
}
