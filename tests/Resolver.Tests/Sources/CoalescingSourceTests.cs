using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Sources;

public class CoalescingSourceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Question_AskedTwiceAtOnce_IsAskedOnce()
    {
        HeldSource held = new();
        await using CoalescingSource source = new(held);
        Task<SourceReply> first = source.AskAsync(SmallInternet.Www, 0, Stop).AsTask();
        Task<SourceReply> second = source.AskAsync(SmallInternet.Www with { Name = DomainName.Parse("WWW.EXAMPLE.lab") }, 2, Stop).AsTask();
        held.Release();

        Assert.Same(await first, await second);
        Assert.Equal(1, held.Asked);
    }

    [Fact]
    public async Task Question_OfAnotherTypeOrPlace_IsAskedApart()
    {
        HeldSource held = new();
        await using CoalescingSource source = new(held);
        Task<SourceReply>[] asking =
        [
            source.AskAsync(SmallInternet.Www, 0, Stop).AsTask(),
            source.AskAsync(SmallInternet.Www, 1, Stop).AsTask(),
            source.AskAsync(SmallInternet.Www with { Type = RecordType.AAAA }, 0, Stop).AsTask(),
        ];
        held.Release();
        await Task.WhenAll(asking);

        Assert.Equal(3, held.Asked);
    }

    [Fact]
    public async Task Question_AskedAfterTheReply_IsAskedAgain()
    {
        HeldSource held = new();
        held.Release();
        await using CoalescingSource source = new(held);

        await source.AskAsync(SmallInternet.Www, 0, Stop);
        await source.AskAsync(SmallInternet.Www, 0, Stop);

        Assert.Equal(2, held.Asked);
    }

    [Fact]
    public async Task Cancellation_ByOneOfTwo_LeavesTheOtherWaiting()
    {
        HeldSource held = new();
        await using CoalescingSource source = new(held);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<SourceReply> given = source.AskAsync(SmallInternet.Www, 0, stop.Token).AsTask();
        Task<SourceReply> kept = source.AskAsync(SmallInternet.Www, 0, Stop).AsTask();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(held.WasCancelled);
        held.Release();
        Assert.IsType<SourceReply.NotRecorded>(await kept);
    }

    [Fact]
    public async Task Cancellation_ByAll_StopsTheAskingAndTheNextStartsAfresh()
    {
        HeldSource held = new();
        await using CoalescingSource source = new(held);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<SourceReply> one = source.AskAsync(SmallInternet.Www, 0, stop.Token).AsTask();
        Task<SourceReply> two = source.AskAsync(SmallInternet.Www, 0, stop.Token).AsTask();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two);
        Assert.True(held.WasCancelled);

        held.Release();
        Assert.IsType<SourceReply.NotRecorded>(await source.AskAsync(SmallInternet.Www, 0, Stop));
        Assert.Equal(2, held.Asked);
    }

    /// <summary>Answers when told to.</summary>
    private sealed class HeldSource : ISource
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        public int Places => 2;

        public int Asked => _asked;

        public bool WasCancelled { get; private set; }

        public void Release() => _released.TrySetResult();

        public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
        {
            Interlocked.Increment(ref _asked);
            _ = stop.Register(() => WasCancelled = true);
            await _released.Task.WaitAsync(stop);
            return new SourceReply.NotRecorded();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
