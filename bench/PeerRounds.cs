using System.Diagnostics;
using System.Globalization;
using System.Net;
using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Costs;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench;

/// <summary>One cold lookup behind a slow server: this resolver and the validators of Debian's packages, as far as they are installed.</summary>
internal static class PeerRounds
{
    private const int Rounds = 5;

    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(DomainName name)
    {
        ZoneSet zones = MailDiscovery.ZonesAt(TimeProvider.System.GetUtcNow());
        LabNameServer server = new(zones, [ReplyFaults.Delay(RoundTrip, TimeProvider.System)]);
        await using var served = LoopbackDnsServer.Start(server);
        IPEndPoint at = served.EndPoint;
        using PeerBelongings files = new(zones, at);
        Console.WriteLine();
        Markdown.Head(string.Create(CultureInfo.InvariantCulture, $"Behind {RoundTrip.TotalMilliseconds} ms, best of {Rounds}"), "ms", "Rounds", "Questions", "Validated");
        await PrintAsync(served, "danecore", async () =>
        {
            ResolverOptions options = new() { Anchors = ScenarioWorld.AnchorsOf(zones), Servers = [new UpstreamServer.Plain(at)] };
            await using StubResolver resolver = new(options);
            return (await resolver.LookupAsync(name, RecordType.TLSA)).Security.ToString();
        });
        await PrintAsync(served, "getdns_query", () => CallAsync("getdns_query", "-s", $"@127.0.0.1:{at.Port}", "+dnssec_return_status", "-f", files.RootKeys, name.ToString(), "TLSA"), "GETDNS_DNSSEC_SECURE");
        await PrintAsync(served, "unbound-host", () => CallAsync("unbound-host", "-C", files.UnboundForward, "-v", "-t", "TLSA", name.ToString()), "(secure)");
        await PrintAsync(served, "delv", () => CallAsync("delv", "@127.0.0.1", "-p", at.Port.ToString(CultureInfo.InvariantCulture), "-a", files.DelvAnchors, "+root=.", name.ToString(), "TLSA"), "fully validated");
        await PrintAsync(served, "drill -S", () => CallAsync("drill", "-S", "-b", "1232", "-k", files.RootKeys, "@127.0.0.1", "-p", at.Port.ToString(CultureInfo.InvariantCulture), name.ToString(), "TLSA"), "Chase successful");
        return 0;
    }

    private static async Task PrintAsync(LoopbackDnsServer served, string who, Func<Task<string>> run, string sign = "Secure")
    {
        double best = double.MaxValue;
        int queries = 0;
        bool holds = false;
        for (int round = 0; round < Rounds; round++)
        {
            int before = served.Queries;
            long start = Stopwatch.GetTimestamp();
            string said;
            try
            {
                said = await run();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Markdown.Row(who, "not installed", "", "", "");
                return;
            }

            double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (took < best)
            {
                (best, queries, holds) = (took, served.Queries - before, said.Contains(sign, StringComparison.Ordinal));
            }

            if (!holds && round == 0 && Environment.GetEnvironmentVariable("BENCH_SHOW") is not null)
            {
                Console.WriteLine(said);
            }
        }

        Markdown.Row(who, Markdown.Number(best), Markdown.Number(best / RoundTrip.TotalMilliseconds, 2), Markdown.Number(queries), holds ? "yes" : "did not say so");
    }

    private static async Task<string> CallAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await errors;
    }
}
