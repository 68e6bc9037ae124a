using System.Globalization;
using DaneCore.Lab;
using DaneCore.Resolver;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Win32.SafeHandles;

namespace DaneCore.Stress.Faults;

/// <summary>
/// In a process of its own that may have few descriptors, all but a few of them are taken, and something is looked up: over UDP, TCP and TLS, with none left, with one, and so
/// on. Then they are given back, and it is looked up again.
/// </summary>
internal static class DescriptorRows
{
    /// <summary>The hidden command.</summary>
    public const string Probing = "faults-descriptors";

    // The runtime opens a pipe for each thread it starts, and ends the process ("Out of memory.", 134) where it cannot: the thread that looks after its pool has nobody who
    // would catch it. So the pool has all its threads before the descriptors go, and keeps them.
    private const string Limit = "export DOTNET_ThreadPool_ThreadsToKeepAlive=-1; ulimit -n 256";

    private const int Threads = 16;

    private const int MostLeft = 12;

    private static readonly int[] ShortLeft = [0, 1, 3, MostLeft];

    private const char Separator = '\t';

    public static async IAsyncEnumerable<IFaultRow> RunAsync(FaultOptions options)
    {
        using var child = ChildProcess.Start(Limit, Probing, options.Seed.ToString(CultureInfo.InvariantCulture), string.Join(',', LeftFor(options)));
        SortedDictionary<string, CaseTally> rows = new(StringComparer.Ordinal);
        while (await child.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            string[] fields = line.Split(Separator);
            if (fields is not [{ } way, { } outcome, { } complaint])
            {
                continue;
            }

            if (!rows.TryGetValue(way, out CaseTally? tally))
            {
                rows[way] = tally = new CaseTally("no descriptor left", string.Create(CultureInfo.InvariantCulture, $"{way}, 0 to {MostLeft} left"));
            }

            tally.Count(outcome, complaint.Length == 0 ? null : complaint);
        }

        await child.WaitAsync().ConfigureAwait(false);
        CaseTally end = new("no descriptor left", "the process that had none");
        end.Count("ended as it should", child.ExitCode == 0 ? null : $"it ended with {child.ExitCode}");
        foreach (IFaultRow row in rows.Values.Append(end))
        {
            yield return row;
        }
    }

    /// <summary>What the child does.</summary>
    public static async Task<int> ProbeAsync(int seed, IReadOnlyList<int> leftOver, TextWriter output)
    {
        await StartThreadsAsync().ConfigureAwait(false);
        FaultWorld world = await FaultWorld.OpenAsync(seed).ConfigureAwait(false);
        await using (world.ConfigureAwait(false))
        {
            foreach (string way in (string[])["UDP", "TCP", "TLS"])
            {
                // Twice: whatever the runtime opens by itself at the first time is open at the second.
                await ProbeAsync(world, way, [MostLeft], TextWriter.Null).ConfigureAwait(false);
                await ProbeAsync(world, way, leftOver, output).ConfigureAwait(false);
            }
        }

        return 0;
    }

    private static IEnumerable<int> LeftFor(FaultOptions options) => options.IsShort ? ShortLeft : Enumerable.Range(0, MostLeft + 1);

    // So many work items that wait for one another need so many threads.
    private static async Task StartThreadsAsync()
    {
        ThreadPool.GetMinThreads(out _, out int completing);
        ThreadPool.SetMinThreads(Threads, completing);
        ThreadPool.SetMaxThreads(Threads, Math.Max(Threads, completing));
        using Barrier together = new(Threads);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(together.SignalAndWait))).ConfigureAwait(false);
    }

    private static async Task ProbeAsync(FaultWorld world, string way, IReadOnlyList<int> leftOver, TextWriter output)
    {
        foreach (int left in leftOver)
        {
            foreach (Truth truth in new[] { SecurityStatus.Secure, SecurityStatus.Insecure }.Select(status => world.Truths.First(each => each.Security == status)))
            {
                (IAsyncDisposable server, UpstreamServer upstream) = Serve(world, way);
                await using (server.ConfigureAwait(false))
                {
                    StubResolver resolver = world.Open(upstream);
                    await using (resolver.ConfigureAwait(false))
                    {
                        string outcome = "";
                        string complaint = "";
                        List<SafeFileHandle> taken = Take(left);
                        try
                        {
                            Answer answer = await resolver.LookupAsync(truth.Question.Name, truth.Question.Type).ConfigureAwait(false);
                            bool isTrue = string.Equals(Truth.TextOf(answer), truth.Text, StringComparison.Ordinal);
                            outcome = isTrue ? "as the zone says" : $"{answer.Security} ({answer.Why?.Kind})";
                            complaint = isTrue || (answer.Security == SecurityStatus.Indeterminate && answer.Why is not null) ? "" : $"{truth.Question}, {left} left: {Truth.TextOf(answer)}";
                        }
#pragma warning disable CA1031 // Whatever it is, it is told: there must be none.
                        catch (Exception fault)
#pragma warning restore CA1031
                        {
                            (outcome, complaint) = ("exception", $"{truth.Question}, {left} left: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}");
                        }

                        taken.ForEach(handle => handle.Dispose());
                        await output.WriteLineAsync(string.Join(Separator, way, outcome, complaint)).ConfigureAwait(false);
                        Answer again = await resolver.LookupAsync(truth.Question.Name, truth.Question.Type).ConfigureAwait(false);
                        for (int tries = 0; again.Security == SecurityStatus.Indeterminate && tries < 3; tries++)
                        {
                            again = await resolver.LookupAsync(truth.Question.Name, truth.Question.Type).ConfigureAwait(false);
                        }

                        bool isRight = string.Equals(Truth.TextOf(again), truth.Text, StringComparison.Ordinal);
                        await output.WriteLineAsync(string.Join(
                            Separator, way, isRight ? "right afterwards" : "wrong afterwards", isRight ? "" : $"{truth.Question} afterwards: {Truth.TextOf(again)} ({again.Why?.Text})")).ConfigureAwait(false);
                        await output.FlushAsync().ConfigureAwait(false);
                    }
                }
            }
        }
    }

    private static (IAsyncDisposable Server, UpstreamServer Upstream) Serve(FaultWorld world, string way)
    {
        if (way == "UDP")
        {
            var server = LoopbackDnsServer.Start(world.Internet.Zones);
            return (server, server.EndPoint);
        }

        var connections = StreamFaultServer.Start(world.Internet.Zones, StreamFault.None, 0, world.DiceFor(way), overTls: way == "TLS");
        return (connections, way == "TLS" ? new UpstreamServer.OverTls(connections.EndPoint, new ServerIdentity(DomainName.Parse("dns.lab"), [])) : connections.EndPoint);
    }

    // Every descriptor there is, but for these.
    private static List<SafeFileHandle> Take(int left)
    {
        List<SafeFileHandle> taken = [];
        try
        {
            while (true)
            {
                taken.Add(File.OpenHandle("/dev/null"));
            }
        }
        catch (IOException)
        {
            // None is left.
        }

        for (int i = 0; i < left && taken.Count > 0; i++)
        {
            taken[^1].Dispose();
            taken.RemoveAt(taken.Count - 1);
        }

        return taken;
    }
}
