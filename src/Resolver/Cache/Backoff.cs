using System.Runtime.InteropServices;

namespace DaneCore.Resolver.Cache;

/// <summary>
/// How long a failure is kept: a first one briefly, each that follows soon after twice as long, never beyond the limit
/// (RFC 9520 section 3.2). A failure long after the last one is a first one again.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Backoff(DateTimeOffset Since, DateTimeOffset Until, TimeSpan Interval)
{
    public bool Holds(DateTimeOffset now) => Since <= now && now < Until;

    public static Backoff After(Backoff? last, DateTimeOffset now, CacheOptions options)
    {
        TimeSpan first = Shorter(options.FirstFailure, options.MaxFailure);
        TimeSpan interval = last is { } previous && previous.Since <= now && now - previous.Until < options.MaxFailure
            ? Shorter(previous.Interval * 2, options.MaxFailure)
            : first;
        return new Backoff(now, now + interval, interval);
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
