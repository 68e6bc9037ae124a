using System.Globalization;

namespace DaneCore.Stress.Soak;

/// <summary>What the command line asks for.</summary>
internal sealed record SoakOptions
{
    /// <summary>How many lookups.</summary>
    public int Lookups { get; init; } = 1_000_000;

    /// <summary>How many zones below the top.</summary>
    public int Zones { get; init; } = 10_000;

    /// <summary>How many lookups are under way at once.</summary>
    public int AtOnce { get; init; } = 256;

    /// <summary>What everything is drawn from.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>What is done wrong on purpose, to show that it is seen.</summary>
    public SoakPlant Plant { get; init; }

    /// <summary>Lookups between two rows.</summary>
    public int RowLength => Math.Clamp(Lookups / FewestRows, 1, LongestRow);

    /// <summary>
    /// Lookups in one second of the clock: in a million a TTL of data lasts for 40,000 lookups and one of a delegation for 120,000. What is remembered
    /// for as long as one lookup may take must not run out while one is under way with 255 others.
    /// </summary>
    public int LookupsPerSecond => Math.Clamp(Lookups / SecondsInAll, FewestPerSecond, MostPerSecond);

    private const int SecondsInAll = 10_000;
    private const int FewestPerSecond = 25;
    private const int MostPerSecond = 100;
    private const int FewestRows = 4;
    private const int LongestRow = 50_000;
    private const int FewestZones = 50;

    /// <summary>The options, or null for arguments that mean nothing.</summary>
    public static SoakOptions? Read(ReadOnlySpan<string> arguments)
    {
        SoakOptions options = new();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
            {
                return null;
            }

            string value = arguments[i + 1];
            bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0;
            SoakOptions? with = arguments[i] switch
            {
                "--lookups" when isNumber => options with { Lookups = number },
                "--zones" when isNumber && number >= FewestZones => options with { Zones = number },
                "--at-once" when isNumber => options with { AtOnce = number },
                "--seed" when isNumber => options with { Seed = number },
                "--plant" when value == "wrong-verdict" => options with { Plant = SoakPlant.WrongVerdict },
                "--plant" when value == "leak" => options with { Plant = SoakPlant.Leak },
                "--plant" when value == "handles" => options with { Plant = SoakPlant.Handles },
                _ => null,
            };
            if (with is null)
            {
                return null;
            }

            options = with;
        }

        return options;
    }
}
