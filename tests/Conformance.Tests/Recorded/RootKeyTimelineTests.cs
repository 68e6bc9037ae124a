using System.Globalization;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support.Replaying;

namespace DaneCore.Conformance.Tests.Recorded;

/// <summary>The root's real keys over three years: every set holds at its time, and whoever followed them knew the next key in time.</summary>
public sealed class RootKeyTimelineTests
{
    private static readonly KeySetCheck Check = new(new ValidationPolicy(), new ValidationLimits());

    private static readonly IReadOnlyList<(DateTimeOffset At, RecordSet Keys)> Sets = Read();

    [Fact]
    public void Sets_OfThreeYears_HoldAtTheirTimeUnderIanasAnchors()
    {
        TrackedZone root = ZoneOf(TrustAnchorSet.Iana.Anchors);

        Assert.True(Sets.Count > 50);
        Assert.All(Sets, set => Assert.True(Check.Check(root, set.Keys, set.At) is { Seen.IsValidated: true, Why: null }, $"{set.At:O}"));
    }

    [Fact]
    public void Sets_WithOneOctetOfAKeyChanged_DoNotHold()
    {
        TrackedZone root = ZoneOf(TrustAnchorSet.Iana.Anchors);
        Assert.All(Sets, set =>
        {
            DnskeyRdata first = set.Keys.Data.OfType<DnskeyRdata>().First();
            byte[] octets = first.PublicKey.ToArray();
            octets[^1] ^= 1;
            DnskeyRdata changed = new(first.Flags, first.Protocol, first.Algorithm, octets);
            var damaged = RecordSet.Create(set.Keys.Owner, set.Keys.Type, set.Keys.Ttl, [changed, .. set.Keys.Data.Skip(1)], set.Keys.Signatures);

            Assert.False(Check.Check(root, damaged, set.At).Seen?.IsValidated ?? false);
        });
    }

    [Fact]
    public void Follower_WithKsk2017Alone_TrustsKsk2024ThirtyDaysAfterItAppeared()
    {
        TrackedZone root = ZoneOf(TrustAnchorSet.Iana.Anchors.Take(1));
        DateTimeOffset? pending = null;
        DateTimeOffset? trusted = null;
        foreach ((DateTimeOffset at, RecordSet keys) in Sets)
        {
            root = AnchorTransition.After(root, Assert.IsType<ObservedKeySet>(Check.Check(root, keys, at).Seen));
            AnchorState? state = root.Keys.SingleOrDefault(key => key.Tag == 38696)?.State;
            pending ??= state == AnchorState.AddPend ? at : null;
            trusted ??= state == AnchorState.Valid ? at : null;
        }

        Assert.Equal(new DateTime(2025, 1, 11), pending?.Date);
        Assert.InRange(trusted!.Value - pending!.Value, TimeSpan.FromDays(30), TimeSpan.FromDays(45));
        Assert.Equal([20326, 38696], root.Keys.Select(key => key.Tag));
        Assert.All(root.Keys, key => Assert.Equal(AnchorState.Valid, key.State));
    }

    private static TrackedZone ZoneOf(IEnumerable<TrustAnchor> anchors) =>
        new(DomainName.Root, [.. anchors.Select(anchor => new TrackedKey(anchor.Data, AnchorState.Valid, DateTimeOffset.UnixEpoch))]);

    private static List<(DateTimeOffset At, RecordSet Keys)> Read()
    {
        List<(DateTimeOffset, RecordSet)> sets = [];
        foreach (string block in File.ReadAllText(RecordedChains.PathOf("rootkeys", "timeline.txt")).Split("; recorded ").Skip(1))
        {
            var at = DateTimeOffset.Parse(block.Split(' ')[0], CultureInfo.InvariantCulture);
            sets.Add((at, RecordSet.Group(ZoneText.Parse(block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..]))[0]));
        }

        return sets;
    }
}
