using DaneCore.Resolver.Validation;

namespace DaneCore.Resolver.Cache;

/// <summary>
/// Denial records of one kind in the order of their chain, a bounded number of them. When it is full, what ends first goes first.
/// Not safe for parallel use: <see cref="KeptDenials"/> sees to that.
/// </summary>
internal sealed class OrderedDenials<TKey>(int bound, IComparer<TKey> order)
    where TKey : class
{
    private readonly List<Entry> _entries = [];

    public int Count => _entries.Count;

    public void Put(TKey key, SecureRecordSet set, Window window)
    {
        int at = IndexOf(key);
        if (at >= 0)
        {
            _entries[at] = new Entry(key, set, window);
            return;
        }

        if (_entries.Count >= bound)
        {
            _entries.Remove(_entries.MinBy(entry => entry.Window.Until)!);
            at = IndexOf(key);
        }

        _entries.Insert(~at, new Entry(key, set, window));
    }

    /// <summary>The record at the key, or else the one before it; before the first, the last one where the order is a circle.</summary>
    public (SecureRecordSet Set, Window Window)? AtOrBefore(TKey key, DateTimeOffset now, bool wraps)
    {
        int at = IndexOf(key);
        at = at >= 0 ? at : ~at - 1;
        if (at < 0 && wraps)
        {
            at = _entries.Count - 1;
        }

        return at >= 0 && _entries[at].Window.Holds(now) ? (_entries[at].Set, _entries[at].Window) : null;
    }

    public void Clear() => _entries.Clear();

    /// <summary>The index of the key, or the complement of where it would stand.</summary>
    private int IndexOf(TKey key)
    {
        int low = 0;
        int high = _entries.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int side = order.Compare(_entries[middle].Key, key);
            if (side == 0)
            {
                return middle;
            }

            (low, high) = side < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    private sealed record Entry(TKey Key, SecureRecordSet Set, Window Window);
}
