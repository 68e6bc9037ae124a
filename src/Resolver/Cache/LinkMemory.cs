using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Cache;

/// <summary>
/// Data, aliases and absences by name and type, each validated or proved to lie in an unsigned zone, from which the answers to other
/// questions are put together. A secure alias, and the secure absence of a name, serve every type.
/// </summary>
internal sealed class LinkMemory(CacheOptions options)
{
    private readonly BoundedTable<(DomainName Name, RecordType Type), Entry> _entries = new(options.Links);

    public int Count => _entries.Count;

    public Hop? Find(DomainName name, RecordType type, DateTimeOffset now) =>
        At((name, type), now) ?? (IsOrdinary(type) ? At((name, RecordType.None), now) : null);

    public void Keep(JudgedLink link, DateTimeOffset now)
    {
        // What was sent along for another question is believed only where it is signed: nobody vouches for it in an unsigned zone.
        if (link.IsKept || link.Hop.Status is not (SecurityStatus.Secure or SecurityStatus.Insecure)
            || (link.Hop.Status == SecurityStatus.Insecure && !link.WasAsked))
        {
            return;
        }

        if (link.Hop is not (Hop.Data or Hop.Alias or Hop.Absence { Ttl: not null, IsSynthesised: false }) || EntrySize.Of(link.Hop) > options.LargestEntry)
        {
            return;
        }

        TimeSpan longest = link.Hop is Hop.Absence ? options.MaxNegativeTtl : options.MaxTtl;
        Window window = new(now, Window.Earlier(link.Hop.HoldsUntil(now), now + longest));
        if (!window.Holds(now))
        {
            return;
        }

        Entry entry = new(link.Hop, window);
        _entries.Put((link.Link.Name, link.Link.Type), entry);

        // RFC 1034 section 3.6.2 and RFC 2308 section 5: an alias, and the absence of a name, do not depend on the type.
        if (link.Hop is { Status: SecurityStatus.Secure } and (Hop.Alias or Hop.Absence { Code: ResponseCode.NXDomain }) && IsOrdinary(link.Link.Type))
        {
            _entries.Put((link.Link.Name, RecordType.None), entry);
        }
    }

    /// <summary>Types that stand at a name like any other: neither the parent's, nor the proofs', nor the alias itself.</summary>
    private static bool IsOrdinary(RecordType type) => type is not
        (RecordType.ANY or RecordType.CNAME or RecordType.DS or RecordType.DNSKEY or RecordType.RRSIG or RecordType.NSEC or RecordType.NSEC3);

    private Hop? At((DomainName Name, RecordType Type) key, DateTimeOffset now) =>
        _entries.TryGet(key, out Entry? entry) && entry.Window.Holds(now)
            ? Aged(entry.Hop, (uint)(now - entry.Window.From).TotalSeconds)
            : null;

    private static Hop Aged(Hop hop, uint seconds)
    {
        if (seconds == 0)
        {
            return hop;
        }

        Hop aged = hop switch
        {
            Hop.Data data => data with { Sets = Aged(data.Sets, seconds) },
            Hop.Alias alias => alias with { Sets = Aged(alias.Sets, seconds) },
            Hop.Absence absence => absence with { Ttl = absence.Ttl - Math.Min(absence.Ttl!.Value, seconds) },
            _ => hop,
        };
        return aged with { Authority = Aged(hop.Authority, seconds), Secure = [.. hop.Secure.Select(set => set.Aged(seconds))] };
    }

    private static IReadOnlyList<RecordSet> Aged(IReadOnlyList<RecordSet> sets, uint seconds) =>
        [.. sets.Select(set => set.WithTtl(set.Ttl - Math.Min(set.Ttl, seconds)))];

    private sealed record Entry(Hop Hop, Window Window);
}
