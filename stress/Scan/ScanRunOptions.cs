using System.Globalization;

namespace DaneCore.Stress.Scan;

/// <summary>What the command line of <c>scan</c> asks for.</summary>
/// <param name="Seed">What the dice are thrown by.</param>
/// <param name="Domains">Lines in the list.</param>
/// <param name="Kills">How often the survey is killed.</param>
/// <param name="Shards">In how many parts the list is surveyed once more, side by side; 0 for not at all.</param>
/// <param name="Parallel">In how many parts GNU parallel surveys it once more, one of which is killed; 0 for not at all.</param>
internal sealed record ScanRunOptions(int Seed, int Domains, int Kills, int Shards, int Parallel)
{
    public const string Usage = "scan [--seed N] [--domains N] [--kills N] [--shards N] [--parallel N]";

    /// <summary>Null for arguments that mean nothing.</summary>
    public static ScanRunOptions? Read(IReadOnlyList<string> arguments)
    {
        ScanRunOptions options = new(1, 100_000, 3, 0, 0);
        for (int i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                return null;
            }

            switch (arguments[i])
            {
                case "--seed":
                    options = options with { Seed = number };
                    break;
                case "--domains" when number > 0:
                    options = options with { Domains = number };
                    break;
                case "--kills":
                    options = options with { Kills = number };
                    break;
                case "--shards" when number <= 16:
                    options = options with { Shards = number };
                    break;
                case "--parallel" when number <= 16:
                    options = options with { Parallel = number };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
