namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// How far the walk from the root may go for one question. Beyond a limit the question counts as unanswered, and the reply
/// says which limit it was.
/// </summary>
public sealed record IterationLimits
{
    /// <summary>Queries sent, lookups of server names included (BIND allows 50 to 100, Unbound 32 for each of its sub-questions).</summary>
    public int Queries { get; init; } = 100;

    /// <summary>Referrals from the root to the answer. Each must lead further down, so 127 is the most a name allows (Unbound: 130).</summary>
    public int Referrals { get; init; } = 32;

    /// <summary>Addresses tried for one step. What eight servers do not say, the others will hardly know (Unbound: 5 tries each, 32 in all).</summary>
    public int TriesPerStep { get; init; } = 8;

    /// <summary>Servers of a referral looked at; more are ignored. The root has 13 (PowerDNS looks at 13).</summary>
    public int ServersPerZone { get; init; } = 16;

    /// <summary>Addresses of one server looked at; more are ignored.</summary>
    public int AddressesPerServer { get; init; } = 8;

    /// <summary>Names of servers looked up for one step because no address came with them (CVE-2020-12662; BIND: 4, PowerDNS: 10).</summary>
    public int ServerNamesPerStep { get; init; } = 4;

    /// <summary>Names of servers looked up for one question, at all depths (CVE-2020-12662; Unbound: 64).</summary>
    public int ServerNames { get; init; } = 16;

    /// <summary>How deep one server's name may need another's (BIND: 7, Unbound: 8).</summary>
    public int Depth { get; init; } = 5;

    /// <summary>Queries about shortened names in one walk (RFC 9156 section 2.3: MAX_MINIMISE_COUNT).</summary>
    public int MinimisedQueries { get; init; } = 10;

    /// <summary>How many of these grow by one label only (RFC 9156 section 2.3: MINIMISE_ONE_LAB).</summary>
    public int MinimisedOneLabel { get; init; } = 4;
}
