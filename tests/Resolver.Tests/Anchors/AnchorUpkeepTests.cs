using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using static DaneCore.Resolver.Tests.Anchors.RollingRoot;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>A resolver that looks after its anchors while it is used.</summary>
public sealed class AnchorUpkeepTests
{
    private readonly RollingRoot _root = new();
    private readonly MemoryFiles _files = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resolver_InUseThroughARoll_IsSecureAllAlong()
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        await using StubResolver resolver = new(_root.Source, new ResolverOptions { AnchorTracker = tracker, Clock = _root.Clock });
        for (int day = 0; day < 60; day++)
        {
            _root.Publish(day < 5 ? [Old] : day < 45 ? [Old] : [New], day < 5 ? [] : day < 45 ? [New] : [Old]);
            Answer answer = await resolver.LookupAsync(Name, RecordType.A, Stop);
            await resolver.Upkeep.UnderWay;
            Assert.True(answer.Security == SecurityStatus.Secure, $"day {day}: {answer.Why}");
            _root.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(AnchorState.Valid, StateOf(tracker, New));
    }

    [Fact]
    public async Task Tracker_WithNothingNew_KeepsTheSameSetOfAnchors()
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        await _root.RefreshAsync(tracker);
        TrustAnchorSet first = tracker.Current;
        _root.Clock.Advance(TimeSpan.FromDays(1));

        await _root.RefreshAsync(tracker);

        Assert.Same(first, tracker.Current);
    }

    [Fact]
    public async Task Lookups_WithinTheHour_LookAtTheKeysOnce()
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        await using StubResolver resolver = new(_root.Source, new ResolverOptions { AnchorTracker = tracker, Clock = _root.Clock, Cache = null });
        _root.Otherwise = question => question.Type == RecordType.DNSKEY ? new Message { Questions = [question], Code = ResponseCode.Refused } : null;
        await resolver.LookupAsync(Name, RecordType.A, Stop);
        await resolver.Upkeep.UnderWay;
        DateTimeOffset? next = Assert.Single(tracker.Zones).NextTry;
        _root.Clock.Advance(TimeSpan.FromMinutes(59));

        await resolver.LookupAsync(Name, RecordType.A, Stop);
        await resolver.Upkeep.UnderWay;

        Assert.Equal(Start + TimeSpan.FromHours(1), next);
        Assert.Equal(next, Assert.Single(tracker.Zones).NextTry);
    }

    [Fact]
    public async Task Adoption_OfAPublishedKey_TrustsItAtOnceAndForgivesNoRevocation()
    {
        using AnchorTracker tracker = _root.Open(_files, Old, New);
        _root.Publish([Old.Revoked(), New]);
        await _root.RefreshAsync(tracker);

        await tracker.AdoptAsync(Trusting(Old, Evil), Stop);

        Assert.Equal(AnchorState.Revoked, StateOf(tracker, Old));
        Assert.Equal(AnchorState.Valid, StateOf(tracker, Evil));
    }
}
