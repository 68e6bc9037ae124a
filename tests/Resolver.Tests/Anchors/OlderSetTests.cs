using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using static DaneCore.Resolver.Tests.Anchors.RollingRoot;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>
/// Key sets signed before the newest one seen: from a cache that lags, or played back by somebody on the way. They may take away
/// what is not trusted yet and what revokes itself, and give nothing.
/// </summary>
public sealed class OlderSetTests
{
    private static readonly Question Keys = new(DomainName.Root, RecordType.DNSKEY);

    private readonly RollingRoot _root = new();
    private readonly MemoryFiles _files = new();

    /// <summary>RFC 5011 section 2.2: whenever a set that is validly signed lacks the pending key, the wait begins anew.</summary>
    [Theory]
    [InlineData(true, AnchorState.AddPend)]
    [InlineData(false, AnchorState.Valid)]
    [Requirement("5011-4.2-1")]
    public async Task PendingKey_ThatAnOlderSetLacks_WaitsAnew(bool isPlayedBack, AnchorState expected)
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        Message before = await PublishNewAsync(tracker);
        await _root.PassAsync(tracker, 10);

        if (isPlayedBack)
        {
            AnchorRefresh refresh = await PlayBackAsync(tracker, before);
            Assert.Null(refresh.Why);
            Assert.Equal([$"key {New.Tag} is gone before its time was up; it was never trusted"], refresh.Changes);
            Assert.Equal(AnchorState.Start, StateOf(tracker, New));
        }

