namespace DaneCore.Architecture.Tests;

/// <summary>Lists every offence, not the first: one run tells all there is to mend.</summary>
internal static class Offences
{
    public static void None(IEnumerable<string> offences)
    {
        string[] all = [.. offences.Distinct().Order(StringComparer.Ordinal)];
        Assert.True(all.Length == 0, $"{all.Length} offences\n{string.Join('\n', all)}");
    }
}
