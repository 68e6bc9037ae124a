using DaneCore.Lab.Authority;
using DaneCore.Lab.Internet;
using DaneCore.Lab.Signing;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Tests.Hostile;

/// <summary>
/// What is true in the sample internet, told from the contents of its zones alone: walks down the delegations, looks the data up, follows
/// aliases. Knows no signature and no validator; which zones are signed in vain it is told.
/// </summary>
internal sealed class ZoneTruth
{
    private readonly ZoneSet _zones;
    private readonly HashSet<DomainName> _brokenZones;
    private readonly HashSet<(DomainName, RecordType)> _brokenSets;

    public ZoneTruth(SampleInternet internet)
    {
        _zones = internet.Zones;
        string[] whole = ["expired-signatures.lab", "future-signatures.lab", "wrong-ds.lab"];
        (string Name, RecordType Type)[] single = [("forged-mx.lab", RecordType.MX), ("unsigned-mx.lab", RecordType.MX), ("_25._tcp.mx.forged-tlsa.lab", RecordType.TLSA)];
        _brokenZones = [.. whole.Select(DomainName.Parse)];
        _brokenSets = [.. single.Select(set => (DomainName.Parse(set.Name), set.Type))];

        // A domain that joins the sample internet as bogus must be told to this class.
        string[] known = [.. whole, "forged-mx.lab", "unsigned-mx.lab", "forged-tlsa.lab"];
        string[] bogus = [.. internet.Domains.Where(domain => domain.ExpectedVerdict == "dnssec-bogus").Select(domain => domain.Name)];
        Assert.Equal(known.Order(StringComparer.Ordinal), bogus.Order(StringComparer.Ordinal));
    }

    /// <summary>How far an honest answer can be trusted.</summary>
    public enum Standing
    {
        /// <summary>Signed all the way.</summary>
        Secure,

        /// <summary>In an unsigned zone, or through one.</summary>
        Insecure,

        /// <summary>Nothing there, in a span where an unsigned zone could be.</summary>
        OptOut,

        /// <summary>In an unsigned zone that no server has.</summary>
        Silent,

        /// <summary>Signed in vain.</summary>
        Broken,
    }

    /// <summary>The truth about one question.</summary>
    public sealed record Fact(Standing Standing, IReadOnlySet<(DomainName, Rdata)> Chain, IReadOnlySet<(DomainName, Rdata)> Data, ResponseCode Code);

    public Fact About(Question question)
    {
        HashSet<(DomainName, Rdata)> chain = [];
        Standing weakest = Standing.Secure;
        DomainName name = question.Name;
        for (int hop = 0; hop < 10; hop++)
        {
            (SignedZone? zone, Standing standing) = ZoneOf(name, question.Type);
            weakest = Weaker(weakest, standing);
            if (zone is null)
            {
                return new Fact(weakest, chain, new HashSet<(DomainName, Rdata)>(), ResponseCode.ServFail);
            }

            (RecordSet? set, bool exists) = Look(zone, name, question.Type);
            if (set is not null && _brokenSets.Contains((set.Owner, set.Type)))
            {
                weakest = Standing.Broken;
            }

            if (set is null)
            {
                bool span = !exists && standing == Standing.Secure && HasOptOut(zone);
                return new Fact(span ? Weaker(weakest, Standing.OptOut) : weakest, chain, new HashSet<(DomainName, Rdata)>(), exists ? ResponseCode.NoError : ResponseCode.NXDomain);
            }

            (DomainName, Rdata)[] found = [.. set.Data.Select(data => (name, data))];
            chain.UnionWith(found);
            if (set.Type == question.Type)
            {
                return new Fact(weakest, chain, found.ToHashSet(), ResponseCode.NoError);
            }

            name = ((NameRdata)set.Data[0]).Target;
        }

        return new Fact(Standing.Broken, chain, new HashSet<(DomainName, Rdata)>(), ResponseCode.ServFail);
    }

