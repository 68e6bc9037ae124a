using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Lab.Scenarios;

/// <summary>
/// Builds the zones of a scenario: each is given by its records and by how it differs from a soundly signed one; delegations and
/// DS records are put into the parents by themselves. A root is always there.
/// </summary>
public sealed class ScenarioWorld
{
    private readonly Dictionary<DomainName, Entry> _entries = [];

    /// <summary>The instant of every scenario.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A world with a signed root and nothing in it.</summary>
    public ScenarioWorld() => Zone(".", "");

    /// <summary>The plan a zone is signed by unless it says otherwise.</summary>
    public static SigningPlan UsualPlan(string zone) => SigningPlan.Simple(zone, Now.AddDays(-7), Now.AddDays(7));

    /// <summary>A key that belongs to a zone by its name.</summary>
    public static ZoneKey KeyOf(string zone) => ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, zone);

    /// <summary>A signed zone, delegated from its parent with DS.</summary>
    public ScenarioWorld Zone(string apex, string records, Func<SigningPlan, SigningPlan>? plan = null) =>
        Add(apex, records, (plan ?? (usual => usual))(UsualPlan(apex)), null);

    /// <summary>A signed zone with these DS records in its parent instead of its own; none makes it an island.</summary>
    public ScenarioWorld ZoneWithDelegation(string apex, string records, IReadOnlyList<DsRdata> delegation, Func<SigningPlan, SigningPlan>? plan = null) =>
        Add(apex, records, (plan ?? (usual => usual))(UsualPlan(apex)), delegation);

    /// <summary>A zone that is not signed, delegated without DS.</summary>
    public ScenarioWorld UnsignedZone(string apex, string records) => Add(apex, records, null, []);

    /// <summary>All zones, signed.</summary>
    public ZoneSet Sign()
    {
        Dictionary<DomainName, List<ResourceRecord>> delegations = [];
        List<SignedZone> zones = [];

        // Children first: their DS records belong into the parents.
        foreach (Entry entry in _entries.Values.OrderByDescending(entry => entry.Apex.LabelCount))
        {
            ZoneContent content = entry.Content.With(delegations.GetValueOrDefault(entry.Apex) ?? []);
            SignedZone zone = entry.Plan is null ? SignedZone.AsIs(content) : ZoneSigner.Sign(content, entry.Plan);
            zones.Add(zone);
            if (entry.Apex.IsRoot)
            {
                continue;
            }

            DomainName parent = ParentOf(entry.Apex);
            if (!delegations.TryGetValue(parent, out List<ResourceRecord>? delegated))
            {
                delegated = [];
                delegations.Add(parent, delegated);
            }

            delegated.Add(new ResourceRecord(entry.Apex, RecordClass.IN, 3600, new NameRdata(RecordType.NS, DomainName.Parse("ns.invalid"))));
            delegated.AddRange(entry.Delegation is null
                ? zone.DelegationSigners(entry.Plan!.DelegationDigests)
                : entry.Delegation.Select(digest => new ResourceRecord(entry.Apex, RecordClass.IN, 3600, digest)));
        }

        return new ZoneSet(zones);
    }

    /// <summary>The anchors that fit a zone of the world, its root unless said otherwise.</summary>
    public static TrustAnchorSet AnchorsOf(ZoneSet zones, string apex = ".")
    {
        ArgumentNullException.ThrowIfNull(zones);
        return new TrustAnchorSet(
            zones.Find(DomainName.Parse(apex))!.DelegationSigners(DigestType.Sha256)
                .Select(record => TrustAnchor.FromDigest(record.Owner, (DsRdata)record.Data)));
    }

    private ScenarioWorld Add(string apex, string records, SigningPlan? plan, IReadOnlyList<DsRdata>? delegation)
    {
        var name = DomainName.Parse(apex);
        const string Top = "@ SOA ns.invalid. hostmaster.invalid. 1 7200 3600 1209600 300\n@ NS ns.invalid.\n";
        _entries[name] = new Entry(name, ZoneContent.Parse(apex, Top + records), plan, delegation);
        return this;
    }

    private DomainName ParentOf(DomainName apex) => _entries.Keys
        .Where(candidate => apex.IsStrictlyBelow(candidate))
        .MaxBy(candidate => candidate.LabelCount)!;

    private sealed record Entry(DomainName Apex, ZoneContent Content, SigningPlan? Plan, IReadOnlyList<DsRdata>? Delegation);
}
