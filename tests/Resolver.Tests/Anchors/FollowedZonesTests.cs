using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using static DaneCore.Resolver.Tests.Anchors.RollingRoot;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>Several zones followed at once, some of whose servers say nothing.</summary>
public sealed class FollowedZonesTests
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(16);

    private readonly RollingRoot _root = new();
    private readonly MemoryFiles _files = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>However many are dead, and wherever they stand: the living one is seen in the first look, and each dead one is put off by itself.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(20, true)]
    [InlineData(20, false)]
    public async Task ZoneWithSilentServers_AmongOthers_DoesNotStarveThem(int dead, bool deadFirst)
    {
        using AnchorTracker tracker = Open(dead, deadFirst);
        await using SilentBut source = new(_root.Source);

        IReadOnlyList<AnchorRefresh> done = await PassingAsync(tracker.RefreshAsync(source, Time, evenIfNotDue: false, Stop).AsTask());

        Assert.Equal(dead + 1, done.Count);
        Assert.All(done, each => Assert.Equal(each.Zone.IsRoot ? null : ReasonKind.KeysUnanswered, each.Why?.Kind));
        Assert.All(tracker.Zones, zone => Assert.Equal(zone.Name.IsRoot, zone.LastSeen is not null));

        // RFC 5011 section 2.3: again after an hour at the earliest, which counts from now; and no longer than the time given has passed.
        Assert.All(tracker.Zones, zone => Assert.True(zone.NextTry >= Start + TimeSpan.FromHours(1), $"{zone}"));
        Assert.False(tracker.IsDue);
        Assert.True(_root.Clock.GetUtcNow() - Start <= Time + TimeSpan.FromSeconds(1), $"{_root.Clock.GetUtcNow() - Start}");
        using AnchorTracker again = Open(dead, deadFirst);
        Assert.False(again.IsDue);
    }

    [Fact]
    public async Task Resolver_WithADeadZoneFollowed_LearnsOfTheOthers()
    {
        using AnchorTracker tracker = Open(1, deadFirst: true);
        _root.Publish([Old], New);
        await using StubResolver resolver = new(new SilentBut(_root.Source), new ResolverOptions { AnchorTracker = tracker, Clock = _root.Clock });

        Answer answer = await resolver.LookupAsync(Name, RecordType.A, Stop);
        for (int turn = 0; turn < 1_000_000 && tracker.Zones.Single(zone => zone.Name.IsRoot).LastSeen is null; turn++)
        {
            await Task.Yield();
        }

        // No time has passed for the dead one yet.
        _root.Clock.Advance(TimeSpan.FromSeconds(15));
        await resolver.Upkeep.UnderWay;
        Assert.Equal(SecurityStatus.Secure, answer.Security);
        Assert.Contains(tracker.Zones.Single(zone => zone.Name.IsRoot).Keys, key => key.State == AnchorState.AddPend && key.Tag == New.Tag);
    }

    /// <summary>The first server answers, the second is silent: what came counts. (It lags, so the second is asked at all.)</summary>
    [Fact]
    public async Task SetOfOneServer_WhenTheNextIsSilent_StillCounts()
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        _root.Publish([Old.Revoked()]);
        await using SilentBut source = new(_root.Source) { SilentFrom = 1 };

        AnchorRefresh refresh = Assert.Single(await PassingAsync(tracker.RefreshAsync(source, Time, evenIfNotDue: true, Stop).AsTask()));

        Assert.Equal(ReasonKind.AnchorsRevoked, refresh.Why?.Kind);
        Assert.Equal(AnchorState.Revoked, StateOf(tracker, Old));
    }

    [Fact]
    public async Task Refresh_ThatTheCallerStops_IsCancelledAndPutsNothingOff()
    {
        using AnchorTracker tracker = Open(1, deadFirst: true);
        using CancellationTokenSource caller = new();
        await using SilentBut source = new(_root.Source) { Silence = caller.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await tracker.RefreshAsync(source, Time, evenIfNotDue: false, caller.Token));

        Assert.True(tracker.IsDue);
    }

    [Fact]
    public async Task Refresh_WithoutTime_IsTheCallersMistake()
    {
        using AnchorTracker tracker = _root.Open(_files, Old);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await tracker.RefreshAsync(_root.Source, TimeSpan.Zero, evenIfNotDue: false, Stop));
    }

    private AnchorTracker Open(int dead, bool deadFirst)
    {
        IEnumerable<TrustAnchor> silent = Enumerable.Range(0, dead).Select(i => TrustAnchor.FromKey(DomainName.Parse($"dead{i}"), Evil.Record));
        IEnumerable<TrustAnchor> alive = Trusting(Old).Anchors;
        return _root.Open(_files, new TrustAnchorSet(deadFirst ? [.. silent, .. alive] : [.. alive, .. silent]));
    }

    /// <summary>Lets time pass for as long as somebody waits; everything that happens, happens within a step.</summary>
    private async Task<T> PassingAsync<T>(Task<T> work)
    {
        for (int step = 0; step < 100 && !work.IsCompleted; step++)
        {
            _root.Clock.Advance(TimeSpan.FromSeconds(0.5));
        }

        Assert.True(work.IsCompleted);
        return await work;
    }

    /// <summary>Answers for the root and what is below "lab"; otherwise nothing comes until nobody wants to know any more.</summary>
    private sealed class SilentBut(ISource inner) : ISource
    {
        public int SilentFrom { get; init; } = 3;

        public Action? Silence { get; init; }

        public int Places => 3;

        public int FirstPlace => 0;

        public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
        {
            if (place < SilentFrom && !question.Name.ToString().StartsWith("dead", StringComparison.Ordinal))
            {
                return await inner.AskAsync(question, 0, stop).ConfigureAwait(false);
            }

            Silence?.Invoke();
            TaskCompletionSource<SourceReply> never = new();
            await using CancellationTokenRegistration end = stop.Register(() => never.TrySetCanceled(stop));
            return await never.Task.ConfigureAwait(false);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
