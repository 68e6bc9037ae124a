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

    private static int Main(string[] arguments)
    {
        if (arguments is ["runtime"])
        {
            Console.WriteLine(Environment.Version);
            return 0;
        }

        if (arguments is [WorkSurvey.Command])
        {
            return WorkSurvey.Run();
        }

        if (arguments is [PriceSurvey.Command])
        {
            return PriceSurvey.Run();
        }

        if (arguments is [LargeMessageSurvey.Command])
        {
            return LargeMessageSurvey.RunAsync().GetAwaiter().GetResult();
        }

        if (arguments is [BulkSurvey.Command])
        {
            return BulkSurvey.RunAsync().GetAwaiter().GetResult();
        }

        if (arguments is [BulkPeersSurvey.Command])
        {
            return BulkPeersSurvey.RunAsync().GetAwaiter().GetResult();
        }

        if (arguments is [CachePeersSurvey.Command])
        {
            return CachePeersSurvey.RunAsync().GetAwaiter().GetResult();
        }

        if (arguments is [BulkChild.Command, string name, string server, string keys, string domains])
        {
            return BulkChild.RunAsync(name, server, keys, domains).GetAwaiter().GetResult();
        }

        if (arguments is [ScenarioSurvey.Command])
        {
            return ScenarioSurvey.RunAsync().GetAwaiter().GetResult();
        }

        if (arguments is [StartupSurvey.Command, .. var rest])
        {
            return StartupSurvey.RunAsync(rest.FirstOrDefault() ?? "artifacts/native/danecore").GetAwaiter().GetResult();
        }

        if (arguments is [GrowthSurvey.Command])
        {
            return GrowthSurvey.RunAsync().GetAwaiter().GetResult();
        }

        if (arguments is [RootZoneSurvey.Command, ..])
        {
            return RootZoneSurvey.Run(arguments.AsSpan(1));
        }

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
