using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Cache;

/// <summary>
/// What was proved about zones: keys with their chain, unsigned delegations, names at which no zone begins, and zones that were
/// found broken. Each kind has a table of its own, so that neither answers nor a flood of names ever displaces keys. An entry ends
/// with the first thing it rests on.
/// </summary>
internal sealed class ZoneMemory(CacheOptions options)
{
    private readonly BoundedTable<(DomainName Anchor, DomainName Name), ZoneEntry> _zones = new(options.Zones);
    private readonly BoundedTable<(DomainName Anchor, DomainName Name), CutEntry> _unsigned = new(options.UnsignedDelegations);
    private readonly BoundedTable<(DomainName Anchor, DomainName Name), CutEntry> _plain = new(options.PlainNames);

    // By place: what one server made of a zone says nothing about what the next one will.
    private readonly BoundedTable<(DomainName Anchor, DomainName Name, int Place), BrokenEntry> _broken = new(options.BrokenZones);

    public int Count => _zones.Count + _unsigned.Count + _plain.Count + _broken.Count;

    public int Zones => _zones.Count;

    public ZoneEntry? ZoneAt(DomainName anchor, DomainName apex) => _zones.Find((anchor, apex));

    public CutEntry? CutAt(DomainName anchor, DomainName name) => _unsigned.Find((anchor, name)) ?? _plain.Find((anchor, name));

    public Standing.Broken? BrokenAt(DomainName anchor, DomainName apex, int place, DateTimeOffset now) =>
        _broken.Find((anchor, apex, place)) is { } entry && entry.Time.Holds(now) ? entry.Zone : null;

    /// <summary>Keeps what a lookup with a usable answer found out on its way.</summary>
    public void Keep(ZoneLesson lesson, DateTimeOffset now)
    {
        (DomainName, DomainName) key = (lesson.Anchor, lesson.Name);
        DateTimeOffset latest = Window.Earlier(now + options.MaxTtl, lesson.Parent?.ValidUntil ?? DateTimeOffset.MaxValue);
        switch (lesson)
        {
            case { Zone: Standing.Signed { HasGap: false } signed }:
                KeepZone(key, lesson, signed, Until(signed.ValidUntil), now);
                break;
            case { Zone: Standing.Unsigned unsigned, Cut: not null }:
                KeepZone(key, lesson, unsigned, Until(unsigned.ValidUntil), now);
                break;
            case { Zone: null, Cut: CutFinding.UnsignedCut unsigned }:
                KeepCut(_unsigned, Until(unsigned.ValidUntil));
                break;
            case { Zone: null, Cut: CutFinding.NoCut plain }:
                KeepCut(_plain, Until(plain.ValidUntil));
                break;
            case { Zone: null, Cut: CutFinding.NothingBelow nothing }:
                KeepCut(_plain, Until(nothing.ValidUntil));
                break;
        }

        DateTimeOffset Until(DateTimeOffset own) => Window.Earlier(own, latest);

        void KeepCut(BoundedTable<(DomainName, DomainName), CutEntry> table, DateTimeOffset until)
        {
            if (now < until)
            {
                table.Put(key, new CutEntry(lesson.Parent!.Apex, lesson.Cut!, new Window(now, until)));
            }
        }
    }

    /// <summary>
    /// Keeps what a lookup with a bogus answer found broken, for five minutes at the most (RFC 4035 section 4.7, RFC 9520 section 3.2).
    /// Broken it stays: this never makes a zone unsigned.
    /// </summary>
    public void KeepBroken(ZoneLesson lesson, int place, DateTimeOffset now)
    {
        if (lesson.Zone is Standing.Broken broken)
        {
            (DomainName, DomainName, int) key = (lesson.Anchor, lesson.Name, place);
            var time = Backoff.After(_broken.Find(key)?.Time, now, options);
            _broken.Put(key, new BrokenEntry(broken with { ValidUntil = time.Until }, time));
        }
    }

    private void KeepZone((DomainName, DomainName) key, ZoneLesson lesson, Standing standing, DateTimeOffset until, DateTimeOffset now)
    {
        if (now < until)
        {
            _zones.Put(key, new ZoneEntry(lesson.Parent?.Apex, lesson.Cut, standing, new Window(now, until)));
        }
    }

    /// <summary>A zone that is signed, or counts as unsigned though it has DS records; and the zone above that vouches for its DS.</summary>
    internal sealed record ZoneEntry(DomainName? Parent, CutFinding? Cut, Standing Standing, Window Window);

    /// <summary>What a zone proved about a name below it.</summary>
    internal sealed record CutEntry(DomainName Zone, CutFinding Finding, Window Window);

    private sealed record BrokenEntry(Standing.Broken Zone, Backoff Time);
}
