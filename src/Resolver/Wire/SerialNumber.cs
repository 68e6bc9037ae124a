namespace DaneCore.Resolver.Wire;

/// <summary>Comparison modulo 2^32 (RFC 1982 section 3.2): signature times and zone serials wrap around.</summary>
internal static class SerialNumber
{
    /// <summary>
    /// True when <paramref name="left"/> comes before <paramref name="right"/>. For two values exactly 2^31 apart
    /// RFC 1982 leaves the answer open; it is false both ways here, so that neither order can be claimed.
    /// </summary>
    public static bool IsBefore(uint left, uint right) => unchecked(right - left) is > 0 and < 0x8000_0000;

    /// <summary>An instant as the 32 bits that RRSIG carries (RFC 4034 section 3.1.5).</summary>
    public static uint FromInstant(DateTimeOffset instant) => unchecked((uint)instant.ToUnixTimeSeconds());

    /// <summary>The instant nearest to <paramref name="near"/> that these 32 bits can mean.</summary>
    public static DateTimeOffset ToInstant(uint serial, DateTimeOffset near)
    {
        int distance = unchecked((int)(serial - FromInstant(near)));
        long seconds = near.ToUnixTimeSeconds() + distance;
        return DateTimeOffset.FromUnixTimeSeconds(
            Math.Clamp(seconds, DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds()));
    }
}
