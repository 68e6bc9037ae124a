using System.Globalization;

namespace DaneCore.Stress.Soak;

/// <summary>Says what grew: nothing may, once the memory of the resolvers is full.</summary>
internal static class SteadyState
{
    /// <summary>Rows until everything is warm: code compiled, tables full.</summary>
    public const int WarmUp = 2;

    private const double Tolerance = 0.10;
    private const double Mebi = 1 << 20;

    // What a table of a few entries, a collection or a thread pool may take one time more than another.
    private const double LeastHeap = 2 * Mebi;
    private const double LeastWorkingSet = 32 * Mebi;
    private const double LeastHandles = 8;
    private const double LeastThreads = 12;

    /// <summary>One line for each thing that is more than a tenth above what it was after the warm-up, in any row.</summary>
    public static IReadOnlyList<string> Growth(IReadOnlyList<SoakRow> rows)
    {
        if (rows.Count <= WarmUp)
        {
            return ["the run is too short to say whether anything grows"];
        }

        List<string> grown = [];
        void Judge(string what, Func<Vitals, double> measure, double least, double unit)
        {
            double warm = measure(rows[WarmUp - 1].Vitals);
            double most = rows.Skip(WarmUp).Max(row => measure(row.Vitals));
            if (most > warm + Math.Max(warm * Tolerance, least))
            {
                grown.Add(string.Create(CultureInfo.InvariantCulture, $"{what} grew from {warm / unit:0.0} after the warm-up to {most / unit:0.0}"));
            }
        }

        Judge("managed heap (MiB)", vitals => vitals.Heap, LeastHeap, Mebi);
        Judge("working set (MiB)", vitals => vitals.WorkingSet, LeastWorkingSet, Mebi);
        Judge("handles", vitals => vitals.Handles, LeastHandles, 1);
        Judge("threads", vitals => vitals.Threads, LeastThreads, 1);
        return grown;
    }
}
