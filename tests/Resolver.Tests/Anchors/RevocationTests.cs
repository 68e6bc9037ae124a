using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using static DaneCore.Resolver.Tests.Anchors.RollingRoot;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>A key that revokes itself, in whatever form it was given, and whatever else its set is worth.</summary>
public sealed class RevocationTests
{
    private readonly RollingRoot _root = new();
    private readonly MemoryFiles _files = new();

    /// <summary>One key given in two forms is one key once it is seen, in a set that nothing else vouches for too.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task KeyGivenInTwoForms_ShownRevoked_IsOneKeyInAFileThatCanBeRead(bool isVouchedFor, bool asWholeKey)
    {
        TrustAnchorSet given = new(
        [
            TrustAnchor.FromDigest(DomainName.Root, Old.DelegationSigner(DomainName.Root)),
            asWholeKey ? TrustAnchor.FromKey(DomainName.Root, Old.Record) : TrustAnchor.FromDigest(DomainName.Root, Old.DelegationSigner(DomainName.Root, DigestType.Sha384)),
            TrustAnchor.FromDigest(DomainName.Root, New.DelegationSigner(DomainName.Root)),
        ]);
        using AnchorTracker tracker = _root.Open(_files, given);
        _root.Publish(isVouchedFor ? [Old.Revoked(), New] : [Old.Revoked(), Evil]);

        AnchorRefresh refresh = await _root.RefreshAsync(tracker);

        Assert.Equal(isVouchedFor ? null : ReasonKind.AnchorMatchesNoKey, refresh.Why?.Kind);
        Assert.Equal([$"key {Old.Tag} has revoked itself and is not trusted any more"], refresh.Changes);
        using AnchorTracker again = _root.Open(_files, given);
        TrackedKey one = Assert.Single(Assert.Single(again.Zones).Keys, key => key.Names(DomainName.Root, Old.Record));
        Assert.Equal((AnchorState.Revoked, RecordType.DNSKEY), (one.State, one.Data.Type));
        Assert.Equal(New.Tag, TagOf(Assert.Single(again.Current.Anchors)));
    }

    /// <summary>The bit counts whatever the key was before: one that revokes itself while it waits is not a newcomer later.</summary>
    [Theory]
    [InlineData(true, AnchorState.Revoked)]
    [InlineData(false, AnchorState.AddPend)]
    [Requirement("5011-3-1")]
    public async Task PendingKey_ShownRevokedAndThenNot_Is(bool signsItself, AnchorState expected)
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        _root.Publish([Old], New);
        await _root.RefreshAsync(tracker);
        _root.Clock.Advance(TimeSpan.FromDays(1));
        _root.Publish(signsItself ? [Old, New.Revoked()] : [Old], signsItself ? [] : [New.Revoked()]);
        await _root.RefreshAsync(tracker);

        _root.Publish([Old], New);
        _root.Clock.Advance(TimeSpan.FromDays(1));
        await _root.RefreshAsync(tracker);

        Assert.Equal(expected, StateOf(tracker, New));
        await _root.PassAsync(tracker, 29);
        Assert.Equal(signsItself ? AnchorState.Removed : AnchorState.AddPend, StateOf(tracker, New));
        await _root.PassAsync(tracker, 1);
        Assert.Equal(signsItself, !tracker.Current.Anchors.Any(anchor => TagOf(anchor) == New.Tag));
    }

    /// <summary>What vouched for a pending key is revoked in a set that nothing else vouches for: the wait is over at once, in vain.</summary>
    [Fact]
    public async Task Sponsor_RevokedInASetThatDoesNotValidate_EndsTheWait()
    {
        using AnchorTracker tracker = _root.Open(_files, Old, New);
        _root.Publish([Old], New, Evil);
        await _root.RefreshAsync(tracker);
        Assert.Equal(AnchorState.AddPend, StateOf(tracker, Evil));
        _root.Clock.Advance(TimeSpan.FromDays(1));

        _root.Publish([Old.Revoked()], Evil);
        AnchorRefresh refresh = await _root.RefreshAsync(tracker);

        Assert.Equal(ReasonKind.AnchorMatchesNoKey, refresh.Why?.Kind);
        Assert.Equal(AnchorState.Revoked, StateOf(tracker, Old));
        Assert.Equal(AnchorState.Start, StateOf(tracker, Evil));
    }

    /// <summary>At least five keys at one point: here one that signs, five that wait, and one revoked.</summary>
    [Fact]
    [Requirement("5011-2.4.3-1")]
    public async Task Keys_FiveAndMoreAtOnce_AreAllFollowed()
    {
        Lab.Signing.ZoneKey[] waiting = [.. Enumerable.Range(0, 5).Select(i => Lab.Signing.ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, $"ksk-{i}", Lab.Signing.KeyRole.KeySigning))];
        using AnchorTracker tracker = _root.Open(_files, Old, New);
        _root.Publish([Old, New.Revoked()], waiting);
        await _root.RefreshAsync(tracker);
        await _root.PassAsync(tracker, 29);
        Assert.All(waiting, key => Assert.Equal(AnchorState.AddPend, StateOf(tracker, key)));

        await _root.PassAsync(tracker, 1);

        Assert.All(waiting, key => Assert.Equal(AnchorState.Valid, StateOf(tracker, key)));
        Assert.Equal(AnchorState.Revoked, StateOf(tracker, New));
        Assert.Equal([Old.Tag, .. waiting.Select(key => key.Tag)], tracker.Current.Anchors.Select(TagOf));

        // Any of them vouches for the zone on its own, read back from the file too.
        foreach (Lab.Signing.ZoneKey key in waiting)
        {
            _root.Publish([key]);
            Assert.Equal(SecurityStatus.Secure, (await ReopenedAsync()).Security);
        }
    }

    private async Task<Answer> ReopenedAsync()
    {
        using AnchorTracker again = _root.Open(_files, Old);
        return await _root.LookupAsync(again);
    }

    private static ushort TagOf(TrustAnchor anchor) => anchor.Data is DsRdata digest ? digest.KeyTag : Resolver.Crypto.KeyTag.Of((DnskeyRdata)anchor.Data);
}
