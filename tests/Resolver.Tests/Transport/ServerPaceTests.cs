using System.Globalization;
using DaneCore.Resolver.Transport;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Transport;

public sealed class ServerPaceTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_AskedMoreOftenThanItsPace_IsAskedLater()
    {
        FakeTimeProvider clock = new();
        ServerPace pace = new(2, clock);

        await pace.WaitAsync("a", Stop);
        ValueTask second = pace.WaitAsync("a", Stop);
        ValueTask third = pace.WaitAsync("a", Stop);

        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await second;
        Assert.False(third.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(500));
        await third;
        Assert.Equal(3, pace.Questions);
    }

    [Fact]
    public async Task Server_Other_DoesNotWait()
    {
        ServerPace pace = new(1, new FakeTimeProvider());

        await pace.WaitAsync("a", Stop);

        Assert.True(pace.WaitAsync("b", Stop).AsTask().IsCompletedSuccessfully);
        Assert.False(pace.WaitAsync("a", Stop).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Silence_OfAnyLength_SavesATenthOfASecond()
    {
        FakeTimeProvider clock = new();
        ServerPace pace = new(100, clock);
        await pace.WaitAsync("a", Stop);
        clock.Advance(TimeSpan.FromHours(1));

        bool[] atOnce = [.. Enumerable.Range(0, 12).Select(_ => pace.WaitAsync("a", Stop).AsTask().IsCompleted)];

        Assert.Equal([.. Enumerable.Repeat(true, 10), false, false], atOnce);
    }

    [Fact]
    public async Task Pace_None_CountsAndNeverWaits()
    {
        ServerPace pace = new(null, new FakeTimeProvider());

        for (int i = 0; i < 1000; i++)
        {
            await pace.WaitAsync("a", Stop);
        }

        Assert.Equal(1000, pace.Questions);
    }

    [Fact]
    public async Task Servers_Countless_DoNotForgetTheOneThatIsWaitedFor()
    {
        ServerPace pace = new(1, new FakeTimeProvider());
        await pace.WaitAsync("a", Stop);

        for (int i = 0; i < 20_100; i++)
        {
            await pace.WaitAsync(i.ToString(CultureInfo.InvariantCulture), Stop);
        }

        Assert.False(pace.WaitAsync("a", Stop).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Wait_GivenUp_Ends()
    {
        ServerPace pace = new(1, new FakeTimeProvider());
        using CancellationTokenSource stop = new();
        await pace.WaitAsync("a", stop.Token);
        Task waiting = pace.WaitAsync("a", stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
