namespace DaneCore.Resolver.Cache;

/// <summary>
/// How much a resolver keeps between lookups, and for how long at most. Each kind has its own bound, so that a flood of one never
/// displaces another; what is kept longest unused goes first. Defaults come to some 40 MiB when every table is full of usual
/// entries.
/// </summary>
public sealed record CacheOptions
{
    /// <summary>Signed zones with their keys and chain, about 4 KiB each: the 4 MiB that Unbound gives its key cache.</summary>
    public int Zones { get; init => field = Positive(value); } = 1_000;

    /// <summary>Delegations proved to be unsigned, about 1 KiB each. Most delegations are.</summary>
    public int UnsignedDelegations { get; init => field = Positive(value); } = 8_000;

    /// <summary>Names at which a signed zone proved that no other begins, about 1 KiB each.</summary>
    public int PlainNames { get; init => field = Positive(value); } = 8_000;

    /// <summary>Zones found broken at some server.</summary>
    public int BrokenZones { get; init => field = Positive(value); } = 1_000;

    /// <summary>Finished answers, about 2 KiB each.</summary>
    public int Answers { get; init => field = Positive(value); } = 4_000;

    /// <summary>Validated data, aliases and absences by name and type, from which other answers are put together.</summary>
    public int Links { get; init => field = Positive(value); } = 4_000;

    /// <summary>Questions that could not be answered (RFC 9520 section 3.2).</summary>
    public int Failures { get; init => field = Positive(value); } = 2_000;

    /// <summary>Zones whose denial records are kept in order (RFC 8198); 256 zones of 64 records are as much as Unbound's 1 MiB twice over.</summary>
    public int DenialZones { get; init => field = Positive(value); } = 256;

    /// <summary>Denial records kept of one zone and kind.</summary>
    public int DenialsPerZone { get; init => field = Positive(value); } = 64;

    /// <summary>
    /// Octets of record data in one entry; what is larger is not kept. A reply that fits one datagram of EDNS is ten times smaller.
    /// </summary>
    public int LargestEntry { get; init => field = Positive(value); } = 16 * 1024;

    /// <summary>The longest TTL that is believed. RFC 8767 section 4 names a day to a week; BIND takes a week, Unbound a day.</summary>
    public TimeSpan MaxTtl { get; init => field = Positive(value); } = TimeSpan.FromDays(1);

    /// <summary>The longest TTL of an absence: RFC 2308 section 5 finds one to three hours sensible, Unbound takes one.</summary>
    public TimeSpan MaxNegativeTtl { get; init => field = Positive(value); } = TimeSpan.FromHours(1);

    /// <summary>How long a first failure is kept; each further one doubles it (RFC 9520 section 3.2: at least a second).</summary>
    public TimeSpan FirstFailure { get; init => field = Within(value, TimeSpan.FromSeconds(1), LongestFailure); } = TimeSpan.FromSeconds(1);

    /// <summary>How long a failure is kept at most (RFC 9520 section 3.2: five minutes).</summary>
    public TimeSpan MaxFailure { get; init => field = Within(value, TimeSpan.FromSeconds(1), LongestFailure); } = LongestFailure;

    /// <summary>True answers from validated NSEC and NSEC3 records that a name or type does not exist, without asking (RFC 8198).</summary>
    public bool UsesDenialsAggressively { get; init; } = true;

    /// <summary>True fetches the keys of a zone in use again shortly before they run out.</summary>
    public bool RefreshesKeys { get; init; } = true;

    private static TimeSpan LongestFailure { get; } = TimeSpan.FromMinutes(5);

    private static int Positive(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return value;
    }

    private static TimeSpan Positive(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
        return value;
    }

    private static TimeSpan Within(TimeSpan value, TimeSpan least, TimeSpan most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
