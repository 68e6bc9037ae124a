namespace DaneCore.Stress.Faults;

/// <summary>Random numbers that a seed determines, for any number of threads; in which order these come to them is not determined.</summary>
internal sealed class FaultDice(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    public bool Falls(double probability) => Share() < probability;

    public double Share()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }

    public int Below(int limit)
    {
        lock (_lock)
        {
            return _random.Next(limit);
        }
    }

    public ushort[] EveryId()
    {
        var ids = Enumerable.Range(0, ushort.MaxValue + 1).Select(id => (ushort)id).ToArray();
        lock (_lock)
        {
            _random.Shuffle(ids);
        }

        return ids;
    }
}
