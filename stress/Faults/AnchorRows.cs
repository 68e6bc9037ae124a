using System.Diagnostics;
using System.Globalization;
using DaneCore.Resolver.Anchors;

namespace DaneCore.Stress.Faults;

/// <summary>
/// The file of followed keys (RFC 5011): a process that does nothing but write it is killed at any instant. Afterwards the old or the new state is there, whole.
/// </summary>
internal static class AnchorRows
{
    /// <summary>The hidden command: writes state after state into the file named, telling before and behind each.</summary>
    public const string Writing = "faults-anchors-writing";

    private const int Rounds = 300;

    private const int ShortRounds = 4;

    // Some hundred writes, on a disk that has something else to do.
    private const double LongestLife = 0.05;

    public static async IAsyncEnumerable<IFaultRow> RunAsync(FaultOptions options)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("danecore-faults-");
        try
        {
            yield return await KillAsync(Path.Combine(folder.FullName, "killed"), options).ConfigureAwait(false);
            await foreach (IFaultRow row in FullDiskRows.RunAsync(folder.FullName).ConfigureAwait(false))
            {
                yield return row;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the child that is killed does. Each state is longer than the one before by a key's text, so that a torn one is seen.</summary>
    public static int Write(string path, TextWriter output)
    {
        AnchorStore store = new(path, new DiskFiles());
        _ = store.TryRead(out IReadOnlyList<TrackedZone>? zones, out _);
        for (int i = AnchorStates.NumberOf(zones) + 1; ; i++)
        {
            output.WriteLine($"begin {i}");
            output.Flush();
            string? why = null;
            if (!store.TryUpdate(_ => AnchorStates.Make(i), out why))
            {
                output.WriteLine($"failed {i} {why}");
                return 1;
            }

            output.WriteLine($"done {i}");
            output.Flush();
        }
    }

    private static async Task<IFaultRow> KillAsync(string path, FaultOptions options)
    {
        int rounds = options.IsShort ? ShortRounds : Rounds;
        CaseTally tally = new("kill -9 while the state of followed keys is written", string.Create(CultureInfo.InvariantCulture, $"at a random instant, {rounds} processes"));
        FaultDice dice = new(options.Seed);
        AnchorStore store = new(path, new DiskFiles());
        for (int round = 0; round < rounds; round++)
        {
            _ = store.TryRead(out IReadOnlyList<TrackedZone>? before, out _);
            int done = AnchorStates.NumberOf(before);
            int begun = done;
            using var child = ChildProcess.Start("", Writing, path);
            string? line = await child.ReadLineAsync().ConfigureAwait(false);
            var lives = TimeSpan.FromSeconds(LongestLife * dice.Share());
            var killing = Task.Run(() =>
            {
                // A delay of the platform has steps of a millisecond, and a write is over in less.
                var watch = Stopwatch.StartNew();
                SpinWait.SpinUntil(() => watch.Elapsed >= lives);
                child.Kill();
            });
            for (; line is not null; line = await child.ReadLineAsync().ConfigureAwait(false))
            {
                string[] words = line.Split(' ');
                int number = words.Length > 1 && int.TryParse(words[1], CultureInfo.InvariantCulture, out int read) ? read : 0;
                (begun, done) = words[0] switch
                {
                    "begin" => (Math.Max(begun, number), done),
                    "done" => (begun, Math.Max(done, number)),
                    _ => (begun, done),
                };
                if (words[0] == "failed")
                {
                    tally.Count("failed", line);
                }
            }

            await killing.ConfigureAwait(false);
            await child.WaitAsync().ConfigureAwait(false);
            bool isRead = store.TryRead(out IReadOnlyList<TrackedZone>? after, out string? why);
            int found = AnchorStates.NumberOf(after);

            // Of the last lines of a process that is killed one may be torn: what is there may be one further than was told.
            tally.Count(
                !isRead ? "unreadable" : found <= done ? "the old state" : "the new state",
                !isRead ? why
                : found < done || found > begun + 1 ? $"state {found} is there, {done} was written and {begun} begun"
                : !AnchorStates.IsWhole(after) ? $"state {found} is not whole"
                : null);
        }

        return tally;
    }
}
