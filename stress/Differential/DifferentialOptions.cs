using System.Globalization;

namespace DaneCore.Stress.Differential;

/// <summary>What the command line asks for.</summary>
internal sealed record DifferentialOptions
{
    public const string Usage = "usage: stress/run.sh differential [--seed N] [--cases N] [--workers N] [--case SEED:NUMBER]";

    /// <summary>The same seed throws the same cases.</summary>
    public ulong Seed { get; private init; } = 1;

    /// <summary>How many cases.</summary>
    public long Cases { get; private init; } = 20_000;

    /// <summary>How many are asked at a time.</summary>
    public int Workers { get; private init; } = Environment.ProcessorCount;

    /// <summary>One case alone, by its number, with everything about it.</summary>
    public long? Only { get; private init; }

    /// <summary>Null for what cannot be understood.</summary>
    public static DifferentialOptions? Read(ReadOnlySpan<string> arguments)
    {
        DifferentialOptions options = new();
        for (; arguments.Length >= 2; arguments = arguments[2..])
        {
            string value = arguments[1];
            DifferentialOptions? next = arguments[0] switch
            {
                "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) => options with { Seed = seed },
                "--cases" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long cases) && cases > 0 => options with { Cases = cases },
                "--workers" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int workers) && workers > 0 => options with { Workers = workers },
                "--case" when value.Split(':') is [string seed, string number]
                    && ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out ulong first)
                    && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long second) => options with { Seed = first, Only = second },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
        }

        return arguments.IsEmpty ? options : null;
    }

    /// <summary>The command that does the same.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"stress/run.sh differential --seed {Seed} --cases {Cases}");
}
