namespace DaneCore.Stress.Differential;

/// <summary>Numbers that look random and are the same for the same seed on every machine (SplitMix64); not for secrets.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Dice of their own for each part of a run: what one part throws changes nothing for another.</summary>
    public static Dice For(ulong seed, ulong part, ulong number)
    {
        ulong mixed = Mixed(seed) ^ part;
        return new Dice(Mixed(mixed) ^ number);
    }

    /// <summary>A number from 0 up to, not including, the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>True once in so many throws.</summary>
    public bool OneIn(int throws) => Below(throws) == 0;

    /// <summary>One of these.</summary>
    public T Pick<T>(params IReadOnlyList<T> from) => from[Below(from.Count)];

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
        }

        return Mixed(_state);
    }

    private static ulong Mixed(ulong state)
    {
        unchecked
        {
            ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
