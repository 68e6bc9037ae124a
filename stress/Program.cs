namespace DaneCore.Stress;

/// <summary>Long runs against the lab, in which every verdict is checked: <c>stress/run.sh COMMAND [OPTION]...</c>.</summary>
internal static class Program
{
    private const string Usage =
        """
        usage: stress/run.sh COMMAND [OPTION]...
        """;

    /// <returns>0 when every promise held, 1 when one was broken, 2 for arguments that mean nothing.</returns>
    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            default:
                await Console.Error.WriteLineAsync(Usage).ConfigureAwait(false);
                return 2;
        }
    }
}
