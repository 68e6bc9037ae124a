using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Authority;

/// <summary>
/// Answers questions about one zone as its server would (RFC 1034 section 4.3.2 with RFC 4035 section 3.1, RFC 4592, RFC 5155
/// section 7.2 and RFC 6672 section 3.2). Serves what the zone holds, sound or not. Knows no other zone.
/// </summary>
internal sealed class ZoneAuthority
{
    private readonly ZoneNames _names;
    private readonly IDenialProofs _proofs;
    private readonly RecordSet? _negativeSoa;

    public ZoneAuthority(SignedZone zone)
    {
        Apex = zone.Apex;
        _names = new ZoneNames(zone.Apex, zone.Sets);
        RecordSet[] nsec3 = [.. zone.Sets.Where(set => set.Type == RecordType.NSEC3)];
        RecordSet[] nsec = [.. zone.Sets.Where(set => set.Type == RecordType.NSEC && set.Data.Count > 0)];
        _proofs = nsec3.SelectMany(set => set.Data).OfType<Nsec3Rdata>().FirstOrDefault() is { } parameters
            ? new Nsec3Proofs(Apex, nsec3, parameters)
            : nsec.Length > 0 ? new NsecProofs(nsec) : new NoProofs();
        _negativeSoa = _names.Find(Apex, RecordType.SOA) is { } soa ? ForNegative(soa) : null;
    }

    public DomainName Apex { get; }

    /// <summary>The name is at or below the apex.</summary>
    public ZoneReply Answer(DomainName name, RecordType type)
    {
        for (int labels = Apex.LabelCount; labels <= name.LabelCount; labels++)
        {
            DomainName ancestor = name.Ancestor(labels);
            bool isName = labels == name.LabelCount;

            // RFC 4035 section 3.1.4.1: DS at the cut itself is this zone's to answer.
            if (_names.IsCut(ancestor) && !(isName && type == RecordType.DS))
            {
                return Referral(ancestor);
            }

            if (!isName && _names.Find(ancestor, RecordType.DNAME) is { } dname)
            {
                return Redirected(name, type, dname);
            }
        }

        if (_names.Exists(name))
        {
            return AtName(name, name, type, [], () => _proofs.NoData(name));
        }

        DomainName encloser = _names.ClosestEncloser(name);
        return encloser.TryWildcardChild(out DomainName? wildcard) && _names.Exists(wildcard)
            ? AtName(wildcard, name, type, _proofs.WildcardAnswer(name, encloser), () => _proofs.WildcardNoData(name, encloser))
            : Negative(ResponseCode.NXDomain, _proofs.NoName(name, encloser));
    }

    // The owner is the name asked about, or the wildcard that stands for it.
    private ZoneReply AtName(
        DomainName owner, DomainName name, RecordType type, IEnumerable<RecordSet> proofOfExpansion, Func<IEnumerable<RecordSet>> proofOfNoData)
    {
        RecordSet[] found = [.. Matching(owner, type).Select(set => Renamed(set, name))];
        if (found.Length > 0)
        {
            return new ZoneReply { Answer = found, Proofs = proofOfExpansion };
        }

        // RFC 1034 section 4.3.2 step 3a: whatever type it was that the alias does not have beside it (RFC 4035 section 2.5).
        if (_names.Find(owner, RecordType.CNAME) is { } alias)
        {
            return new ZoneReply
            {
                Answer = [Renamed(alias, name)],
                Proofs = proofOfExpansion,
                Next = (alias.Data[0] as NameRdata)?.Target,
            };
        }

        return Negative(ResponseCode.NoError, proofOfNoData());
    }

    private IEnumerable<RecordSet> Matching(DomainName owner, RecordType type)
    {
        IReadOnlyDictionary<RecordType, RecordSet> sets = _names.SetsAt(owner);
        return type switch
        {
            RecordType.ANY => sets.Values,
            RecordType.RRSIG when sets.Values.Any(set => set.Signatures.Count > 0) =>
                [RecordSet.Create(owner, RecordType.RRSIG, sets.Values.Min(set => set.Ttl), sets.Values.SelectMany(set => set.Signatures))],
            _ => sets.TryGetValue(type, out RecordSet? set) ? [set] : [],
        };
    }

    private ZoneReply Referral(DomainName cut)
    {
        RecordSet servers = _names.Find(cut, RecordType.NS)!;
        RecordSet? delegationSigner = _names.Find(cut, RecordType.DS);
        IEnumerable<DomainName> targets = servers.Data.OfType<NameRdata>().Select(server => server.Target);
        return new ZoneReply
        {
            IsReferral = true,
            Authority = [servers],
            Proofs = delegationSigner is null ? _proofs.NoData(cut) : [delegationSigner],
            Additional =
            [
                .. from target in targets
                   from type in (RecordType[])[RecordType.A, RecordType.AAAA]
                   let glue = _names.Find(target, type)
                   where glue is not null
                   select glue,
            ],
        };
    }

    private static ZoneReply Redirected(DomainName name, RecordType type, RecordSet dname)
    {
        if (dname.Data[0] is not NameRdata redirection)
        {
            return new ZoneReply { Code = ResponseCode.ServFail };
        }

        // RFC 6672 section 2.2: when the new name is too long there is none, and the code says so.
        if (!name.TryReplaceAncestor(dname.Owner, redirection.Target, out DomainName? target))
        {
            return new ZoneReply { Code = ResponseCode.YXDomain, Answer = [dname] };
        }

        // RFC 6672 section 3.1: the synthesised CNAME has the TTL of the DNAME and no signature.
        var alias = RecordSet.Create(name, RecordType.CNAME, dname.Ttl, [new NameRdata(RecordType.CNAME, target)]);
        return new ZoneReply { Answer = [dname, alias], Next = type is RecordType.CNAME or RecordType.ANY ? null : target };
    }

    private ZoneReply Negative(ResponseCode code, IEnumerable<RecordSet> proofs) =>
        new() { Code = code, Authority = _negativeSoa is null ? [] : [_negativeSoa], Proofs = proofs };

    private static RecordSet Renamed(RecordSet set, DomainName name) =>
        set.Owner.EqualsExactly(name) || !set.Owner.IsWildcard
            ? set
            : RecordSet.Create(name, set.Type, set.Ttl, set.Data, set.Signatures, set.Class);

    // RFC 2308 section 3: in a negative answer the SOA has the smaller of its TTL and its MINIMUM.
    private static RecordSet ForNegative(RecordSet soa) =>
        RecordSet.Create(
            soa.Owner,
            soa.Type,
            Math.Min(soa.Ttl, (soa.Data[0] as SoaRdata)?.Minimum ?? soa.Ttl),
            soa.Data,
            soa.Signatures,
            soa.Class);
}
