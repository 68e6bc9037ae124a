using System.Globalization;

namespace DaneCore.Stress.Faults;

/// <summary>What the command line of <c>faults</c> asks for.</summary>
/// <param name="Seed">What the dice are thrown by.</param>
/// <param name="Lookups">Lookups in each row.</param>
/// <param name="Only">The sections to run; empty for all.</param>
/// <param name="IsShort">Every so many steps instead of every one, where steps are swept.</param>
internal sealed record FaultOptions(int Seed, int Lookups, IReadOnlyList<string> Only, bool IsShort)
{
    public const string Usage = "faults [--seed N] [--lookups N] [--only SECTION]... [--short]";

    /// <summary>Null for arguments that mean nothing.</summary>
    public static FaultOptions? Read(IReadOnlyList<string> arguments)
    {
        FaultOptions options = new(1, 200, [], IsShort: false);
        for (int i = 0; i < arguments.Count; i++)
        {
            string? value = i + 1 < arguments.Count ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--short":
                    options = options with { IsShort = true };
                    continue;
                case "--seed" when IsNumber(value, out int seed):
                    options = options with { Seed = seed };
                    break;
                case "--lookups" when IsNumber(value, out int lookups) && lookups > 0:
                    options = options with { Lookups = lookups };
                    break;
                case "--only" when value is not null && FaultsCommand.Sections.Contains(value, StringComparer.Ordinal):
                    options = options with { Only = [.. options.Only, value] };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return options;
    }

    private static bool IsNumber(string? text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