        // Thirty days since it was first seen, but only twenty since it was seen again.
        await _root.PassAsync(tracker, 20);
        Assert.Equal(expected, StateOf(tracker, New));
        await _root.PassAsync(tracker, 11);
        Assert.Equal(AnchorState.Valid, StateOf(tracker, New));
    }

    /// <summary>Only for as long as the signatures of the older set run: then it delays nothing any more.</summary>
    [Fact]
    public async Task PendingKey_ThatAnExpiredSetLacks_GoesOnWaiting()
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        Message before = await PublishNewAsync(tracker);
        await _root.PassAsync(tracker, 14);

        AnchorRefresh refresh = await PlayBackAsync(tracker, before);

        Assert.Equal(ReasonKind.SignatureExpired, refresh.Why?.Kind);
        Assert.Equal(AnchorState.AddPend, StateOf(tracker, New));
        await _root.PassAsync(tracker, 16);
        Assert.Equal(AnchorState.Valid, StateOf(tracker, New));
    }

    /// <summary>A key that is trusted already stays so, and is not even called missing: the older set is not the last one.</summary>
    [Fact]
    [Requirement("5011-2.2-2")]
    public async Task TrustedKey_ThatAnOlderSetLacks_StaysTrusted()
    {
        _root.DaysOfLife = 60;
        using AnchorTracker tracker = _root.Open(_files, Old);
        Message before = await PublishNewAsync(tracker);
        await _root.PassAsync(tracker, 30);
        Assert.Equal(AnchorState.Valid, StateOf(tracker, New));

        AnchorRefresh refresh = await PlayBackAsync(tracker, before);

        Assert.Null(refresh.Why);
        Assert.Empty(refresh.Changes);
        Assert.Equal(AnchorState.Valid, StateOf(tracker, New));
    }

    /// <summary>A key withdrawn since is not new when a set from its days is played back, however long.</summary>
    [Fact]
    public async Task WithdrawnKey_InAnOlderSet_IsNotTakenUp()
    {
        _root.DaysOfLife = 60;
        using AnchorTracker tracker = _root.Open(_files, Old);
        _root.Publish([Old], Evil);
        await _root.RefreshAsync(tracker);
        Message then = _root.Sign(_root.Clock.GetUtcNow()).Answer(Keys);
        _root.Clock.Advance(TimeSpan.FromDays(1));
        _root.Publish([Old]);
        await _root.RefreshAsync(tracker);

        _root.Otherwise = question => question == Keys ? then : null;
        await _root.PassAsync(tracker, 40);

        Assert.Equal(AnchorState.Start, StateOf(tracker, Evil));
        Assert.Equal(Start.AddDays(1), Assert.Single(tracker.Zones).LastSeen);
    }

    /// <summary>A hold-down that ran out is not ended by a set from before: it takes one that is not older than what was seen.</summary>
    [Fact]
    [Requirement("5011-2.2-1")]
    public async Task PendingKey_InAnOlderSetAfterItsTime_IsNotTrustedYet()
    {
        _root.DaysOfLife = 60;
        using AnchorTracker tracker = _root.Open(_files, Old);
        _root.Publish([Old], New);
        await _root.RefreshAsync(tracker);
        Message then = _root.Sign(_root.Clock.GetUtcNow()).Answer(Keys);
        await _root.PassAsync(tracker, 29);
        _root.Clock.Advance(TimeSpan.FromDays(1));

        await PlayBackAsync(tracker, then);
        Assert.Equal(AnchorState.AddPend, StateOf(tracker, New));
        await _root.RefreshAsync(tracker);

        Assert.Equal(AnchorState.Valid, StateOf(tracker, New));
    }

    /// <summary>A revocation is for good, so it counts from an older set too.</summary>
    [Fact]
    [Requirement("5011-3-1")]
    public async Task Revocation_InAnOlderSet_Counts()
    {
        using AnchorTracker tracker = _root.Open(_files, Old, New);
        _root.Publish([Old.Revoked(), New]);
        Message revoked = _root.Sign(_root.Clock.GetUtcNow()).Answer(Keys);
        _root.Clock.Advance(TimeSpan.FromDays(1));
        _root.Publish([New, Old]);
        await _root.RefreshAsync(tracker);

        await PlayBackAsync(tracker, revoked);

        Assert.Equal(AnchorState.Revoked, StateOf(tracker, Old));
        Assert.Equal(AnchorState.Valid, StateOf(tracker, New));
    }

    /// <summary>One server lags, the next does not: the newer set is looked for.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OlderSet_FromTheFirstServer_DoesNotHideTheNewerOfTheSecond(bool lagsFirst)
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        await _root.RefreshAsync(tracker);
        _root.Clock.Advance(TimeSpan.FromDays(1));
        await _root.RefreshAsync(tracker);
        Message old = _root.Sign(Start).Answer(Keys);
        _root.Publish([Old], New);
        await using TwoPlaces source = new(_root.Source, place => (place == 0) == lagsFirst ? old : null);

        AnchorRefresh refresh = Assert.Single(await tracker.RefreshAsync(source, TimeSpan.FromSeconds(15), evenIfNotDue: true, TestContext.Current.CancellationToken));

        Assert.Null(refresh.Why);
        Assert.Equal(AnchorState.AddPend, StateOf(tracker, New));
    }

    /// <summary>The old key alone, then the new one published beside it and seen; the last reply from before is returned.</summary>
    private async Task<Message> PublishNewAsync(AnchorTracker tracker)
    {
        await _root.RefreshAsync(tracker);
        Message before = _root.Sign(_root.Clock.GetUtcNow()).Answer(Keys);
        _root.Clock.Advance(TimeSpan.FromHours(2));
        _root.Publish([Old], New);
        await _root.RefreshAsync(tracker);
        Assert.Equal(AnchorState.AddPend, StateOf(tracker, New));
        return before;
    }

    private async Task<AnchorRefresh> PlayBackAsync(AnchorTracker tracker, Message old)
    {
        _root.Otherwise = question => question == Keys ? old : null;
        AnchorRefresh refresh = await _root.RefreshAsync(tracker);
        _root.Otherwise = null;
        return refresh;
    }

    private sealed class TwoPlaces(ISource inner, Func<int, Message?> reply) : ISource
    {
        public int Places => 2;

        public int FirstPlace => 0;

        public ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop) =>
            question == Keys && reply(place) is { } message ? new(new SourceReply.Received(message, "lags")) : inner.AskAsync(question, 0, stop);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
