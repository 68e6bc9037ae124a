using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lru;

namespace DaneCore.Resolver.Cache;

/// <summary>
/// A table that many may use at once and that never holds more than its bound. What is looked up again outlives what
/// was put in and never asked for: a flood of new entries passes through without displacing what is in use.
/// </summary>
internal sealed class BoundedTable<TKey, TValue>(int bound)
    where TKey : notnull
    where TValue : class
{
    // The cache underneath has three queues of one entry at least.
    private const int LeastBound = 3;

    private readonly ConcurrentLru<TKey, TValue> _entries = new(Math.Max(bound, LeastBound));

    public int Count => _entries.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _entries.TryGet(key, out value);

    public TValue? Find(TKey key) => _entries.TryGet(key, out TValue? value) ? value : null;

    public void Put(TKey key, TValue value) => _entries.AddOrUpdate(key, value);

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make) => _entries.GetOrAdd(key, make);

    public void Remove(TKey key) => _entries.TryRemove(key);
}
