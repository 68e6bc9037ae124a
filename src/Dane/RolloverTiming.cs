namespace DaneCore.Dane;

/// <summary>What the waiting times of a rollover follow from.</summary>
/// <param name="Start">When the first change can be published: now.</param>
/// <param name="HeldNow">For how long caches may go on answering what stands in DNS now, be it that there is nothing.</param>
/// <param name="Ttl">The TTL of the sets to be published.</param>
public sealed record RolloverTiming(DateTimeOffset Start, TimeSpan HeldNow, TimeSpan Ttl)
{
    // RFC 7671 section 8.1: at least two TTLs before the new key is used.
    private const int WaitInTtls = 2;

    /// <summary>How long a set has to stand before a key may be used that the set before it does not name.</summary>
    public TimeSpan Wait => WaitInTtls * HeldNow;

    /// <summary>The same after what is published by this plan itself.</summary>
    public TimeSpan LaterWait => WaitInTtls * Ttl;
}
