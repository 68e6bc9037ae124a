namespace DaneCore.Bench;

/// <summary>Runs the benchmarks.</summary>
internal static class Program
{
    private static int Main() => 2;
}
