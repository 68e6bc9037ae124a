using System.Globalization;

namespace DaneCore.Property.Tests;

/// <summary>
/// How far a property is tried: a few seconds as a rule; <c>DANECORE_SWEEP=all</c> goes fifty times as far, a number that many times.
/// <c>DANECORE_SEED</c> plays one thrown world alone, the one that a failure named.
/// </summary>
internal static class Sweep
{
    private const int All = 50;

    private static readonly int Factor = Environment.GetEnvironmentVariable("DANECORE_SWEEP") switch
    {
        null or "" => 1,
        "all" => All,
        { } times => int.Parse(times, CultureInfo.InvariantCulture),
    };

    public static int Times(int ordinary) => ordinary * Factor;

    public static IEnumerable<int> Seeds(int ordinary) => Environment.GetEnvironmentVariable("DANECORE_SEED") is { Length: > 0 } seed
        ? [int.Parse(seed, CultureInfo.InvariantCulture)]
        : Enumerable.Range(1, Times(ordinary));
}