    /// <summary>What is untrue in an answer that says it can be used; null when nothing is.</summary>
    public string? LieIn(Answer answer, Fact fact)
    {
        (DomainName, Rdata)[] chain = [.. answer.Chain.Select(record => (record.Owner, record.Data))];
        switch (answer.Security)
        {
            case SecurityStatus.Secure when fact.Standing != Standing.Secure:
                return $"secure, though it is {fact.Standing}";
            case SecurityStatus.Secure when !fact.Chain.SetEquals(chain):
                return "secure, with records that the zones do not have";
            case SecurityStatus.Secure when !fact.Data.SetEquals(answer.Records.Select(record => (record.Owner, record.Data))):
                return "secure, with other data than the zones have";
            case SecurityStatus.Secure when answer.Code != fact.Code:
                return $"secure with {answer.Code}, though it is {fact.Code}";
            case SecurityStatus.Insecure when fact.Standing is Standing.Secure or Standing.Broken:
                return $"insecure, though it is {fact.Standing}";
            case SecurityStatus.Secure or SecurityStatus.Insecure:
                return answer.Aliases.Where(alias => alias.Status == SecurityStatus.Secure && !IsAlias(alias.Owner, alias.Target))
                    .Select(alias => $"a secure alias from {alias.Owner} to {alias.Target} that no zone has").FirstOrDefault();
            default:
                return null;
        }
    }

    private bool IsAlias(DomainName owner, DomainName target) =>
        ZoneOf(owner, RecordType.CNAME) is ({ } zone, _) && Look(zone, owner, RecordType.CNAME).Set is { } set && set.Data.OfType<NameRdata>().Any(data => data.Target.Equals(target));

    private (SignedZone? Zone, Standing Standing) ZoneOf(DomainName name, RecordType type)
    {
        SignedZone zone = _zones.Find(DomainName.Root)!;
        Standing standing = Standing.Secure;
        for (int labels = 1; labels <= name.LabelCount; labels++)
        {
            DomainName cut = name.Ancestor(labels);
            if (Find(zone, cut, RecordType.NS) is null || (type == RecordType.DS && cut.Equals(name)))
            {
                continue;
            }

            DsRdata[] keys = [.. Find(zone, cut, RecordType.DS)?.Data.OfType<DsRdata>() ?? []];
            bool usable = keys.Any(key => key.Algorithm is not (DnssecAlgorithm.RsaSha1 or DnssecAlgorithm.RsaSha1Nsec3Sha1));
            standing = standing != Standing.Secure ? standing : !usable ? Standing.Insecure : _brokenZones.Contains(cut) ? Standing.Broken : Standing.Secure;
            if (_zones.Find(cut) is not { } below)
            {
                return (null, standing == Standing.Insecure ? Standing.Silent : Standing.Broken);
            }

            zone = below;
        }

        return (zone, standing);
    }

    private static (RecordSet? Set, bool Exists) Look(SignedZone zone, DomainName name, RecordType type)
    {
        bool Exists(DomainName candidate) => zone.Sets.Any(set => set.Type != RecordType.NSEC3 && set.Owner.IsAtOrBelow(candidate));
        DomainName source = name;
        if (!Exists(name))
        {
            DomainName encloser = name.Parent();
            while (!Exists(encloser))
            {
                encloser = encloser.Parent();
            }

            if (!encloser.TryWildcardChild(out DomainName? wildcard) || !Exists(wildcard))
            {
                return (null, false);
            }

            source = wildcard;
        }

        return (Find(zone, source, type) ?? Find(zone, source, RecordType.CNAME), true);
    }

    private static RecordSet? Find(SignedZone zone, DomainName owner, RecordType type) =>
        zone.Sets.FirstOrDefault(set => set.Type == type && set.Data.Count > 0 && set.Owner.Equals(owner));

    private static bool HasOptOut(SignedZone zone) => zone.Sets.SelectMany(set => set.Data).OfType<Nsec3Rdata>().Any(nsec3 => nsec3.IsOptOut);

    private static Standing Weaker(Standing left, Standing right) => left > right ? left : right;
}
