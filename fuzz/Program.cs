using System.Globalization;

namespace DaneCore.Fuzz;

/// <summary>
/// <c>list</c> names the targets; <c>replay TARGET [FILE]...</c> runs kept inputs; <c>own TARGET --seed N --seconds N</c>
/// runs mutated ones; <c>extract INPUTFILE OUT</c> keeps the one that broke it.
/// </summary>
internal static class Program
{
    private const string Usage =
        "usage: list | replay TARGET [FILE]... | own TARGET [--seed N] [--seconds N] | extract INPUTFILE OUT";

    private static int Main(string[] arguments)
    {
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
                return Own(target, Option(options, "--seed", 1), Option(options, "--seconds", 10));
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

    private static int Own(IFuzzTarget target, int seed, int seconds)
    {
        string inputFile = Path.Combine("artifacts", "fuzz", $"{target.Name}.input");
        Console.WriteLine($"{target.Name}: seed {seed}, {seconds} s; the input under test stands in {inputFile}");
        long runs = new OwnLoop(target, (ulong)seed).Run(TimeSpan.FromSeconds(seconds), inputFile);
        Console.WriteLine($"{target.Name}: {runs.ToString(CultureInfo.InvariantCulture)} inputs, none broke it");
        return 0;
    }

    private static int Option(string[] options, string name, int otherwise)
    {
        int at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
