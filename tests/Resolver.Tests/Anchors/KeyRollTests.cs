using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using static DaneCore.Resolver.Tests.Anchors.RollingRoot;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>The roll of the root's key as IANA does it, day by day: published, in use, the old one revoked, the old one gone.</summary>
public sealed class KeyRollTests
{
    private readonly RollingRoot _root = new();
    private readonly MemoryFiles _files = new();

    [Fact]
    [Rule(13, RuleSide.Holds)]
    [Rule(81, RuleSide.Holds)]
    public async Task Roll_FollowedWithTheOldAnchorAlone_IsSecureEveryDay()
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        for (int day = 0; day <= 260; day++)
        {
            switch (day)
            {
                case 10:
                    _root.Publish([Old], New);
                    break;
                case 60:
                    _root.Publish([New], Old);
                    break;
                case 150:
                    _root.Publish([New, Old.Revoked()]);
                    break;
                case 220:
                    _root.Publish([New]);
                    break;
            }

            await tracker.RefreshAsync(_root.Source, TimeSpan.FromSeconds(15), evenIfNotDue: false, TestContext.Current.CancellationToken);
            Answer answer = await _root.LookupAsync(tracker);
            Assert.True(answer.Security == SecurityStatus.Secure, $"day {day}: {answer.Why}");
            (AnchorState Old, AnchorState New) expected = day switch
            {
                < 10 => (AnchorState.Valid, AnchorState.Start),
                < 40 => (AnchorState.Valid, AnchorState.AddPend),
                < 150 => (AnchorState.Valid, AnchorState.Valid),
                < 249 => (AnchorState.Revoked, AnchorState.Valid),
                _ => (AnchorState.Removed, AnchorState.Valid),
            };
            Assert.Equal((day, expected), (day, (StateOf(tracker, Old), StateOf(tracker, New))));
            _root.Clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public void Revocation_OfAKey_ChangesItsTagByAHundredAndTwentyEight() =>
        Assert.Equal((ushort)(Old.Tag + 128), Old.Revoked().Tag);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Stage_EnteredWithBothAnchors_IsSecure(int stage)
    {
        PublishStage(stage);
        using AnchorTracker tracker = _root.Open(_files, Old, New);

        await _root.RefreshAsync(tracker);

        Assert.Equal(SecurityStatus.Secure, (await _root.LookupAsync(tracker)).Security);
        Assert.Equal(AnchorState.Valid, StateOf(tracker, New));
        Assert.Equal(stage == 2 ? AnchorState.Revoked : AnchorState.Valid, StateOf(tracker, Old));
    }

    /// <summary>Whoever comes after the switch with the old anchor alone has missed it; what is said tells that.</summary>
    [Theory]
    [InlineData(0, SecurityStatus.Secure, ReasonKind.None)]
    [InlineData(1, SecurityStatus.Bogus, ReasonKind.KeysNotSelfSigned)]
    [InlineData(2, SecurityStatus.Indeterminate, ReasonKind.AnchorsRevoked)]
    [InlineData(3, SecurityStatus.Bogus, ReasonKind.AnchorMatchesNoKey)]
    public async Task Stage_EnteredWithTheOldAnchorAlone_Gives(int stage, SecurityStatus status, ReasonKind reason)
    {
        PublishStage(stage);
        using AnchorTracker tracker = _root.Open(_files, Old);

        AnchorRefresh refresh = await _root.RefreshAsync(tracker);

        Answer answer = await _root.LookupAsync(tracker);
        Assert.Equal((status, reason), (answer.Security, answer.Why?.Kind ?? ReasonKind.None));
        Assert.Equal(status == SecurityStatus.Secure, refresh.Why is null);
        Assert.Equal(AnchorState.Start, stage == 0 ? AnchorState.Start : StateOf(tracker, New));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(0, false)]
    public async Task Keys_AreAskedForFromTheFirstPlaceOfUse(int first, bool found)
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        await using LateSource source = new(_root.Source, first);

        AnchorRefresh refresh = Assert.Single(await tracker.RefreshAsync(source, TimeSpan.FromSeconds(15), evenIfNotDue: true, TestContext.Current.CancellationToken));

        Assert.Equal(found ? null : ReasonKind.KeysUnanswered, refresh.Why?.Kind);
    }

    [Theory]
    [InlineData(29, AnchorState.AddPend)]
    [InlineData(30, AnchorState.Valid)]
    [Requirement("5011-2.2-1")]
    public async Task HoldDown_OfThirtyDays_IsNotADayLess(int days, AnchorState expected)
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        _root.Publish([Old], New);
        AnchorRefresh seen = await _root.RefreshAsync(tracker);
        Assert.Contains(seen.Changes, change => change == $"key {New.Tag} is new; it is trusted if it is still there at 2025-01-31T00:00:00Z");

