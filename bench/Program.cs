using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using DaneCore.Bench.Peers;
using Perfolizer.Horology;

namespace DaneCore.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench -- --filter '*Message*'</c>. Runs in this process: a project that BenchmarkDotNet
/// makes would inherit this tree's rules and not build under them.
/// </summary>
internal static class Program
{
    // Many short stretches: what a neighbour takes of the machine spoils some of them, and neither the median nor the least.
    private static Job Short => Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
        .WithIterationTime(TimeInterval.FromMilliseconds(100)).WithWarmupCount(5).WithIterationCount(15);

    private static async Task<int> Main(string[] arguments) => arguments switch
    {
        ["runtime"] => Say(Environment.Version),
        [WorkSurvey.Command] => WorkSurvey.Run(),
        [PriceSurvey.Command] => PriceSurvey.Run(),
        [LargeMessageSurvey.Command] => await LargeMessageSurvey.RunAsync(),
        [BulkSurvey.Command] => await BulkSurvey.RunAsync(),
        [BulkPeersSurvey.Command] => await BulkPeersSurvey.RunAsync(),
        [CachePeersSurvey.Command] => await CachePeersSurvey.RunAsync(),
        [BulkChild.Command, string name, string server, string keys, string domains] => await BulkChild.RunAsync(name, server, keys, domains),
        [ScenarioSurvey.Command] => await ScenarioSurvey.RunAsync(),
        [StartupSurvey.Command] => await StartupSurvey.RunAsync("artifacts/native/danecore"),
        [StartupSurvey.Command, string native] => await StartupSurvey.RunAsync(native),
        [GrowthSurvey.Command] => await GrowthSurvey.RunAsync(),
        [RootZoneSurvey.Command, ..] => RootZoneSurvey.Run(arguments.AsSpan(1)),
        [GoalsTable.Command, string folder] => GoalsTable.Print(folder),
        _ => Measure(arguments),
    };

    private static int Say(Version runtime)
    {
        Console.WriteLine(runtime);
        return 0;
    }

    private static int Measure(string[] arguments)
    {
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(Short)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddColumn(StatisticColumn.Median, StatisticColumn.Min)
            .HideColumns(Column.Error, Column.StdDev, Column.Mean)
            .AddExporter(MarkdownExporter.GitHub)
            .AddLogger(ConsoleLogger.Default);
        return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments, config).Any() ? 0 : 1;
    }
}
