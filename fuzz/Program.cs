using System.Globalization;
using DaneCore.Fuzz.Engine;
using SharpFuzz;

namespace DaneCore.Fuzz;

/// <summary>
/// <c>list</c> names the targets; <c>replay</c> runs kept inputs; <c>own</c> runs mutated ones; <c>afl</c> and <c>libfuzzer</c> do what
/// those fuzzers ask for; <c>minimise</c> chooses inputs worth keeping; <c>words</c> prints a dictionary; <c>extract</c> keeps the input that broke
/// a target. <c>fuzz/run.sh</c> calls them in the right order.
/// </summary>
internal static class Program
{
    private const string Usage =
        """
        usage: list
               replay TARGET [FILE]...
               own TARGET [--seed N] [--seconds N] [--runs N] [--keep FOLDER]
               afl TARGET
               libfuzzer TARGET
               minimise TARGET FOLDER OUT
               words TARGET
               extract INPUTFILE OUT
        """;

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
            case ["minimise", string name, string folder, string to] when Catalog.Find(name) is { } target && Directory.Exists(folder):
                return Minimise(target, folder, to);
            case ["words", string name] when Catalog.Find(name) is { } target:
                foreach (string word in target.Words)
                {
                    Console.WriteLine($"\"{Dictionary.Escape(word)}\"");
                }

                return 0;
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
        int keep = Array.IndexOf(options, "--keep");
        string inputFile = Path.Combine("artifacts", "fuzz", $"{target.Name}.input");
        Console.WriteLine($"{target.Name}: seed {seed}, {seconds} s; the input under test stands in {inputFile}");
        LoopResult result = new OwnLoop(target, (ulong)seed).Run(
            TimeSpan.FromSeconds(seconds), Option(options, "--runs", long.MaxValue), inputFile, keep >= 0 && keep + 1 < options.Length ? options[keep + 1] : null);
        Console.WriteLine(result.ToText(target.Name));
        return 0;
    }

    private static int Minimise(IFuzzTarget target, string folder, string to)
    {
        string[] files = Directory.GetFiles(folder);
        IReadOnlyList<string> chosen = Minimising.Choose(target, files);
        Directory.CreateDirectory(to);
        foreach (string file in chosen)
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        Console.WriteLine($"{target.Name}: {chosen.Count} of {files.Length} inputs take all the edges");
        return 0;
    }

    private static byte[] ReadAll(Stream stream)
    {
        using MemoryStream octets = new();
        stream.CopyTo(octets);
        return octets.ToArray();
    }

    private static long Option(string[] options, string name, long otherwise)
    {
        int at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? long.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
