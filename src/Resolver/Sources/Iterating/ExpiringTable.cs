using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lru;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// What was learned about servers, each entry for a while, a bounded number of them; what was longest unused goes first. Safe for use from many
/// threads. Holds hints for asking; nothing that is an answer belongs here.
/// </summary>
internal sealed class ExpiringTable<TKey, TValue>(int capacity, TimeProvider clock)
    where TKey : notnull
{
    private readonly ConcurrentLru<TKey, (TValue Value, long Until)> _entries = new(capacity);

    public int Count => _entries.Count;

    public void Set(TKey key, TValue value, TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            _entries.AddOrUpdate(key, (value, clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency)));
        }
    }

    public void Remove(TKey key) => _entries.TryRemove(key);

    public bool TryFind(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        bool found = _entries.TryGet(key, out (TValue Value, long Until) entry) && entry.Until > clock.GetTimestamp();
        value = found ? entry.Value : default;
        return found;
    }
}
