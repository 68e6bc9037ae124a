using System.Net;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Stress.Soak;

/// <summary>The internet of the soak: a root, the zones at the top, and as many below as were asked for. Immutable once built.</summary>
internal sealed class SoakWorld
{
    private const int RootGroup = 100;
    private const int TopGroup = 101;

    private SoakWorld(IReadOnlyList<ZoneSpec> specs, ZoneSet zones, IReadOnlyDictionary<IPAddress, ZoneSet> servers, RootHints hints)
    {
        Specs = specs;
        Zones = zones;
        Servers = servers;
        Hints = hints;
        Anchors = new TrustAnchorSet(zones.Find(DomainName.Root)!.DelegationSigners(DigestType.Sha256)
            .Select(record => TrustAnchor.FromDigest(record.Owner, (DsRdata)record.Data)));
        ByApex = specs.ToDictionary(spec => spec.Apex);
    }

    /// <summary>The instant at which the run begins.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The zones below the top, by number.</summary>
    public IReadOnlyList<ZoneSpec> Specs { get; }

    /// <summary>The same by name.</summary>
    public IReadOnlyDictionary<DomainName, ZoneSpec> ByApex { get; }

    /// <summary>Everything, for servers that recurse.</summary>
    public ZoneSet Zones { get; }

    /// <summary>What each server with authority serves, for those who walk from the root.</summary>
    public IReadOnlyDictionary<IPAddress, ZoneSet> Servers { get; }

    /// <summary>Where walks begin.</summary>
    public RootHints Hints { get; }

    /// <summary>The root's keys.</summary>
    public TrustAnchorSet Anchors { get; }

    /// <summary>Builds and signs it all.</summary>
    public static SoakWorld Build(long seed, int zones, SoakCertificates certificates)
    {
        ZoneMaker maker = new(Start, certificates);
        ZoneSpec[] specs = [.. Enumerable.Range(0, zones).Select(index => new ZoneSpec(seed, index, zones))];
        (SignedZone? Zone, IReadOnlyList<ResourceRecord> Delegation)[] made = [.. specs.AsParallel().AsOrdered().Select(maker.Make)];
        ILookup<string, ResourceRecord> delegations = made.Zip(specs)
            .SelectMany(pair => pair.First.Delegation.Select(record => (pair.Second.Top.Label, record)))
            .ToLookup(pair => pair.Label, pair => pair.record);

        List<SignedZone> top = [];
        List<ResourceRecord> ofRoot = [];
        foreach (TopZone zone in TopZone.All)
        {
            Add(zone.Label, "", zone.IsSigned ? maker.PlanOf(zone.Label, zone.Algorithm, zone.Denial) : null, delegations[zone.Label], top, ofRoot);
        }

        IEnumerable<string> addresses =
            from host in Hosts()
            select $"{ZoneMaker.ServerName(host.Group, host.Server)} A {ZoneMaker.ServerAddress(host.Group, host.Server)}";
        Add("hosts", string.Join('\n', addresses), maker.PlanOf("hosts", DnssecAlgorithm.EcdsaP256Sha256, new DenialScheme.Nsec()), [], top, ofRoot);

        SignedZone root = ZoneSigner.Sign(
            ZoneContent.Parse(".", TopText(RootGroup)).With(ofRoot), maker.PlanOf("root", DnssecAlgorithm.EcdsaP256Sha256, new DenialScheme.Nsec()));
        SignedZone[] below = [.. made.Select(each => each.Zone).OfType<SignedZone>()];

        Dictionary<IPAddress, ZoneSet> servers = [];
        Serve(servers, RootGroup, new ZoneSet(root));
        Serve(servers, TopGroup, new ZoneSet(top));
        for (int group = 0; group < ZoneMaker.Groups; group++)
        {
            Serve(servers, group, new ZoneSet(
                made.Zip(specs).Where(pair => pair.Second.IsWalked && pair.Second.Index / ZoneSpec.WalkedOneIn % ZoneMaker.Groups == group)
                    .Select(pair => pair.First.Zone).OfType<SignedZone>()));
        }

        string hints = string.Join('\n', Enumerable.Range(0, ZoneMaker.ServersPerZone).Select(i =>
            $". 3600000 NS {ZoneMaker.ServerName(RootGroup, i)}\n{ZoneMaker.ServerName(RootGroup, i)} 3600000 A {ZoneMaker.ServerAddress(RootGroup, i)}"));
        return RootHints.TryParse(hints, out RootHints? read, out string? why)
            ? new SoakWorld(specs, new ZoneSet([root, .. top, .. below]), servers, read)
            : throw new InvalidOperationException(why);
    }

    private static IEnumerable<(int Group, int Server)> Hosts() =>
        from @group in Enumerable.Range(0, ZoneMaker.Groups).Append(RootGroup).Append(TopGroup)
        from server in Enumerable.Range(0, ZoneMaker.ServersPerZone)
        select (@group, server);

    private static void Serve(Dictionary<IPAddress, ZoneSet> servers, int group, ZoneSet zones)
    {
        for (int i = 0; i < ZoneMaker.ServersPerZone; i++)
        {
            servers.Add(ZoneMaker.ServerAddress(group, i), zones);
        }
    }

    private static void Add(
        string label, string text, SigningPlan? plan, IEnumerable<ResourceRecord> delegations, List<SignedZone> top, List<ResourceRecord> ofRoot)
    {
        ZoneContent content = ZoneContent.Parse(label, TopText(TopGroup) + text).With(delegations);
        SignedZone zone = plan is null ? SignedZone.AsIs(content) : ZoneSigner.Sign(content, plan);
        top.Add(zone);
        ofRoot.AddRange(content.Records.Where(record => record.Type == RecordType.NS && record.Owner.Equals(content.Apex)));
        if (plan is not null)
        {
            ofRoot.AddRange(zone.DelegationSigners(DigestType.Sha256));
        }

        if (label == "hosts")
        {
            ofRoot.AddRange(content.Records.Where(record => record.Type == RecordType.A));
        }
    }

    private static string TopText(int group) =>
        "$TTL 600\n@ SOA s0.g0.hosts. hostmaster.hosts. 1 7200 3600 1209600 60\n"
        + string.Concat(Enumerable.Range(0, ZoneMaker.ServersPerZone).Select(i => $"@ NS {ZoneMaker.ServerName(group, i)}\n"));
}
