using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace DaneCore.Fuzz.Engine;

/// <summary>
/// Which edges of the instrumented assemblies were taken, and about how often. Without instrumentation nothing is ever counted,
/// and the loop runs blind. One per process: instrumented code writes to one address, and must find it before it runs.
/// </summary>
internal sealed unsafe class CoverageMap
{
    private const int Size = 1 << 16;

    // What every run so far has shown: a bit for each class of counts of each edge.
    private readonly byte[] _seen = new byte[Size];

    private CoverageMap()
    {
        Trace.SharedMem = (byte*)NativeMemory.AlignedAlloc(Size, (nuint)Vector<byte>.Count);
        Clear();
    }

    /// <summary>The one map. Touched first in Main.</summary>
    public static CoverageMap Instance { get; } = new();

    /// <summary>Edges taken by any run so far.</summary>
    public int Edges => _seen.Count(classes => classes != 0);

    private static Span<byte> Counts => new(Trace.SharedMem, Size);

    /// <summary>Forgets what the last run took.</summary>
    public static void Clear()
    {
        Trace.PrevLocation = 0;
        Counts.Clear();
    }

    /// <summary>Takes in what the last run took; true when it took an edge, or one more often, as no run did before.</summary>
    public bool AddRun()
    {
        bool isNew = false;
        foreach (int edge in Taken())
        {
            byte seen = _seen[edge];
            byte all = (byte)(seen | ClassOf(Counts[edge]));
            if (all != seen)
            {
                _seen[edge] = all;
                isNew = true;
            }
        }

        return isNew;
    }

    /// <summary>The edges that the last run took, with the class of their counts.</summary>
    public static IReadOnlyList<(int Edge, byte Class)> LastRun() => [.. Taken().Select(edge => (edge, ClassOf(Counts[edge])))];

    // Nearly all of the map is zero after a run: whole vectors of it are skipped.
    private static List<int> Taken()
    {
        List<int> taken = [];
        Span<Vector<byte>> vectors = MemoryMarshal.Cast<byte, Vector<byte>>(Counts);
        for (int i = 0; i < vectors.Length; i++)
        {
            if (vectors[i] == Vector<byte>.Zero)
            {
                continue;
            }

            for (int edge = i * Vector<byte>.Count; edge < (i + 1) * Vector<byte>.Count; edge++)
            {
                if (Counts[edge] != 0)
                {
                    taken.Add(edge);
                }
            }
        }

        return taken;
    }

    // Once, twice, three times, 4 to 7, 8 to 15, 16 to 31, 32 to 127, more: a loop that runs once more is no news every time.
    private static byte ClassOf(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };
}
