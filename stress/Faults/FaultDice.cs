namespace DaneCore.Stress.Faults;

/// <summary>
/// Numbers that a seed determines (SplitMix64), for any number of threads; in which order these come to them is not determined. Nothing is kept secret by them.
/// </summary>
internal sealed class FaultDice(int seed)
{
    private readonly Lock _lock = new();
    private ulong _state = unchecked((uint)seed);

    public bool Falls(double probability) => Share() < probability;

    public double Share()
    {
        const int Bits = 53;
        return (Next() >> (64 - Bits)) / (double)(1UL << Bits);
    }

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public void Shuffle<T>(T[] items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    public ushort[] EveryId()
    {
        ushort[] ids = [.. Enumerable.Range(0, ushort.MaxValue + 1).Select(id => (ushort)id)];
        Shuffle(ids);
        return ids;
    }

    private ulong Next()
    {
        lock (_lock)
        {
            unchecked
            {
                _state += 0x9E3779B97F4A7C15;
                ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                return mixed ^ (mixed >> 31);
            }
        }
    }
}
