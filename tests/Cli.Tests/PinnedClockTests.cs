namespace DaneCore.Cli.Tests;

public sealed class PinnedClockTests
{
    private static readonly DateTimeOffset Then = new(2018, 11, 30, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Clock_Pinned_KeepsTheDateAndRunsTimers()
    {
        PinnedClock clock = new(Then);
        using CancellationTokenSource timer = new(TimeSpan.FromMilliseconds(1), clock);
        TaskCompletionSource fired = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = timer.Token.Register(fired.SetResult);

        await fired.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Then, clock.GetUtcNow());
    }
}
