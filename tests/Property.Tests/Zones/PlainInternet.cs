using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Property.Tests.Zones;

/// <summary>
/// A small internet thrown by dice: a root, a zone below it, zones below that; signed in every way, with delegations signed and unsigned,
/// wildcards at several depths, empty non-terminals, aliases of both kinds, and names that no person would choose.
/// </summary>
internal sealed class PlainInternet
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private const int MaxDepth = 3;
    private const int LongestOwner = 180;
    private const int LongestApex = 100;

    private static readonly (RecordType Type, string[] Data)[] Contents =
    [
        (RecordType.A, ["192.0.2.1", "192.0.2.2"]), (RecordType.TXT, ["one", "\"two\" \"words\""]), (RecordType.MX, ["10 Mail.example."]),
        (RecordType.TLSA, ["3 1 1 0011223344556677889900112233445566778899001122334455667788990011"]), ((RecordType)65400, [@"\# 3 010203"]),
    ];

    private readonly Dice _dice;
    private readonly Func<PlainZone, Dice, IReadOnlyList<ZoneKey>> _keys;
    private readonly Dictionary<DomainName, PlainZone> _zones = [];

    private PlainInternet(Dice dice, Func<PlainZone, Dice, IReadOnlyList<ZoneKey>> keys)
    {
        _dice = dice;
        _keys = keys;
    }

    public IReadOnlyDictionary<DomainName, PlainZone> Zones => _zones;

    public PlainZone Root => _zones[DomainName.Root];

    /// <summary>The same zones, signed and served by the lab.</summary>
    public ZoneSet Served { get; private set; } = new();

    public TrustAnchorSet Anchors { get; private set; } = TrustAnchorSet.Iana;

    public IReadOnlyList<DomainName> Owners => [.. _zones.Values.SelectMany(zone => zone.Owners.Append(zone.Apex)).Distinct().Order()];

    /// <param name="seed">The same number gives the same internet.</param>
    /// <param name="keys">The keys of a zone; left out, one short RSA key, of four that the zones share: who may sign must not hang on who can.</param>
    public static PlainInternet Throw(int seed, Func<PlainZone, Dice, IReadOnlyList<ZoneKey>>? keys = null)
    {
        PlainInternet internet = new(new Dice(seed), keys ?? ((_, dice) => [ZoneKey.CreateRsa(DnssecAlgorithm.RsaSha256, 1024, dice.Next(1, 5))]));
        internet.Grow(DomainName.Root, internet._dice.Next(8) == 0 ? AbsenceProof.OptOut : (AbsenceProof)internet._dice.Next(1, 3), 0);
        internet.Sign();
        return internet;
    }

    private AbsenceProof AnySigned() => (AbsenceProof)_dice.Next(1, 4);

    private void Grow(DomainName apex, AbsenceProof proof, int depth)
    {
        PlainZone zone = new(apex, proof);
        _zones.Add(apex, zone);
        zone.Add(apex, RecordType.SOA, "ns.net. host.net. 1 7200 3600 1209600 300");
        zone.Add(apex, RecordType.NS, "ns.net.");
        if (depth > 0 && _dice.Next(3) == 0)
        {
            AddData(zone, apex);
        }

        if (depth > 0 && _dice.Next(25) == 0)
        {
            zone.Add(apex, new NameRdata(RecordType.DNAME, AnyTarget()));
        }

        int names = depth == 0 ? 3 : _dice.Next(2, 11 - (2 * depth));
        for (int i = 0; i < names; i++)
        {
            DomainName owner = AnyOwner(zone);
            if (owner.Wire.Length <= LongestOwner)
            {
                Place(zone, owner, depth, isFirst: depth == 0 && i == 0);
            }
        }
    }

    private DomainName AnyOwner(PlainZone zone)
    {
        DomainName[] known = [.. zone.Owners];
        DomainName owner = _dice.Next(3) == 0 ? known[_dice.Next(known.Length)] : zone.Apex;
        for (int labels = _dice.Next(1, 4); labels > 0; labels--)
        {
            owner = Labels.AnyBelow(owner, _dice);
        }

        return owner;
    }

    private void Place(PlainZone zone, DomainName owner, int depth, bool isFirst)
    {
        bool isFree = !zone.TypesAt(owner).Any();
        bool isLeaf = !zone.Owners.Any(other => other.IsStrictlyBelow(owner));
        int kind = isFirst ? 99 : _dice.Next(100);
        if (zone.IsHidden(owner))
        {
            // Glue, or what a DNAME hides: it must not be seen.
            zone.Add(owner, RecordType.A, "192.0.2.66");
        }
        else if (kind < 12 && isFree)
        {
            zone.Add(owner, new NameRdata(RecordType.CNAME, AnyTarget()));
        }
        else if (kind is >= 12 and < 26 && !zone.TypesAt(owner).Contains(RecordType.CNAME) && !owner.IsWildcard && zone.RedirectionAt(owner) is null
            && !zone.Owners.Any(other => other.IsAtOrBelow(owner) && zone.IsCut(other)))
        {
            zone.Add(owner, new NameRdata(RecordType.DNAME, AnyTarget()));
        }
        else if (kind >= (depth == 0 ? 50 : 70) && depth < MaxDepth && isFree && isLeaf && !owner.IsWildcard && owner.Wire.Length <= LongestApex)
        {
            Delegate(zone, owner, depth);
        }
        else if (!zone.TypesAt(owner).Contains(RecordType.CNAME) && !zone.IsCut(owner))
        {
            AddData(zone, owner);
        }
    }

    private void AddData(PlainZone zone, DomainName owner)
    {
        for (int sets = _dice.Next(1, 4); sets > 0; sets--)
        {
            (RecordType type, string[] data) = Contents[_dice.Next(Contents.Length)];
            foreach (string text in data[.._dice.Next(1, data.Length + 1)])
            {
                zone.Add(owner, type, text);
            }
        }
    }

    private void Delegate(PlainZone zone, DomainName owner, int depth)
    {
        zone.Add(owner, RecordType.NS, "ns.net.");
        bool isVouched = zone.Proof != AbsenceProof.None && _dice.Next(5) < 4;
        if (isVouched)
        {
            zone.Vouched.Add(owner);
        }

        // Without a DS it may be signed all the same: an island.
        Grow(owner, isVouched || _dice.Next(3) == 0 ? AnySigned() : AbsenceProof.None, depth + 1);
    }

    // Targets are drawn before all names are known, so some lead to names that will exist, some beside them, some to nothing.
    private DomainName AnyTarget()
    {
        DomainName[] apexes = [.. _zones.Keys];
        DomainName target = apexes[_dice.Next(apexes.Length)];
        if (_dice.Next(2) == 0)
        {
            DomainName[] owners = [.. _zones[target].Owners];
            target = owners[_dice.Next(owners.Length)];
        }

        int more = _dice.Next(12) switch { 0 => 3, < 8 => 1, _ => 0 };
        for (int i = 0; i < more; i++)
        {
            target = more == 3 ? Labels.Below(target, [.. Enumerable.Repeat((byte)'y', 60)]) : Labels.AnyBelow(target, _dice);
        }

        return target;
    }

    private void Sign()
    {
        ZoneTree tree = new();
        foreach (PlainZone zone in _zones.Values)
        {
            bool isVouched = zone.Apex.IsRoot || _zones.Values.Any(other => other.Vouched.Contains(zone.Apex));
            IReadOnlyList<ZoneKey> keys = _keys(zone, _dice);
            DenialScheme scheme = zone.Proof == AbsenceProof.Nsec
                ? new DenialScheme.Nsec()
                : new DenialScheme.Nsec3((ushort)_dice.Next(4), zone.Proof == AbsenceProof.OptOut) { Salt = new byte[_dice.Next(3) * 4] };
            tree.Add(new ZoneContent(zone.Apex, zone.Records), zone.Proof == AbsenceProof.None ? null : new SigningPlan
            {
                Keys = keys,
                Inception = Now.AddDays(-10),
                Expiration = Now.AddDays(20),
                Denial = scheme,
                DelegationDigests = isVouched ? [DigestType.Sha256] : [],
            });
        }

        Served = tree.Sign();
        Anchors = new TrustAnchorSet(Served.Find(DomainName.Root)!.Keys.Where(key => key.IsSecureEntryPoint).Select(key => TrustAnchor.FromKey(DomainName.Root, key)));
    }
}
