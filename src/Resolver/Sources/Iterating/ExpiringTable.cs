using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// What was learned about servers, each entry for a while, a bounded number of them. When it is full, what would expire first goes first.
/// Safe for use from many threads. Holds hints for asking; nothing that is an answer belongs here.
/// </summary>
internal sealed class ExpiringTable<TKey, TValue>(int capacity, TimeProvider clock)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, (TValue Value, long Until)> _entries = new();

    public int Count => _entries.Count;

    public void Set(TKey key, TValue value, TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
        {
            return;
        }

        _entries[key] = (value, Now + (long)(time.TotalSeconds * clock.TimestampFrequency));
        if (_entries.Count > capacity)
        {
            MakeRoom();
        }
    }

    public bool TryFind(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        bool found = _entries.TryGetValue(key, out (TValue Value, long Until) entry) && entry.Until > Now;
        value = found ? entry.Value : default;
        return found;
    }

    private long Now => clock.GetTimestamp();

    // An eighth at a time, so that a full table does not sort itself at every entry.
    private void MakeRoom()
    {
        long now = Now;
        int kept = capacity - (capacity / 8);
        KeyValuePair<TKey, (TValue Value, long Until)>[] all = [.. _entries.OrderByDescending(entry => entry.Value.Until)];
        foreach (KeyValuePair<TKey, (TValue Value, long Until)> entry in all.Where((entry, i) => i >= kept || entry.Value.Until <= now))
        {
            _entries.TryRemove(entry);
        }
    }
}
