using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>What one reply comes to for one name of an alias chain.</summary>
internal abstract record Hop
{
    private Hop()
    {
    }

    /// <summary>How far it can be trusted.</summary>
    public SecurityStatus Status { get; init; }

    /// <summary>Why it is not secure; null when it is.</summary>
    public Reason? Why { get; init; }

    /// <summary>From the anchor to here.</summary>
    public IReadOnlyList<Evidence> Chain { get; init; } = [];

    public DateTimeOffset ValidUntil { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The sets as evidence; only where the hop is secure.</summary>
    public IReadOnlyList<SecureRecordSet> Secure { get; init; } = [];

    /// <summary>Validated sets of the authority section.</summary>
    public IReadOnlyList<RecordSet> Authority { get; init; } = [];

    /// <summary>From this instant on it no longer holds: it ends with what it rests on, or with the first TTL.</summary>
    public DateTimeOffset HoldsUntil(DateTimeOffset now)
    {
        uint? ttl = this switch
        {
            Data data => data.Sets.Min(set => set.Ttl),
            Alias alias => alias.Sets.Min(set => set.Ttl),
            Absence absence => absence.Ttl,
            _ => 0,
        };
        DateTimeOffset end = ttl is { } seconds ? now.AddSeconds(seconds) : DateTimeOffset.MaxValue;
        return end < ValidUntil ? end : ValidUntil;
    }

    /// <summary>More replies are needed.</summary>
    public sealed record Pending : Hop;

    /// <summary>The data asked for.</summary>
    public sealed record Data(IReadOnlyList<RecordSet> Sets) : Hop;

    /// <summary>There is none: no data, no such name, or a name that grew too long.</summary>
    public sealed record Absence(ResponseCode Code) : Hop
    {
        /// <summary>
        /// How long it may be kept: the lesser of the SOA's TTL and its MINIMUM (RFC 2308 section 5). Null when no SOA came with it;
        /// then it is not kept.
        /// </summary>
        public uint? Ttl { get; init; }

        /// <summary>The zone that proved it; null where nothing had to be proved.</summary>
        public ZoneKeys? Zone { get; init; }

        /// <summary>The zone's SOA; none where it did not come along or does not hold.</summary>
        public SecureRecordSet? Soa { get; init; }

        /// <summary>The NSEC or NSEC3 sets of the proof.</summary>
        public IReadOnlyList<SecureRecordSet> Denials { get; init; } = [];

        /// <summary>True when it was concluded from records kept of other replies (RFC 8198).</summary>
        public bool IsSynthesised { get; init; }
    }

    /// <summary>An alias to another name, with the sets that make it.</summary>
    public sealed record Alias(DomainName Target, IReadOnlyList<RecordSet> Sets) : Hop;

    /// <summary>Bogus, or not to be judged.</summary>
    public sealed record Failed : Hop;
}
