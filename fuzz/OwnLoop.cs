using System.Diagnostics;
using System.IO.MemoryMappedFiles;

namespace DaneCore.Fuzz;

/// <summary>
/// Runs one target over mutated inputs in this process. An escaping exception ends the process, as it should; the input
/// at fault then stands in the file named at the start, even after a stack overflow.
/// </summary>
internal sealed class OwnLoop(IFuzzTarget target, ulong seed)
{
    private const int LengthField = sizeof(int);

    /// <summary>Returns how many inputs were run.</summary>
    public long Run(TimeSpan time, string inputFile)
    {
        Mutator mutator = new(Corpus.Read(target.Name), target.Words, seed);
        Directory.CreateDirectory(Path.GetDirectoryName(inputFile)!);
        using var file = MemoryMappedFile.CreateFromFile(inputFile, FileMode.Create, null, ushort.MaxValue + LengthField);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor();
        var watch = Stopwatch.StartNew();
        long runs = 0;
        for (; watch.Elapsed < time; runs++)
        {
            byte[] input = mutator.Next();
            view.Write(0, input.Length);
            view.WriteArray(LengthField, input, 0, input.Length);
            target.Run(input);
        }

        return runs;
    }

    /// <summary>The input that was under test when a loop ended before its time.</summary>
    public static byte[] ReadInput(string inputFile)
    {
        byte[] kept = File.ReadAllBytes(inputFile);
        return kept[LengthField..(LengthField + BitConverter.ToInt32(kept))];
    }
}
