using System.Diagnostics;
using System.Globalization;
using DaneCore.Fuzz.Engine;
using SharpFuzz;

namespace DaneCore.Fuzz;

/// <summary>
/// <c>list</c> names the targets; <c>replay</c> runs kept inputs; <c>own</c> runs mutated ones; <c>afl</c> and <c>libfuzzer</c> do what
/// those fuzzers ask for; <c>minimise</c> chooses inputs worth keeping, <c>sift</c> those that do not break the target; <c>words</c> prints a dictionary; <c>extract</c> keeps the input that broke
/// a target; <c>blocks</c> makes instrumented assemblies tell of blocks, and <c>coverage</c> says how many of them inputs reach. <c>fuzz/run.sh</c> calls them in the right order.
/// </summary>
internal static class Program
{
    private const string Usage =
        """
        usage: list
               replay TARGET [FILE]...
               own TARGET [--seed N] [--seconds N] [--runs N] [--keep FOLDER] [--seeds FOLDER] [--hang SECONDS]
               afl TARGET
               libfuzzer TARGET
               minimise TARGET FOLDER OUT [HAD]
               sift TARGET FOLDER OUT
               words TARGET
               blocks FOLDER
               coverage TARGET [FOLDER]...
               extract INPUTFILE OUT
        """;

    // What the process ends with when an input hangs.
    private const int HangCode = 3;

    private static int Main(string[] arguments)
    {
        // Before anything that may be instrumented: it counts into this map, wherever that is.
        _ = CoverageMap.Instance;
        switch (arguments)
        {
            case ["list"]:
                foreach (IFuzzTarget target in Catalog.Targets)
                {
                    Console.WriteLine(target.Name);
                }

                return 0;
            case ["replay", string name, .. string[] files] when Catalog.Find(name) is { } target:
                return Replay(target, files.Length == 0 ? Corpus.Files(name) : files);
            case ["own", string name, .. string[] options] when Catalog.Find(name) is { } target:
                return Own(target, options);
            case ["afl", string name] when Catalog.Find(name) is { } target:
                Fuzzer.OutOfProcess.Run(stream => target.Run(ReadAll(stream)));
                return 0;
            case ["libfuzzer", string name] when Catalog.Find(name) is { } target:
                Fuzzer.LibFuzzer.Run(target.Run);
                return 0;
            case ["minimise", string name, string folder, string to, .. string[] had] when Catalog.Find(name) is { } target && Directory.Exists(folder):
                return Minimise(target, folder, to, had);
            case ["sift", string name, string folder, string to] when Catalog.Find(name) is { } target && Directory.Exists(folder):
                return Sift(target, folder, to);
            case ["words", string name] when Catalog.Find(name) is { } target:
                foreach (string word in target.Words)
                {
                    Console.WriteLine($"\"{Dictionary.Escape(word)}\"");
                }

                return 0;
            case ["blocks", string folder] when Directory.Exists(folder):
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{BlockNumbering.Number(folder)} blocks"));
                return 0;
            case ["coverage", string name, .. string[] folders] when Catalog.Find(name) is { } target:
                return Cover(target, folders);
            case ["extract", string inputFile, string outFile]:
                File.WriteAllBytes(outFile, OwnLoop.ReadInput(inputFile));
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static int Replay(IFuzzTarget target, IReadOnlyList<string> files)
    {
        foreach (string file in files)
        {
            Console.WriteLine(file);
            target.Run(File.ReadAllBytes(file));
        }

        return 0;
    }

    private static int Own(IFuzzTarget target, string[] options)
    {
        long seed = Option(options, "--seed", 1);
        long seconds = Option(options, "--seconds", 10);
        string inputFile = Path.Combine("artifacts", "fuzz", $"{target.Name}.input");
        Console.WriteLine($"{target.Name}: seed {seed}, {seconds} s; the input under test stands in {inputFile}");
        OwnLoop loop = new(target, (ulong)seed)
        {
            Seeds = Word(options, "--seeds") is { } folder
                ? [[], .. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]
                : Corpus.Read(target.Name),
            Hang = (TimeSpan.FromSeconds(Option(options, "--hang", (long)OwnLoop.HangLimit.TotalSeconds)), time => LeaveHanging(target, time)),
        };
        long from = Environment.TickCount64;
        try
        {
            LoopResult result = loop.Run(TimeSpan.FromSeconds(seconds), Option(options, "--runs", long.MaxValue), inputFile, Word(options, "--keep"));
            Console.WriteLine(result.ToText(target.Name));
            return 0;
        }
        catch (Exception exception) when (TellOf(exception))
        {
            throw new UnreachableException("what is told of goes on", exception);
        }

        // Tells and lets it go on, so that the process ends as it does when nobody looks.
        bool TellOf(Exception exception)
        {
            double time = (Environment.TickCount64 - from) / 1000.0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name}: input {loop.Runs} broke it, after {time:0} s: {exception.Message}"));
            return false;
        }
    }

    // Those of the inputs that do not break the target, for a run that has to find by itself what the others show.
    private static int Sift(IFuzzTarget target, string folder, string to)
    {
        Directory.CreateDirectory(to);
        int kept = 0;
        List<string> broken = [];
        foreach (string file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            try
            {
                target.Run(File.ReadAllBytes(file));
            }
            catch (BrokenPromiseException)
            {
                broken.Add(Path.GetFileName(file));
                continue;
            }

            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
            kept++;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{broken.Count} of {kept + broken.Count} kept inputs show it{(broken.Count > 0 ? $", {broken[^1]} among them" : "")}"));
        return 0;
    }

    private static int Cover(IFuzzTarget target, string[] folders)
    {
        if (BlockMap.Begin() is not { } map)
        {
            Console.Error.WriteLine("no blocks are counted here; fuzz/coverage.sh makes the assemblies that do");
            return 2;
        }

        foreach (string file in Corpus.Files(target.Name).Concat(folders.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles)))
        {
            target.Run(File.ReadAllBytes(file));
        }

        (int taken, int all) = map.Of(target.Parts);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{target.Name}: {(all == 0 ? 0 : 100.0 * taken / all):0} % of what it is about: {taken} of {all} blocks"));
        foreach ((string type, int taken, int all) least in map.Least(target.Parts))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {least.type}: {least.taken} of {least.all}"));
        }

        return 0;
    }

    // The thread that hangs cannot be told to stop: the process ends, and the input stands in its file.
    private static void LeaveHanging(IFuzzTarget target, TimeSpan time)
    {
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name}: hangs; one input took {time.TotalSeconds:0} s and is not done"));
        Environment.Exit(HangCode);
    }

    private static int Minimise(IFuzzTarget target, string folder, string to, string[] had)
    {
        string[] files = Directory.GetFiles(folder);
        IReadOnlyList<string> chosen = Minimising.Choose(target, files, [.. had.Where(Directory.Exists).SelectMany(Directory.GetFiles)]);
        Directory.CreateDirectory(to);
        foreach (string file in chosen)
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        Console.WriteLine($"{target.Name}: {chosen.Count} of {files.Length} inputs are worth keeping");
        return 0;
    }

    private static byte[] ReadAll(Stream stream)
    {
        using MemoryStream octets = new();
        stream.CopyTo(octets);
        return octets.ToArray();
    }

    private static long Option(string[] options, string name, long otherwise) =>
        Word(options, name) is { } word ? long.Parse(word, CultureInfo.InvariantCulture) : otherwise;

    private static string? Word(string[] options, string name)
    {
        int at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : null;
    }
}
