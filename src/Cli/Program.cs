namespace DaneCore.Cli;

/// <summary>The command table.</summary>
internal static class Program
{
    private static int Main() => 2;
}
