using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Costs;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench -- startup [FILE]</c>: one process, one validated lookup over loopback, from start to end: the native
/// danecore (FILE, or where check.sh leaves it) and the validators of Debian's packages. The first row is a process that does nothing.
/// </summary>
internal static class StartupSurvey
{
    public const string Command = "startup";

    private const int Runs = 50;
    private const int RunsForMemory = 5;

    private static readonly DomainName Name = DomainName.Parse($"_25._tcp.{MailDiscovery.DeepHost}");

    public static async Task<int> RunAsync(string native)
    {
        ZoneSet zones = MailDiscovery.ZonesAt(TimeProvider.System.GetUtcNow());
        await using var served = LoopbackDnsServer.Start(new LabNameServer(zones));
        using PeerBelongings files = new(zones, served.EndPoint);
        string port = served.EndPoint.Port.ToString(CultureInfo.InvariantCulture);
        string name = Name.ToString();
        Markdown.Head($"One process, {Runs} runs", "Median, ms", "Least, ms", "Peak, MiB", "Said what it should");
        await PrintAsync("/bin/true", "", ["/bin/true"]);
        await PrintAsync("danecore version", "danecore", [native, "version"]);
        await PrintAsync("danecore query", "secure", [native, "query", name, "TLSA", "--server", $"127.0.0.1:{port}", "--trust-anchor", files.RootKeys]);
        await PrintAsync("drill -S", "Chase successful", ["drill", "-S", "-b", "1232", "-k", files.RootKeys, "@127.0.0.1", "-p", port, name, "TLSA"]);
        await PrintAsync("unbound-host", "(secure)", ["unbound-host", "-C", files.UnboundForward, "-v", "-t", "TLSA", name]);
        await PrintAsync("delv", "fully validated", ["delv", "@127.0.0.1", "-p", port, "-a", files.DelvAnchors, "+root=.", name, "TLSA"]);
        return 0;
    }

    private static async Task PrintAsync(string who, string sign, string[] line)
    {
        try
        {
            bool holds = true;
            List<double> times = [];
            for (int run = 0; run < Runs; run++)
            {
                long start = Stopwatch.GetTimestamp();
                string said = await CallAsync(line);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                holds &= said.Contains(sign, StringComparison.OrdinalIgnoreCase);
            }

            times.Sort();
            string peak = await PeakAsync(line);
            Markdown.Row($"`{who}`", Markdown.Number(times[Runs / 2], 1), Markdown.Number(times[0], 1), peak, holds ? "yes" : "no");
        }
        catch (Win32Exception)
        {
            Markdown.Row($"`{who}`", "not installed", "", "", "");
        }
    }

    /// <summary>The median of what the system counted as most in memory at once.</summary>
    private static async Task<string> PeakAsync(string[] line)
    {
        List<double> peaks = [];
        try
        {
            for (int run = 0; run < RunsForMemory; run++)
            {
                string said = await CallAsync(["/usr/bin/time", "-f", "%M", .. line]);
                peaks.Add(double.Parse(said.TrimEnd().Split('\n')[^1], CultureInfo.InvariantCulture) / 1024);
            }
        }
        catch (Win32Exception)
        {
            return "no time(1)";
        }

        peaks.Sort();
        return peaks[RunsForMemory / 2].ToString("F1", CultureInfo.InvariantCulture);
    }

    private static async Task<string> CallAsync(string[] line)
    {
        ProcessStartInfo start = new(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await errors;
    }
}
