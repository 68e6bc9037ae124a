using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using static DaneCore.Resolver.Tests.Anchors.RollingRoot;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>Anchors that IANA's file gives a last day (RFC 9718 section 2.2), while their zone is followed.</summary>
public sealed class AnchorBoundTests
{
    private static readonly DateTimeOffset End = Start.AddDays(20);

    private readonly RollingRoot _root = new();
    private readonly MemoryFiles _files = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1, SecurityStatus.Secure, ReasonKind.None)]
    [InlineData(0, SecurityStatus.Indeterminate, ReasonKind.AnchorsOutOfTime)]
    [InlineData(300, SecurityStatus.Indeterminate, ReasonKind.AnchorsOutOfTime)]
    public async Task Anchor_WithALastDay_IsTrustedUntilThen(int seconds, SecurityStatus status, ReasonKind reason)
    {
        using AnchorTracker tracker = _root.Open(_files, Bounded(End));
        await _root.RefreshAsync(tracker);
        await _root.PassAsync(tracker, 19);
        _root.Clock.Advance(End.AddSeconds(seconds) - _root.Clock.GetUtcNow());

        Answer answer = await _root.LookupAsync(tracker);
        Assert.Equal((status, reason), (answer.Security, answer.Why?.Kind ?? ReasonKind.None));
        AnchorRefresh refresh = await _root.RefreshAsync(tracker);
        Assert.Equal(reason, refresh.Why?.Kind ?? ReasonKind.None);
        Assert.Equal(seconds < 0, Assert.Single(tracker.Zones).Keys.Any(key => key.IsTrustedAt(_root.Clock.GetUtcNow())));
    }

    /// <summary>The file keeps it: a later start with anchors that know of no end does not lift it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LastDay_AfterARestartWithThePlainAnchor_StillCounts(bool wholeKey)
    {
        using (AnchorTracker first = _root.Open(_files, Bounded(End)))
        {
            await _root.RefreshAsync(first);
        }

        using AnchorTracker again = _root.Open(_files, wholeKey ? new TrustAnchorSet([TrustAnchor.FromKey(DomainName.Root, Old.Record)]) : Trusting(Old));
        await _root.PassAsync(again, 20);

        Assert.Equal(End, Assert.Single(again.Current.Anchors).ValidUntil);
        Assert.Equal(ReasonKind.AnchorsOutOfTime, (await _root.LookupAsync(again)).Why?.Kind);
    }

    /// <summary>After its day a key vouches for no newcomer either.</summary>
    [Fact]
    public async Task KeyPastItsDay_ThatSignsAlone_VouchesForNothing()
    {
        using AnchorTracker tracker = _root.Open(_files, new TrustAnchorSet([.. Bounded(End).Anchors, .. Trusting(New).Anchors]));
        _root.Clock.Advance(TimeSpan.FromDays(21));
        _root.Publish([Old], Evil, New);

        AnchorRefresh refresh = await _root.RefreshAsync(tracker);

        Assert.Equal(ReasonKind.KeysNotSelfSigned, refresh.Why?.Kind);
        Assert.Equal(AnchorState.Start, StateOf(tracker, Evil));
        _root.Publish([New], Evil, Old);
        await _root.RefreshAsync(tracker);
        Assert.Equal(AnchorState.AddPend, StateOf(tracker, Evil));
        Assert.False(Assert.Single(tracker.Zones).Keys.Single(key => key.Tag == Old.Tag).IsTrustedAt(_root.Clock.GetUtcNow()));
    }

    /// <summary>IANA sets an end, moves it, and has long passed it when its file is fetched.</summary>
    [Theory]
    [InlineData(40, true)]
    [InlineData(-1, false)]
    public async Task LastDay_InANewerFileOfIana_TakesThePlaceOfTheFormer(int days, bool isTrusted)
    {
        using AnchorTracker tracker = _root.Open(_files, Bounded(End));
        await _root.RefreshAsync(tracker);
        DateTimeOffset end = Start.AddDays(days);

        AnchorRefresh adopted = Assert.Single(await tracker.AdoptAsync(Bounded(end), Stop));

        Assert.Equal([$"key {Old.Tag} is not to be used from {AnchorStateText.Show(end)} on"], adopted.Changes);
        Assert.Equal(end, Assert.Single(tracker.Current.Anchors).ValidUntil);
        Assert.Equal(isTrusted ? SecurityStatus.Secure : SecurityStatus.Indeterminate, (await _root.LookupAsync(tracker)).Security);
        using AnchorTracker again = _root.Open(_files, Trusting(Old));
        Assert.Equal(end, Assert.Single(again.Current.Anchors).ValidUntil);
    }

    /// <summary>Whoever follows without a bound is told of it by IANA's file; an anchor without bound takes none away.</summary>
    [Fact]
    public async Task LastDay_GivenToAKeyThatHadNone_Counts()
    {
        using AnchorTracker tracker = _root.Open(_files, Trusting(Old));
        await _root.RefreshAsync(tracker);

        await tracker.AdoptAsync(Bounded(End), Stop);
        Assert.Empty(Assert.Single(await tracker.AdoptAsync(Trusting(Old), Stop)).Changes);

        Assert.Equal(End, Assert.Single(tracker.Current.Anchors).ValidUntil);
    }

    /// <summary>One key as two digests, one of them with an end: the end counts for the key.</summary>
    [Fact]
    public async Task LastDay_OfOneOfTwoDigests_CountsForTheKey()
    {
        var other = TrustAnchor.FromDigest(DomainName.Root, Old.DelegationSigner(DomainName.Root, DigestType.Sha384));
        using AnchorTracker tracker = _root.Open(_files, new TrustAnchorSet([other, .. Bounded(End).Anchors]));

        await _root.RefreshAsync(tracker);

        Assert.Equal(End, Assert.Single(tracker.Current.Anchors).ValidUntil);
    }

    /// <summary>An anchor that is not to be used yet is taken up when its day comes, without a restart.</summary>
    [Fact]
    public async Task FirstDay_ThatComesWhileTheZoneIsFollowed_BringsTheKeyIn()
    {
        TrustAnchorSet given = new([.. Trusting(Old).Anchors, .. Trusting(New).Anchors.Select(anchor => anchor with { ValidFrom = Start.AddDays(2) })]);
        using AnchorTracker tracker = _root.Open(_files, given);
        await _root.PassAsync(tracker, 1);
        Assert.Equal(AnchorState.Start, StateOf(tracker, New));

        await _root.PassAsync(tracker, 1);

        Assert.Equal(AnchorState.Valid, StateOf(tracker, New));
    }

    private static TrustAnchorSet Bounded(DateTimeOffset end) => new(Trusting(Old).Anchors.Select(anchor => anchor with { ValidUntil = end }));
}
