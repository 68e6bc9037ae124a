using System.Diagnostics;
using System.Globalization;

namespace DaneCore.Stress.Faults;

/// <summary>
/// Lookups and deliveries under faults of every kind, one row for each fault and strength. What must not be: a verdict that is not that of the zone, an exception, a
/// socket that stays.
/// </summary>
internal static class FaultsCommand
{
    private const int Kibi = 1024;

    public static IReadOnlyList<string> Sections { get; } = ["datagrams", "connections", "flood", "descriptors", "clock", "anchors", "mail"];

    /// <returns>0 when every promise held, 1 when one was broken, 2 for arguments that mean nothing.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output)
    {
        if (FaultOptions.Read(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync($"usage: stress/run.sh {FaultOptions.Usage}\nsections: {string.Join(", ", Sections)}").ConfigureAwait(false);
            return 2;
        }

        var watch = Stopwatch.StartNew();
        List<string> complaints = [];
        int unobserved = 0;
        TaskScheduler.UnobservedTaskException += (_, _) => Interlocked.Increment(ref unobserved);
        FaultWorld world = await FaultWorld.OpenAsync(options.Seed).ConfigureAwait(false);
        await using (world.ConfigureAwait(false))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{world.Truths.Count} questions; {string.Join(", ", world.Truths.GroupBy(truth => truth.Security).OrderByDescending(group => group.Key).Select(group => $"{group.Count()} {group.Key}"))}\n")).ConfigureAwait(false);
            bool isHeadWritten = false;
            string kind = "";
            await foreach (IFaultRow row in RowsAsync(world, options).ConfigureAwait(false))
            {
                if (!isHeadWritten || kind != row.Head)
                {
                    await output.WriteLineAsync((isHeadWritten ? "\n" : "") + row.Head).ConfigureAwait(false);
                    (isHeadWritten, kind) = (true, row.Head);
                }

                await output.WriteLineAsync(row.ToString()).ConfigureAwait(false);
                await output.FlushAsync().ConfigureAwait(false);
                complaints.AddRange(row.Complaints);
            }
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        if (unobserved > 0)
        {
            complaints.Add($"{unobserved} tasks failed and nobody looked");
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"\nseed {options.Seed}, {options.Lookups} lookups a row, {watch.Elapsed.TotalSeconds:0} s, at most {Process.GetCurrentProcess().PeakWorkingSet64 / Kibi / Kibi} MiB; {complaints.Count} promises broken")).ConfigureAwait(false);
        foreach (string complaint in complaints)
        {
            await output.WriteLineAsync(complaint).ConfigureAwait(false);
        }

        return complaints.Count == 0 ? 0 : 1;
    }

    private static async IAsyncEnumerable<IFaultRow> RowsAsync(FaultWorld world, FaultOptions options)
    {
        foreach (string section in Sections.Where(name => options.Only.Count == 0 || options.Only.Contains(name, StringComparer.Ordinal)))
        {
            IAsyncEnumerable<IFaultRow> rows = section switch
            {
                "datagrams" => DatagramRows.RunAsync(world, options),
                "connections" => StreamRows.RunAsync(world, options),
                "flood" => FloodRows.RunAsync(world, options),
                "descriptors" => DescriptorRows.RunAsync(options),
                "clock" => ClockRows.RunAsync(world, options),
                "anchors" => AnchorRows.RunAsync(options),
                _ => MailRows.RunAsync(options),
            };
            await foreach (IFaultRow row in rows.ConfigureAwait(false))
            {
                yield return row;
            }
        }
    }
}