        await _root.PassAsync(tracker, days);

        Assert.Equal(expected, StateOf(tracker, New));

        // The switch: with the hold-down cut short by a day the new key vouches for nothing.
        _root.Publish([New], Old);
        Answer answer = await _root.LookupAsync(tracker);
        Assert.Equal(expected == AnchorState.Valid ? SecurityStatus.Secure : SecurityStatus.Bogus, answer.Security);
        Assert.Equal(expected == AnchorState.Valid ? null : ReasonKind.KeysNotSelfSigned, answer.Why?.Kind);
    }

    [Fact]
    [Requirement("5011-2.2-1")]
    [Requirement("5011-2.4.1-1")]
    public async Task HoldDown_PassedWithoutLooking_WaitsForTheNextLook()
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        _root.Publish([Old], New);
        await _root.RefreshAsync(tracker);

        _root.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(AnchorState.AddPend, StateOf(tracker, New));
        await _root.RefreshAsync(tracker);

        Assert.Equal(AnchorState.Valid, StateOf(tracker, New));
    }

    [Fact]
    public async Task NewKey_InASetThatTheOldOneDidNotSign_IsNeverSeen()
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        _root.Publish([New], Old);

        AnchorRefresh refresh = await _root.RefreshAsync(tracker);

        Assert.Equal(ReasonKind.KeysNotSelfSigned, refresh.Why?.Kind);
        Assert.Equal(AnchorState.Start, StateOf(tracker, New));
        Assert.Equal(AnchorState.Valid, StateOf(tracker, Old));
    }

    [Fact]
    [Rule(13, RuleSide.Broken)]
    [Requirement("5011-2.2-2")]
    public async Task Revocation_NotSignedByTheKeyItself_IsIgnored()
    {
        using AnchorTracker tracker = _root.Open(_files, Old, New);
        _root.Publish([Old], New);
        await _root.RefreshAsync(tracker);
        _root.Clock.Advance(TimeSpan.FromDays(1));

        // Whoever has the new key can show the old one revoked, but cannot sign with it.
        _root.Publish([New], Old.Revoked());
        await _root.RefreshAsync(tracker);

        Assert.Equal(AnchorState.Missing, StateOf(tracker, Old));
        Assert.Contains(tracker.Current.Anchors, anchor => anchor.Data.Equals(Old.DelegationSigner(DomainName.Root)) || anchor.Data.Equals(Old.Record));
        _root.Publish([Old], New);
        Assert.Equal(SecurityStatus.Secure, (await _root.LookupAsync(tracker)).Security);
    }

    [Fact]
    [Rule(13, RuleSide.Broken)]
    [Requirement("5011-2.1-1")]
    public async Task RevokedKey_AsTheOnlySigner_VouchesForNothing()
    {
        using AnchorTracker tracker = _root.Open(_files, Old, New);

        _root.Publish([Old.Revoked()], Evil);
        AnchorRefresh refresh = await _root.RefreshAsync(tracker);

        Assert.Equal(ReasonKind.AnchorMatchesNoKey, refresh.Why?.Kind);
        Assert.Equal(AnchorState.Revoked, StateOf(tracker, Old));
        Assert.Equal(AnchorState.Valid, StateOf(tracker, New));
        Assert.Equal(AnchorState.Start, StateOf(tracker, Evil));
    }

    [Fact]
    [Requirement("5011-3-1")]
    [Requirement("5011-4.2-2")]
    [Requirement("5011-4.2-3")]
    public async Task RevokedKey_ShownUnrevokedLater_StaysRevoked()
    {
        using AnchorTracker tracker = _root.Open(_files, Old, New);
        _root.Publish([Old.Revoked(), New]);
        await _root.RefreshAsync(tracker);
        _root.Publish([Old, New]);
        await _root.PassAsync(tracker, 100);

        Assert.Equal(AnchorState.Removed, StateOf(tracker, Old));
        using AnchorTracker again = _root.Open(_files, Old, New);
        Assert.Equal(AnchorState.Removed, StateOf(again, Old));
        Assert.DoesNotContain(again.Current.Anchors, anchor => anchor.Data.Equals(Old.DelegationSigner(DomainName.Root)));
    }

    /// <summary>An attacker who has the old key for a while.</summary>
    [Theory]
    [InlineData(29, AnchorState.Start)]
    [InlineData(31, AnchorState.Missing)]
    [Requirement("5011-4.2-1")]
    public async Task AttackersKey_PublishedForSomeDaysAndWithdrawn_Is(int days, AnchorState expected)
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        _root.Publish([Old], Evil);
        await _root.RefreshAsync(tracker);
        await _root.PassAsync(tracker, days);

        _root.Publish([Old]);
        await _root.PassAsync(tracker, 1);
        Assert.Equal(expected, StateOf(tracker, Evil));

        // Seen again, it starts from the beginning.
        if (expected == AnchorState.Start)
        {
            _root.Publish([Old], Evil);
            await _root.PassAsync(tracker, 29);
            Assert.Equal(AnchorState.AddPend, StateOf(tracker, Evil));
        }
    }

    [Fact]
    public async Task AttackersKey_PlayedBackFromASetOfThatTime_IsNotTrusted()
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        _root.DaysOfLife = 20;
        _root.Publish([Old], Evil);
        await _root.RefreshAsync(tracker);
        await _root.PassAsync(tracker, 29);
        Message then = _root.Sign(_root.Clock.GetUtcNow()).Answer(new Question(DomainName.Root, RecordType.DNSKEY));
        _root.Publish([Old]);
        await _root.PassAsync(tracker, 1);

        _root.Otherwise = question => question.Type == RecordType.DNSKEY && question.Name.LabelCount == 0 ? then : null;
        await _root.PassAsync(tracker, 3);

        Assert.Equal(AnchorState.Start, StateOf(tracker, Evil));
    }

    [Fact]
    public async Task PendingKey_WhoseSponsorIsRevoked_StartsAnew()
    {
        using AnchorTracker tracker = _root.Open(_files, Old, New);
        _root.Publish([Old], New, Evil);
        await _root.RefreshAsync(tracker);
        await _root.PassAsync(tracker, 20);

        _root.Publish([New, Old.Revoked()], Evil);
        await _root.PassAsync(tracker, 11);
        Assert.Equal(AnchorState.AddPend, StateOf(tracker, Evil));
        await _root.PassAsync(tracker, 19);
        Assert.Equal(AnchorState.AddPend, StateOf(tracker, Evil));
        await _root.PassAsync(tracker, 1);

        Assert.Equal(AnchorState.Valid, StateOf(tracker, Evil));
    }

    [Theory]
    [InlineData(ForgedReply.OtherKey)]
    [InlineData(ForgedReply.NoSignatures)]
    [InlineData(ForgedReply.NoKeys)]
    [InlineData(ForgedReply.Refusal)]
    [InlineData(ForgedReply.ManyKeys)]
    public async Task ForgedReply_OfAnyKind_TakesNoAnchorAway(ForgedReply kind)
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        await _root.RefreshAsync(tracker);
        TrustAnchorSet before = tracker.Current;
        _root.Otherwise = question => question.Type != RecordType.DNSKEY || question.Name.LabelCount > 0 ? null : Forged(kind, question);

        AnchorRefresh refresh = await _root.RefreshAsync(tracker);

        Assert.NotNull(refresh.Why);
        Assert.Empty(refresh.Changes);
        Assert.Same(before, tracker.Current);
        _root.Otherwise = null;
        Assert.Equal(SecurityStatus.Secure, (await _root.LookupAsync(tracker)).Security);
    }

    public enum ForgedReply
    {
        OtherKey,
        NoSignatures,
        NoKeys,
        Refusal,
        ManyKeys,
    }

    private Message Forged(ForgedReply kind, Question question)
    {
        RollingRoot forger = new();
        forger.Publish([Evil]);
        Message evil = forger.Sign(_root.Clock.GetUtcNow()).Answer(question);
        return kind switch
        {
            ForgedReply.OtherKey => evil,
            ForgedReply.NoSignatures => evil with { Answer = [.. evil.Answer.Where(record => record.Type == RecordType.DNSKEY), new ResourceRecord(DomainName.Root, RecordClass.IN, 60, Old.Revoked().Record)] },
            ForgedReply.NoKeys => evil with { Answer = [] },
            ForgedReply.Refusal => evil with { Code = ResponseCode.Refused, Answer = [] },
            _ => evil with
            {
                Answer = [.. Enumerable.Range(0, 300).Select(i => new ResourceRecord(DomainName.Root, RecordClass.IN, 60, ZoneKey.Create(DnssecAlgorithm.Ed25519, $"many {i}").Record))],
            },
        };
    }

    private void PublishStage(int stage)
    {
        switch (stage)
        {
            case 0:
                _root.Publish([Old], New);
                break;
            case 1:
                _root.Publish([New], Old);
                break;
            case 2:
                _root.Publish([New, Old.Revoked()]);
                break;
            default:
                _root.Publish([New]);
                break;
        }
    }

    /// <summary>Silent at its first three places.</summary>
    private sealed class LateSource(ISource inner, int first) : ISource
    {
        public int Places => 4;

        public int FirstPlace => first;

        public ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop) =>
            place < 3 ? new(new SourceReply.Failed(TransportFault.TimedOut, "late", "silent")) : inner.AskAsync(question, 0, stop);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
