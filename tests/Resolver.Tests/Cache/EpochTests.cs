using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Validation;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Cache;

/// <summary>Memory starts anew when the clock is set back, and not because a lookup was held up after it looked at the clock.</summary>
public sealed class EpochTests
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new(SmallInternet.Now);

    [Fact]
    public void Lookup_HeldUpAfterLookingAtTheClock_FindsWhatIsRemembered()
    {
        ResolverMemory memory = new(new CacheOptions(), _clock);
        ResolverMemory.Epoch before = Under(memory, SmallInternet.Now + Late, TimeSpan.Zero);

        Assert.Same(before, Under(memory, SmallInternet.Now, Late));
        Assert.Same(before, Under(memory, SmallInternet.Now + Late, TimeSpan.Zero));
    }

    [Fact]
    public void Lookup_WithTheClockSetBack_FindsNothing()
    {
        ResolverMemory memory = new(new CacheOptions(), _clock);
        ResolverMemory.Epoch before = Under(memory, SmallInternet.Now + Late, TimeSpan.Zero);

        Assert.NotSame(before, Under(memory, SmallInternet.Now, TimeSpan.Zero));
    }

    // As of an instant, with a clock that shows one so much later by then.
    private ResolverMemory.Epoch Under(ResolverMemory memory, DateTimeOffset now, TimeSpan since)
    {
        _clock.AdjustTime(now + since);
        return memory.Under(SmallInternet.Anchors, Policy, now);
    }

    private static readonly ValidationPolicy Policy = new();
}
