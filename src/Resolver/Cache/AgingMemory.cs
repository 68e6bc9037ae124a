using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Cache;

/// <summary>
/// Finished answers by name and type. The answer handed out is made anew once per second of age, because its TTLs count down in
/// seconds, and shared between all who ask within that second; a look finds it without making anything.
/// </summary>
/// <param name="bound">How many.</param>
/// <param name="age">The same answer so many seconds later.</param>
internal sealed class AgingMemory<T>(int bound, Func<T, uint, T> age)
    where T : class
{
    private readonly BoundedTable<(DomainName Name, RecordType Type), Entry> _entries = new(bound);

    public int Count => _entries.Count;

    public T? Find(DomainName name, RecordType type, DateTimeOffset now)
    {
        if (!_entries.TryGet((name, type), out Entry? entry) || !entry.Window.Holds(now))
        {
            return null;
        }

        uint seconds = (uint)(now - entry.Window.From).TotalSeconds;
        Aged latest = entry.Latest;
        if (latest.Seconds != seconds)
        {
            latest = new Aged(seconds, age(entry.Fresh, seconds));
            entry.Latest = latest;
        }

        return latest.Answer;
    }

    public void Keep(DomainName name, RecordType type, T answer, Window window) =>
        _entries.Put((name, type), new Entry(answer, window, new Aged(0, age(answer, 0))));

    private sealed class Entry(T fresh, Window window, Aged latest)
    {
        private volatile Aged _latest = latest;

        public T Fresh { get; } = fresh;

        public Window Window { get; } = window;

        public Aged Latest
        {
            get => _latest;
            set => _latest = value;
        }
    }

    private sealed record Aged(uint Seconds, T Answer);
}
