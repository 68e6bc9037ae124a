using System.Collections.Concurrent;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// How often each server is asked: so many questions a second, in the order in which they came, each server for itself. Counts all of them, limit or none. The
/// repetition of a datagram that was lost belongs to its question and is not counted.
/// </summary>
internal sealed class ServerPace(double? perSecond, TimeProvider clock)
{
    // Servers whose turn is remembered; who walks from the root meets many. Beyond it those that are not waited for are forgotten.
    private const int MaxServers = 20_000;

    // What a server may get at once after a silence: a tenth of a second's worth.
    private const double BurstShare = 10;

    private readonly ConcurrentDictionary<string, Turn> _turns = new(StringComparer.Ordinal);
    private readonly long _interval = perSecond is { } rate ? Math.Max(1, (long)(clock.TimestampFrequency / rate)) : 0;
    private readonly long _burst = perSecond is { } rate ? (long)(clock.TimestampFrequency / rate * Math.Max(1, rate / BurstShare)) : 0;
    private long _questions;

    /// <summary>Questions so far.</summary>
    public long Questions => Interlocked.Read(ref _questions);

    /// <summary>Waits until the server may be asked again.</summary>
    public async ValueTask WaitAsync(string server, CancellationToken stop)
    {
        Interlocked.Increment(ref _questions);
        if (perSecond is null)
        {
            return;
        }

        if (_turns.Count > MaxServers)
        {
            ForgetIdle();
        }

        TimeSpan wait = _turns.GetOrAdd(server, _ => new Turn()).Take(clock, _interval, _burst);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, stop).ConfigureAwait(false);
        }
    }

    private void ForgetIdle()
    {
        long now = clock.GetTimestamp();
        foreach ((string server, Turn turn) in _turns)
        {
            if (turn.IsIdle(now))
            {
                _turns.TryRemove(server, out _);
            }
        }
    }

    /// <summary>When a server may be asked next, as the generic cell rate algorithm has it: one number in place of a bucket.</summary>
    private sealed class Turn
    {
        private readonly Lock _lock = new();
        private long _next = long.MinValue;

        public bool IsIdle(long now)
        {
            lock (_lock)
            {
                return _next <= now;
            }
        }

        public TimeSpan Take(TimeProvider clock, long interval, long burst)
        {
            lock (_lock)
            {
                long now = clock.GetTimestamp();
                long start = Math.Max(_next, now);
                _next = start + interval;
                long early = start - now - (burst - interval);
                return early > 0 ? clock.GetElapsedTime(0, early) : TimeSpan.Zero;
            }
        }
    }
}
