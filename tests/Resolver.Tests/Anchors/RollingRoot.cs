using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>
/// A root whose key-signing keys change as the test says, signed anew each day for two weeks, with one zone below it; and the clock.
/// </summary>
internal sealed class RollingRoot
{
    public static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly DomainName Name = DomainName.Parse("www.lab");

    public static readonly ZoneKey Old = ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "ksk-old", KeyRole.KeySigning);

    public static readonly ZoneKey New = ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "ksk-new", KeyRole.KeySigning);

    public static readonly ZoneKey Evil = ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "ksk-evil", KeyRole.KeySigning);

    private static readonly ZoneKey Zsk = ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "zsk", KeyRole.ZoneSigning);

    private ZoneSet? _zones;
    private DateTimeOffset _signed;
    private IReadOnlyList<ZoneKey> _signing = [Old];
    private IReadOnlyList<ZoneKey> _standby = [];

    public RollingRoot() => Source = new LabSource(Zones) { Hook = (question, _) => Reply(question) };

    public FakeTimeProvider Clock { get; } = new(Start);

    public LabSource Source { get; }

    /// <summary>Replies that differ from what the zones say; null leaves it to them.</summary>
    public Func<Question, Message?>? Otherwise { get; set; }

    /// <summary>How long signatures run.</summary>
    public int DaysOfLife { get; set; } = 14;

    private ZoneSet Zones
    {
        get
        {
            DateTimeOffset now = Clock.GetUtcNow();
            if (_zones is null || _signed != now)
            {
                (_zones, _signed) = (Sign(now), now);
            }

            return _zones;
        }
    }

    /// <summary>From now on these keys sign the keys, and those are only published.</summary>
    public void Publish(IReadOnlyList<ZoneKey> signing, params IReadOnlyList<ZoneKey> standby)
    {
        (_signing, _standby) = (signing, standby);
        _zones = null;
    }

    public ZoneSet Sign(DateTimeOffset at)
    {
        var child = SigningPlan.Simple("lab", at.AddHours(-1), at.AddDays(DaysOfLife));
        SignedZone lab = ZoneSigner.Sign(ZoneContent.Parse("lab", "www A 192.0.2.1\n"), child);
        SigningPlan plan = new() { Keys = [.. _signing, Zsk], StandbyKeys = _standby, Inception = at.AddHours(-1), Expiration = at.AddDays(DaysOfLife) };
        return new ZoneSet(ZoneSigner.Sign(ZoneContent.Parse(".", "lab NS ns1.lab\nns1.lab A 192.0.2.53\n").With(lab.DelegationSigners(DigestType.Sha256)), plan), lab);
    }

    public static TrustAnchorSet Trusting(params ZoneKey[] keys) =>
        new(keys.Select(key => TrustAnchor.FromDigest(DomainName.Root, key.DelegationSigner(DomainName.Root))));

    public AnchorTracker Open(IStateFiles files, params ZoneKey[] given) => Open(files, Trusting(given));

    public AnchorTracker Open(IStateFiles files, TrustAnchorSet given) =>
        AnchorTracker.TryOpen(new AnchorStore("anchors", files), given, new ValidationPolicy(), Clock, out AnchorTracker? tracker, out string? why)
            ? tracker
            : throw new InvalidOperationException(why);

    public async Task<AnchorRefresh> RefreshAsync(AnchorTracker tracker)
    {
        AnchorRefresh refresh = Assert.Single(await tracker.RefreshAsync(Source, TimeSpan.FromSeconds(15), evenIfNotDue: true, TestContext.Current.CancellationToken));
        Assert.Null(refresh.NotKept);
        return refresh;
    }

    /// <summary>A day at a time, refreshing where that is due.</summary>
    public async Task PassAsync(AnchorTracker tracker, int days)
    {
        for (int day = 0; day < days; day++)
        {
            Clock.Advance(TimeSpan.FromDays(1));
            Assert.All(await tracker.RefreshAsync(Source, TimeSpan.FromSeconds(15), evenIfNotDue: false, TestContext.Current.CancellationToken), each => Assert.Null(each.NotKept));
        }
    }

    public async Task<Answer> LookupAsync(AnchorTracker tracker)
    {
        await using StubResolver resolver = new(Source, new ResolverOptions { Anchors = tracker.Current, Clock = Clock });
        return await resolver.LookupAsync(Name, RecordType.A, TestContext.Current.CancellationToken);
    }

    /// <summary>What the tracker makes of a key.</summary>
    public static AnchorState StateOf(AnchorTracker tracker, ZoneKey key) =>
        Assert.Single(tracker.Zones).Keys.FirstOrDefault(each => each.Names(DomainName.Root, key.Record))?.State ?? AnchorState.Start;

    private SourceReply.Received Reply(Question question) => new(Otherwise?.Invoke(question) ?? Zones.Answer(question), "lab");
}
