using DaneCore.Stress.Differential;
using DaneCore.Stress.Faults;
using DaneCore.Stress.Scan;
using DaneCore.Stress.Soak;

namespace DaneCore.Stress;

/// <summary>Long runs against the lab, in which every verdict is checked: <c>stress/run.sh COMMAND [OPTION]...</c>.</summary>
internal static class Program
{
    private const string Usage =
        $"""
        usage: stress/run.sh COMMAND [OPTION]...

          differential   random zones, questions and faults: our verdict beside those of libunbound and drill
          {FaultOptions.Usage}
          soak [--lookups 1000000] [--zones 10000] [--at-once 256] [--seed 1] [--plant wrong-verdict|leak|handles]
               lookups over an internet of many zones, faults on; every verdict is checked, and nothing may grow
          {ScanRunOptions.Usage}
        """;

    /// <returns>0 when every promise held, 1 when one was broken, 2 for arguments that mean nothing.</returns>
    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["differential", ..]:
                return await DifferentialCommand.RunAsync(arguments.AsMemory(1)).ConfigureAwait(false);
            case ["faults", .. var options]:
                return await FaultsCommand.RunAsync(options, Console.Out).ConfigureAwait(false);
            case ["soak", .. string[] rest] when SoakOptions.Read(rest) is { } options:
                // So many that all processors are busy, and no more when others use the machine: then a thread that is one too many is seen.
                int workers = 2 * Environment.ProcessorCount;
                ThreadPool.SetMinThreads(workers, workers);
                ThreadPool.SetMaxThreads(workers, workers);
                return await new SoakRun(options, Console.Out).RunAsync().ConfigureAwait(false) ? 0 : 1;

            case ["scan", .. var options]:
                return await ScanStress.RunAsync(options, Console.Out).ConfigureAwait(false);

            // What faults starts in processes of their own.
            case [AnchorRows.Writing, var path]:
                return AnchorRows.Write(path, Console.Out);
            case [FullDiskRows.Once, var path]:
                return FullDiskRows.WriteOnce(path, Console.Out);
            case [FullDiskRows.Filling, var folder]:
                return FullDiskRows.Fill(folder, Console.Out);
            case [DescriptorRows.Probing, var seed, var left]:
                return await DescriptorRows.ProbeAsync(Number(seed), [.. left.Split(',').Select(Number)], Console.Out).ConfigureAwait(false);
            default:
                await Console.Error.WriteLineAsync(Usage).ConfigureAwait(false);
                return 2;
        }
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
