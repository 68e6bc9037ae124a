using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Cache;

/// <summary>
/// Questions that could not be answered, each for a short time that doubles while it keeps failing and never exceeds five
/// minutes (RFC 9520 section 3.2). It says nothing about servers and nothing about any other question.
/// </summary>
/// <param name="options">Bounds and times.</param>
/// <param name="age">The same failure so many seconds later.</param>
internal sealed class FailureMemory<T>(CacheOptions options, Func<T, uint, T> age)
    where T : class
{
    private readonly BoundedTable<(DomainName Name, RecordType Type), Entry> _entries = new(options.Failures);

    public int Count => _entries.Count;

    public T? Find(DomainName name, RecordType type, DateTimeOffset now) =>
        _entries.TryGet((name, type), out Entry? entry) && entry.Time.Holds(now)
            ? age(entry.Failure, (uint)(now - entry.Time.Since).TotalSeconds)
            : null;

    /// <summary>Keeps a failure; not beyond the end of what it rests on.</summary>
    /// <param name="question">What failed.</param>
    /// <param name="now">When.</param>
    /// <param name="latest">The latest end.</param>
    /// <param name="make">The failure as it is handed out, given when it ends.</param>
    public void Keep(Question question, DateTimeOffset now, DateTimeOffset latest, Func<Backoff, T> make)
    {
        var time = Backoff.After(_entries.Find((question.Name, question.Type))?.Time, now, options);
        time = time with { Until = Window.Earlier(time.Until, latest) };
        _entries.Put((question.Name, question.Type), new Entry(make(time), time));
    }

    public void Forget(Question question) => _entries.Remove((question.Name, question.Type));

    private sealed record Entry(T Failure, Backoff Time);
}
