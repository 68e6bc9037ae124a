using System.Diagnostics;
using System.Globalization;
using System.Text;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Faults;

/// <summary>
/// The file of followed keys (RFC 5011): a process that does nothing but write it is killed at any instant, and the disk is full. Afterwards the old or the new state is
/// there, whole.
/// </summary>
internal static class AnchorRows
{
    /// <summary>The hidden command: writes state after state into the file named, telling before and behind each.</summary>
    public const string Writing = "faults-anchors-writing";

    /// <summary>The hidden command: changes the file named once, and says what came of it.</summary>
    public const string Once = "faults-anchors-once";

    private const int Rounds = 300;

    private const int ShortRounds = 4;

    // Some hundred writes, on a disk that has something else to do.
    private const double LongestLife = 0.05;

    // The runtime keeps its own code in a file of memory, which would be under the same limit.
    private const string NoFileGrows = "export DOTNET_EnableWriteXorExecute=0 DOTNET_EnableDiagnostics=0; trap '' XFSZ; ulimit -f 0";

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async IAsyncEnumerable<IFaultRow> RunAsync(FaultOptions options)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("danecore-faults-");
        try
        {
            yield return await KillAsync(Path.Combine(folder.FullName, "killed"), options).ConfigureAwait(false);
            yield return FillDevice(Path.Combine(folder.FullName, "device"));
            yield return await LimitAsync(Path.Combine(folder.FullName, "limited")).ConfigureAwait(false);
            yield return await FillDiskAsync(Path.Combine(folder.FullName, "disk")).ConfigureAwait(false);
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
        for (int i = NumberOf(zones) + 1; ; i++)
        {
            output.WriteLine($"begin {i}");
            output.Flush();
            string? why = null;
            if (!store.TryUpdate(_ => State(i), out why))
            {
                output.WriteLine($"failed {i} {why}");
                return 1;
            }

            output.WriteLine($"done {i}");
            output.Flush();
        }
    }

    /// <summary>What the child without room does.</summary>
    public static int WriteOnce(string path, TextWriter output)
    {
        AnchorStore store = new(path, new DiskFiles());
        bool isKept = store.TryUpdate(before => State(NumberOf(before) + 1), out string? why);
        output.WriteLine(isKept ? "kept" : why);
        return 0;
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
            int done = NumberOf(before);
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
            int found = NumberOf(after);

            // Of the last lines of a process that is killed one may be torn: what is there may be one further than was told.
            tally.Count(
                !isRead ? "unreadable" : found <= done ? "the old state" : "the new state",
                !isRead ? why
                : found < done || found > begun + 1 ? $"state {found} is there, {done} was written and {begun} begun"
                : !IsWhole(after) ? $"state {found} is not whole"
                : null);
        }

        return tally;
    }

    private static CaseTally FillDevice(string path)
    {
        CaseTally tally = new("disk full while the state is written", "the new file is /dev/full");
        AnchorStore store = new(path, new DiskFiles());
        _ = store.TryUpdate(_ => State(1), out _);
        File.CreateSymbolicLink(path + ".new", "/dev/full");
        bool isKept = store.TryUpdate(_ => State(2), out string? why);
        File.Delete(path + ".new");
        Judge(tally, store, isKept ? "kept" : why!);
        _ = store.TryUpdate(_ => State(2), out why);
        tally.Count("written once there is room", NumberOf(Read(store)) == 2 ? null : $"the state is not written once there is room: {why}");
        return tally;
    }

    private static async Task<IFaultRow> LimitAsync(string path)
    {
        CaseTally tally = new("disk full while the state is written", "RLIMIT_FSIZE 0");
        AnchorStore store = new(path, new DiskFiles());
        _ = store.TryUpdate(_ => State(1), out _);
        Judge(tally, store, await SaidAsync(NoFileGrows, path).ConfigureAwait(false));
        return tally;
    }

    private static async Task<IFaultRow> FillDiskAsync(string folder)
    {
        CaseTally tally = new("disk full while the state is written", "a file system of 32 KiB, filled");
        Directory.CreateDirectory(folder);
        if (!await RunAsync("mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", folder).ConfigureAwait(false))
        {
            tally.Count("not done: this user may not mount");
            return tally;
        }

        try
        {
            string path = Path.Combine(folder, "state");
            AnchorStore store = new(path, new DiskFiles());
            _ = store.TryUpdate(_ => State(1), out _);
            string filling = Path.Combine(folder, "filling");
            try
            {
                using FileStream file = new(filling, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
                while (true)
                {
                    file.Write(new byte[1024]);
                }
            }
            catch (IOException)
            {
                // Full.
            }

            bool isKept = store.TryUpdate(_ => State(2), out string? why);
            Judge(tally, store, isKept ? "kept" : why!);
            File.Delete(filling);
            _ = store.TryUpdate(_ => State(2), out why);
            tally.Count("written once there is room", NumberOf(Read(store)) == 2 ? null : $"the state is not written once there is room: {why}");
        }
        finally
        {
            await RunAsync("umount", folder).ConfigureAwait(false);
        }

        return tally;
    }

    private static void Judge(CaseTally tally, AnchorStore store, string said) => tally.Count(
        $"the old state, and \"{said.Replace(store.Path, "FILE", StringComparison.Ordinal)}\"",
        NumberOf(Read(store)) != 1 || !IsWhole(Read(store)) ? "the old state is not there any more"
        : said.Contains('\n', StringComparison.Ordinal) || !said.Contains("cannot be written", StringComparison.Ordinal) ? $"it says: {said}"
        : null);

    private static async Task<string> SaidAsync(string limits, string path)
    {
        using var child = ChildProcess.Start(limits, Once, path);
        StringBuilder said = new();
        while (await child.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            said.Append(said.Length > 0 ? "\n" : "").Append(line);
        }

        await child.WaitAsync().ConfigureAwait(false);
        return said.ToString();
    }

    private static async Task<bool> RunAsync(string program, params IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(program) { RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        await process.StandardError.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode == 0;
    }

    private static IReadOnlyList<TrackedZone>? Read(AnchorStore store) => store.TryRead(out IReadOnlyList<TrackedZone>? zones, out _) ? zones : null;

    private static TrackedZone[] State(int number) =>
    [
        .. Enumerable.Range(0, 1 + (number % 40)).Select(i => new TrackedZone(
            i == 0 ? DomainName.Root : DomainName.Parse($"zone{i}.lab"),
            [.. TrustAnchorSet.Iana.Anchors.Select(anchor => new TrackedKey(anchor.Data, AnchorState.Valid, Begin))])
        {
            LastSeen = Begin.AddSeconds(number),
            LastTried = Begin.AddSeconds(number),
            NextTry = Begin.AddSeconds(number + 1),
        }),
    ];

    private static int NumberOf(IReadOnlyList<TrackedZone>? zones) =>
        zones is [{ LastSeen: { } seen }, ..] ? (int)(seen - Begin).TotalSeconds : 0;

    private static bool IsWhole(IReadOnlyList<TrackedZone>? zones) =>
        zones is null || (zones.Count == 1 + (NumberOf(zones) % 40) && zones.All(zone => zone.LastSeen == Begin.AddSeconds(NumberOf(zones))));
}
