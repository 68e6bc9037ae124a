namespace DaneCore.Fuzz;

/// <summary>Runs one fuzz target.</summary>
internal static class Program
{
    private static int Main() => 2;
}
