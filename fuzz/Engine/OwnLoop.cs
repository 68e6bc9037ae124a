using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;

namespace DaneCore.Fuzz.Engine;

/// <summary>
/// Runs one target over mutated inputs in this process, and goes on from those that reach new code. An escaping exception ends
/// the process, as it should; the input at fault then stands in the file named at the start, even after a stack overflow. So it does when an input takes
/// longer than the limit: whoever starts the loop says what is done then.
/// </summary>
internal sealed class OwnLoop(IFuzzTarget target, ulong seed)
{
    /// <summary>What an input may take.</summary>
    public static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(20);

    private const int LengthField = sizeof(int);

    // A finding is what somebody wants to read: longer inputs are run, and not gone on from.
    private const int LongestKept = 4096;

    /// <summary>Inputs run so far, the one under test among them.</summary>
    public long Runs { get; private set; }

    /// <summary>The inputs to begin with; those kept for the target unless others are given.</summary>
    public IReadOnlyList<byte[]> Seeds { get; init; } = Corpus.Read(target.Name);

    /// <summary>What an input may take, and what is done when one takes longer.</summary>
    public (TimeSpan Limit, Action<TimeSpan> OnHang) Hang { get; init; } = (HangLimit, _ => { });

    /// <summary>Runs until the time is up, or the limit of executions is reached. Inputs that reached new code go into the folder, if there is one.</summary>
    public LoopResult Run(TimeSpan time, long limit, string inputFile, string? keep)
    {
        CoverageMap map = CoverageMap.Instance;

        // Whatever is longer than any input of ours may be was put there by somebody else.
        List<byte[]> inputs = [.. Seeds.Concat(Kept(keep)).Where(input => input.Length <= Mutator.MaxLength)];
        Mutator mutator = new(inputs, target.Words, seed);
        Directory.CreateDirectory(Path.GetDirectoryName(inputFile)!);
        using var file = MemoryMappedFile.CreateFromFile(inputFile, FileMode.Create, null, Mutator.MaxLength + LengthField);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor();
        using HangWatch hangs = new(Hang.Limit, Hang.OnHang);
        var watch = Stopwatch.StartNew();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        int given = inputs.Count;
        while (Runs < limit && (Runs < given || watch.Elapsed < time))
        {
            bool isGiven = Runs < given;
            byte[] input = isGiven ? inputs[(int)Runs] : mutator.Next();
            Runs++;
            view.Write(0, input.Length);
            view.WriteArray(LengthField, input, 0, input.Length);
            CoverageMap.Clear();
            hangs.Begin();
            target.Run(input);
            hangs.End();
            if (map.AddRun() && !isGiven && input.Length <= LongestKept)
            {
                inputs.Add(input);
                Keep(keep, input);
            }
        }

        return new LoopResult(Runs, map.Edges, inputs.Count - given, watch.Elapsed, Environment.CpuUsage.TotalTime - before);
    }

    /// <summary>The input that was under test when a loop ended before its time.</summary>
    public static byte[] ReadInput(string inputFile)
    {
        byte[] kept = File.ReadAllBytes(inputFile);
        return kept[LengthField..(LengthField + BitConverter.ToInt32(kept))];
    }

    private static IEnumerable<byte[]> Kept(string? folder) =>
        folder is not null && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
            : [];

    private static void Keep(string? folder, byte[] input)
    {
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..16]), input);
        }
    }
}
