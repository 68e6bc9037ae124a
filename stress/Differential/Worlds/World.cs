using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Stress.Differential.Worlds;

/// <summary>A world, signed: what each server would say, and the anchor.</summary>
internal sealed class World
{
    private const uint Ttl = 3600;
    private const string Top = "@ SOA ns.invalid. hostmaster.invalid. 1 7200 3600 1209600 300\n@ NS ns.invalid.\n";

    private readonly Dictionary<DomainName, ZoneKey> _keys = [];
    private readonly Dictionary<DomainName, ZoneContent> _contents = [];

    /// <summary>Signs what a world made before does not have in the same form.</summary>
    public World(WorldPlan plan, World? like = null)
    {
        Plan = plan;
        Dictionary<DomainName, List<ResourceRecord>> delegations = [];
        List<SignedZone> zones = [];
        foreach (ZonePlan zone in plan.Zones.OrderByDescending(zone => zone.Name.LabelCount))
        {
            ZoneContent content = ZoneContent.Parse(zone.Apex, Top + zone.Records).With(delegations.GetValueOrDefault(zone.Name) ?? []);
            DomainName parent = plan.Holder(zone.Name, RecordType.DS)?.Name ?? DomainName.Root;
            if (!delegations.TryGetValue(parent, out List<ResourceRecord>? delegated))
            {
                delegated = [];
                delegations.Add(parent, delegated);
            }

            ZoneSigning signing = new(plan, zone);
            zones.Add(Kept(like, zone, content) ?? (zone.IsSigned ? ZoneSigner.Sign(content, signing.Plan) : SignedZone.AsIs(content)));
            _contents[zone.Name] = content;
            _keys[zone.Name] = signing.DataKey;
            delegated.Add(new ResourceRecord(zone.Name, RecordClass.IN, Ttl, new NameRdata(RecordType.NS, DomainName.Parse("ns.invalid"))));
            delegated.AddRange(signing.Delegation.Select(data => new ResourceRecord(zone.Name, RecordClass.IN, Ttl, data)));
        }

        RootKey = ZoneKey.Create(plan.RootAlgorithm, "root");
        _keys[DomainName.Root] = RootKey;
        ZoneContent root = ZoneContent.Parse(".", Top).With(delegations.GetValueOrDefault(DomainName.Root) ?? []);
        zones.Add(ZoneSigner.Sign(root, new SigningPlan { Keys = [RootKey], Inception = WorldTimes.Start, Expiration = WorldTimes.End }));
        Zones = new ZoneSet(zones);
        Anchors = new TrustAnchorSet([TrustAnchor.FromDigest(DomainName.Root, RootKey.DelegationSigner(DomainName.Root))]);
    }

    public WorldPlan Plan { get; }

    public ZoneSet Zones { get; }

    public ZoneKey RootKey { get; }

    public TrustAnchorSet Anchors { get; }

    /// <summary>The key with which a zone signs its data.</summary>
    public ZoneKey KeyOf(DomainName apex) => _keys[apex];

    // A zone is the same as long as its plan, its records and the zone above are.
    private SignedZone? Kept(World? like, ZonePlan zone, ZoneContent content) =>
        like is not null && like.Plan.Zones.Contains(zone) && like._contents[zone.Name].Records.SequenceEqual(content.Records)
        && Equals(like.Plan.Holder(zone.Name, RecordType.DS), Plan.Holder(zone.Name, RecordType.DS)) && like.Plan.RootAlgorithm == Plan.RootAlgorithm
            ? like.Zones.Find(zone.Name)
            : null;
}
