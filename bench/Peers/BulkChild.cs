using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace DaneCore.Bench.Peers;

/// <summary>
/// The process in which a library is measured: told by lines what to do, says by lines what it cost. Started by the surveys, as
/// <c>bulk-child NAME SERVER KEYS DOMAINS</c>.
/// </summary>
internal static class BulkChild
{
    public const string Command = "bulk-child";
    public const string Refresh = "refresh";
    public const string Ready = "ready";
    public const string Absent = "absent";
    public const string Danecore = "danecore";
    public const string Libunbound = "libunbound";

    public static async Task<int> RunAsync(string name, string server, string keys, string domains)
    {
        var at = IPEndPoint.Parse(server);
        int count = int.Parse(domains, CultureInfo.InvariantCulture);
        try
        {
            await using IBulkAsker asker = name == Libunbound ? new LibunboundAsker(at, keys, count) : new DanecoreAsker(at, keys, count);
            Console.WriteLine($"{Ready} {asker.Version}");
            await ServeAsync(asker, count);
            return 0;
        }
        catch (DllNotFoundException)
        {
            Console.WriteLine(Absent);
            return 0;
        }
    }

    private static async Task ServeAsync(IBulkAsker asker, int count)
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == Refresh)
            {
                await asker.RefreshAsync();
                GC.Collect();
                Console.WriteLine(Ready);
                continue;
            }

            int times = int.Parse(line, CultureInfo.InvariantCulture);
            long start = Stopwatch.GetTimestamp();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            int secure = await asker.AskAsync(times);
            double processor = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count * times} {secure} {processor} {Stopwatch.GetElapsedTime(start).TotalMicroseconds}"));
        }
    }
}
