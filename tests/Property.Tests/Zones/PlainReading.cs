using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Property.Tests.Zones;

/// <summary>
/// Answers questions about a <see cref="PlainInternet"/> straight from what its owners wrote, in the words of RFC 1034 section 4.3.2,
/// RFC 4592 section 3.3 and RFC 6672 section 3.2, with no thought of speed and no code in common with the lab's servers or the
/// validator. Of signatures it knows two things: where a DS is missing trust ends, and in a zone with opt-out nothing that rests on an
/// absence is certain (RFC 5155 section 6).
/// </summary>
internal sealed class PlainReading(PlainInternet internet)
{
    // Fewer than the lab's servers and the validator follow.
    private const int MostAliases = 8;

    /// <summary>Types that are there because a zone is signed; their data is the signer's affair.</summary>
    private static readonly RecordType[] MadeTypes = [RecordType.DS, RecordType.DNSKEY, RecordType.NSEC, RecordType.NSEC3PARAM];

    public static bool IsMade(RecordType type) => MadeTypes.Contains(type);

    public Truth Answer(Question question)
    {
        List<AliasHop> aliases = [];
        SecurityStatus weakest = SecurityStatus.Secure;
        DomainName name = question.Name;
        while (aliases.Count <= MostAliases)
        {
            Link link = Follow(name, question.Type);
            weakest = link.IsCertain ? weakest : SecurityStatus.Insecure;
            if (link.Next is null)
            {
                return new Truth { Status = weakest, Code = link.Code, FinalName = name, Aliases = aliases, Data = link.Data, Made = link.Made };
            }

            aliases.Add(new AliasHop(name, link.Next, link.IsCertain ? SecurityStatus.Secure : SecurityStatus.Insecure));
            name = link.Next;
        }

        return new Truth
        {
            Status = weakest,
            Code = ResponseCode.ServFail,
            FinalName = name,
            Aliases = aliases,
            Data = [],
            Made = new HashSet<RecordType>(),
            IsTangled = true,
        };
    }

    private Link Follow(DomainName name, RecordType type)
    {
        PlainZone zone = internet.Root;
        bool isTrusted = true;

        // RFC 1034 section 4.3.2 step 3: down from the apex, label by label.
        for (int labels = zone.Apex.LabelCount; labels <= name.LabelCount; labels++)
        {
            DomainName here = name.Ancestor(labels);
            bool isWhole = labels == name.LabelCount;

            // Step 3b; a DS belongs to the zone above (RFC 4035 section 3.1.4.1).
            if (zone.IsCut(here) && !(isWhole && type == RecordType.DS))
            {
                isTrusted &= zone.Vouched.Contains(here);
                zone = internet.Zones[here];
            }

            // RFC 6672 section 3.2 step 3c: a DNAME moves what is below it, not itself.
            if (!isWhole && zone.RedirectionAt(here) is { } elsewhere)
            {
                return Redirected(name, type, here, elsewhere, isTrusted);
            }
        }

        if (Exists(zone, name))
        {
            return AtName(zone, name, name, type, isTrusted && (zone.Proof != AbsenceProof.OptOut || LeavesTrace(zone, name)), isTrusted);
        }

        // RFC 4592 section 3.3.1: the closest encloser is the longest ancestor that exists; only its own wildcard counts.
        DomainName encloser = name.Parent();
        while (!Exists(zone, encloser))
        {
            encloser = encloser.Parent();
        }

        // That the name itself is absent is part of every answer from here on, and in an opt-out zone it might be a delegation.
        bool isCertain = isTrusted && zone.Proof != AbsenceProof.OptOut;
        return encloser.TryWildcardChild(out DomainName? wildcard) && Exists(zone, wildcard)
            ? AtName(zone, wildcard, name, type, isCertain, isCertain)
            : new Link(isCertain) { Code = ResponseCode.NXDomain };
    }

    private static Link Redirected(DomainName name, RecordType type, DomainName from, DomainName to, bool isTrusted)
    {
        byte[] moved = [.. name.Wire[..(name.Wire.Length - from.Wire.Length)], .. to.Wire];
        if (!DomainName.TryFromWire(moved, out DomainName? target))
        {
            // RFC 6672 section 2.2.
            return new Link(isTrusted) { Code = ResponseCode.YXDomain };
        }

        // What is asked for may be the alias itself.
        return type is RecordType.CNAME or RecordType.ANY
            ? new Link(isTrusted) { Data = [(from, new NameRdata(RecordType.DNAME, to)), (name, new NameRdata(RecordType.CNAME, target))] }
            : new Link(isTrusted) { Next = target };
    }

    /// <param name="zone">The zone.</param>
    /// <param name="source">The name, or the wildcard that stands for it.</param>
    /// <param name="name">The name asked about.</param>
    /// <param name="type">The type asked for.</param>
    /// <param name="isAbsenceCertain">Whether it can be proved that the type is not there.</param>
    /// <param name="isPresenceCertain">Whether it can be proved that what is there answers this name.</param>
    private static Link AtName(PlainZone zone, DomainName source, DomainName name, RecordType type, bool isAbsenceCertain, bool isPresenceCertain)
    {
        RecordType[] made = [.. MadeAt(zone, source).Where(one => type == one || type == RecordType.ANY)];
        (DomainName, Rdata)[] data =
        [
            .. from one in zone.TypesAt(source) where type == one || type == RecordType.ANY from datum in zone.Find(source, one) select (name, datum),
        ];
        if (made.Length + data.Length > 0)
        {
            return new Link(isPresenceCertain) { Data = data, Made = made.ToHashSet() };
        }

        return zone.Find(source, RecordType.CNAME) is [NameRdata alias]
            ? new Link(isPresenceCertain) { Next = alias.Target }
            : new Link(isAbsenceCertain);
    }

    private static IEnumerable<RecordType> MadeAt(PlainZone zone, DomainName owner)
    {
        if (zone.Proof == AbsenceProof.None)
        {
            yield break;
        }

        if (zone.Vouched.Contains(owner))
        {
            yield return RecordType.DS;
        }

        if (zone.Proof == AbsenceProof.Nsec && zone.TypesAt(owner).Any())
        {
            yield return RecordType.NSEC;
        }

        if (owner.Equals(zone.Apex))
        {
            yield return RecordType.DNSKEY;
            if (zone.Proof != AbsenceProof.Nsec)
            {
                yield return RecordType.NSEC3PARAM;
            }
        }
    }

    /// <summary>RFC 4592 section 2.2.3: a name exists when it, or anything below it, has records; what is hidden does not count.</summary>
    private static bool Exists(PlainZone zone, DomainName name) =>
        zone.Owners.Any(owner => owner.IsAtOrBelow(name) && !zone.IsHidden(owner));

    /// <summary>RFC 5155 section 7.1: with opt-out, unsigned delegations and what exists because of them alone are left out of the chain.</summary>
    private static bool LeavesTrace(PlainZone zone, DomainName name) =>
        zone.Owners.Any(owner => owner.IsAtOrBelow(name) && !zone.IsHidden(owner) && !(zone.IsCut(owner) && !zone.Vouched.Contains(owner)));

    private sealed record Link(bool IsCertain)
    {
        public ResponseCode Code { get; init; } = ResponseCode.NoError;

        public IReadOnlyList<(DomainName Owner, Rdata Data)> Data { get; init; } = [];

        public IReadOnlySet<RecordType> Made { get; init; } = new HashSet<RecordType>();

        public DomainName? Next { get; init; }
    }
}
