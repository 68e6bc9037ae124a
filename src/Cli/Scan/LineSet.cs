namespace DaneCore.Cli.Scan;

/// <summary>Numbers of lines, a bit each: 300 million lines take 38 MB.</summary>
internal sealed class LineSet
{
    private const int PageBits = 1 << 22;

    private readonly List<ulong[]?> _pages = [];

    public long Count { get; private set; }

    /// <summary>The greatest; 0 when there is none.</summary>
    public long Greatest { get; private set; }

    /// <summary>Adds a number; false when it was there.</summary>
    public bool Add(long number)
    {
        int page = checked((int)(number / PageBits));
        while (_pages.Count <= page)
        {
            _pages.Add(null);
        }

        ulong[] words = _pages[page] ??= new ulong[PageBits / 64];
        int bit = (int)(number % PageBits);
        ulong mask = 1UL << (bit % 64);
        if ((words[bit / 64] & mask) != 0)
        {
            return false;
        }

        words[bit / 64] |= mask;
        Count++;
        Greatest = Math.Max(Greatest, number);
        return true;
    }

    public bool Contains(long number)
    {
        int bit = (int)(number % PageBits);
        return number / PageBits < _pages.Count
            && _pages[(int)(number / PageBits)] is { } words
            && (words[bit / 64] & (1UL << (bit % 64))) != 0;
    }
}
