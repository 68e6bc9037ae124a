using DaneCore.Resolver.Anchors;

namespace DaneCore.Stress.Faults;

/// <summary>
/// The file of followed keys (RFC 5011) where there is no room: a file system of a few pages, made for it in a mount namespace of its own, with 0, 1, ... pages left, or with no
/// inode left; and a process that may write no octet. The old state stays, whole; why the new one is not there is said; and it is written once there is room.
/// </summary>
internal static class FullDiskRows
{
    /// <summary>The hidden command: changes the file named once.</summary>
    public const string Once = "faults-anchors-once";

    /// <summary>The hidden command: fills the file system of the folder named, and changes a file there.</summary>
    public const string Filling = "faults-anchors-filling";

    // Two of the longest states, one beside the other, and a bit; a state takes four.
    private const int Pages = 12;

    private const int MostLeft = 5;

    private const int PageLength = 4096;

    private const int Inodes = 16;

    private const int Old = AnchorStates.Longest - 1;

    private const int New = Old + AnchorStates.Longest;

    private const char Separator = '\t';

    private const string Fault = "disk full while the state is written";

    // The runtime keeps its own code in a file of memory, which would be under the same limit.
    private const string NoFileGrows = "export DOTNET_EnableWriteXorExecute=0 DOTNET_EnableDiagnostics=0; trap '' XFSZ; ulimit -f 0";

    public static async IAsyncEnumerable<IFaultRow> RunAsync(string folder)
    {
        string limited = Path.Combine(folder, "limited");
        _ = StoreAt(limited).TryUpdate(_ => AnchorStates.Make(Old), out _);
        yield return await TallyAsync("RLIMIT_FSIZE 0", NoFileGrows, Once, limited).ConfigureAwait(false);

        string disk = Directory.CreateDirectory(Path.Combine(folder, "disk")).FullName;
        yield return await TallyAsync($"a file system of {Pages} pages with 0 to {MostLeft} or no inode left", SmallDiskAt(disk), Filling, disk).ConfigureAwait(false);
    }

    /// <summary>What the child that may write nothing does.</summary>
    public static int WriteOnce(string path, TextWriter output)
    {
        Change("", StoreAt(path), output);
        return 0;
    }

    /// <summary>What the child on the small disk does.</summary>
    public static int Fill(string folder, TextWriter output)
    {
        AnchorStore store = StoreAt(Path.Combine(folder, "state"));
        for (int left = 0; left <= MostLeft; left++)
        {
            Put(store, Old, "before", output);
            List<string> pages = FillWith(new byte[PageLength], folder);
            foreach (string page in pages.Take(left))
            {
                File.Delete(page);
            }

            Change($"{left} pages left: ", store, output);
            pages.ForEach(File.Delete);
            Put(store, New, "written once there is room", output);
        }

        Put(store, Old, "before", output);
        List<string> files = FillWith([], folder);
        Change("no inode left: ", store, output);
        files.ForEach(File.Delete);
        Put(store, New, "written once there is room", output);
        return 0;
    }

    private static async Task<IFaultRow> TallyAsync(string strength, string limits, string command, string path)
    {
        CaseTally tally = new(Fault, strength);
        using var child = ChildProcess.Start(limits, command, path);
        while (await child.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            string[] fields = line.Split(Separator);
            string said = fields[0].Replace(path, "FILE", StringComparison.Ordinal).Replace("FILE/state", "FILE", StringComparison.Ordinal);
            tally.Count(said, fields is [_, { Length: > 0 } complaint] ? complaint : null);
        }

        await child.WaitAsync().ConfigureAwait(false);
        if (child.ExitCode != 0)
        {
            tally.Count("ended otherwise than it should", $"it ended with {child.ExitCode}");
        }

        return tally;
    }

    // Whatever becomes of the process, what is mounted is gone with it.
    private static string SmallDiskAt(string folder) =>
        $"""
        options=size={Pages * PageLength},nr_inodes={Inodes}
        why=$(unshare --mount -- mount -t tmpfs -o $options tmpfs {folder} 2>&1) || exec echo "not done, no file system can be mounted here: $why"
        set -- unshare --mount -- bash -c 'options=$0 folder=$1; shift; mount -t tmpfs -o $options tmpfs $folder && exec "$@"' $options {folder} "$@"
        """;

    private static AnchorStore StoreAt(string path) => new(path, new DiskFiles());

    private static List<string> FillWith(byte[] octets, string folder)
    {
        List<string> files = [];
        try
        {
            while (true)
            {
                string file = Path.Combine(folder, $"filling{files.Count}");
                files.Add(file);
                File.WriteAllBytes(file, octets);
            }
        }
        catch (IOException)
        {
            return files;
        }
    }

    private static void Change(string where, AnchorStore store, TextWriter output)
    {
        bool isKept = store.TryUpdate(_ => AnchorStates.Make(New), out string? why);
        IReadOnlyList<TrackedZone>? after = AnchorStates.Read(store);
        bool isRight = AnchorStates.NumberOf(after) == (isKept ? New : Old) && AnchorStates.IsWhole(after);
        bool isSaid = isKept || (!why!.Contains('\n', StringComparison.Ordinal) && why.Contains("cannot be written", StringComparison.Ordinal));
        Say(
            output,
            isKept ? "the new state" : $"the old state, and \"{why!.ReplaceLineEndings(" ")}\"",
            !isRight ? $"{where}state {AnchorStates.NumberOf(after)} is there"
            : isSaid ? ""
            : $"{where}it says: {why!.ReplaceLineEndings(" ")}");
    }

    private static void Put(AnchorStore store, int number, string what, TextWriter output)
    {
        bool isKept = store.TryUpdate(_ => AnchorStates.Make(number), out string? why);
        IReadOnlyList<TrackedZone>? after = AnchorStates.Read(store);
        bool isRight = isKept && AnchorStates.NumberOf(after) == number && AnchorStates.IsWhole(after);
        if (!isRight || number == New)
        {
            Say(output, what, isRight ? "" : $"with room there is state {AnchorStates.NumberOf(after)}: {why}");
        }
    }

    private static void Say(TextWriter output, string outcome, string complaint)
    {
        output.WriteLine(string.Join(Separator, outcome, complaint));
        output.Flush();
    }
}
