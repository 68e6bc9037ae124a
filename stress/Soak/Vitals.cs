using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DaneCore.Stress.Soak;

/// <summary>What the process takes, while no lookup is under way.</summary>
/// <param name="Heap">Octets of the managed heap after a full collection.</param>
/// <param name="WorkingSet">Octets in memory, whosever they are.</param>
/// <param name="Handles">Open descriptors.</param>
/// <param name="Threads">Threads.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Vitals(long Heap, long WorkingSet, int Handles, int Threads)
{
    private const string Descriptors = "/proc/self/fd";

    /// <summary>Collects, and measures.</summary>
    public static Vitals Measure()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        long heap = GC.GetTotalMemory(forceFullCollection: true);
        using var self = Process.GetCurrentProcess();
        return new Vitals(heap, self.WorkingSet64, Directory.Exists(Descriptors) ? Directory.GetFileSystemEntries(Descriptors).Length : self.HandleCount, self.Threads.Count);
    }
}
