using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation.Denial;

/// <summary>
/// Reads NSEC records (RFC 4034 section 4, RFC 4035 section 5.4). Takes secure sets of one zone only, so no raw NSEC ever
/// gets here. Leaves out what may not be used: records made from wildcards, and those whose next name leaves the zone.
/// </summary>
internal sealed class NsecDenial : IDenialRecords
{
    private readonly DomainName _zone;
    private readonly List<Link> _links = [];
    private readonly Reason? _leftOut;

    public NsecDenial(DomainName zone, IEnumerable<SecureRecordSet> sets)
    {
        _zone = zone;
        foreach (SecureRecordSet set in sets)
        {
            if (Objection(zone, set) is { } why)
            {
                _leftOut ??= why;
                continue;
            }

            _links.Add(new Link(set, set.Set.Owner, (NsecRdata)set.Set.Data[0]));
        }
    }

    public NameFinding About(DomainName name)
    {
        foreach (Link link in _links)
        {
            if (link.Owner.Equals(name))
            {
                return new NameFinding.Exists(link.Nsec.Types) { Proof = [link.Set] };
            }
        }

        return InAGap(name);
    }

    public NameFinding Covering(DomainName nextCloser) => About(nextCloser);

    private NameFinding InAGap(DomainName nextCloser)
    {
        Reason? why = null;
        foreach (Link link in _links)
        {
            if (!link.Covers(nextCloser, _zone))
            {
                continue;
            }

            // RFC 6840 section 4.1: a delegation's NSEC from the parent side, or one with DNAME, denies nothing below it.
            if (nextCloser.IsStrictlyBelow(link.Owner) && (link.IsCut || link.IsRedirection))
            {
                why ??= link.IsCut
                    ? new Reason(ReasonKind.DenialFromDelegation, $"the NSEC of {link.Owner} is that of a delegation and says nothing about {nextCloser} below it")
                    : new Reason(ReasonKind.DenialFromRedirection, $"a DNAME stands at {link.Owner}, which should have moved {nextCloser} below it");
                continue;
            }

            // The next name lies below: the name exists, as an empty non-terminal (RFC 4592 section 2.2.2).
            if (link.Nsec.NextName.IsStrictlyBelow(nextCloser))
            {
                return new NameFinding.EmptyNonTerminal { Proof = [link.Set] };
            }

            // Owner and next name are the neighbours of the gap, so no existing name shares more with the absent one.
            DomainName left = nextCloser.CommonAncestor(link.Owner);
            DomainName right = nextCloser.CommonAncestor(link.Nsec.NextName);
            return new NameFinding.Absent(left.LabelCount >= right.LabelCount ? left : right, OptOut: false) { Proof = [link.Set] };
        }

        return new NameFinding.Unknown(why ?? _leftOut ?? new Reason(ReasonKind.NameNotDenied, $"no NSEC matches or covers {nextCloser}"));
    }

    private static Reason? Objection(DomainName zone, SecureRecordSet set)
    {
        // RFC 4035 section 5.3.4 and RFC 4592 section 4.4: an NSEC synthesised from a wildcard speaks of the wildcard's name, not of its owner.
        if (set.IsWildcardExpansion)
        {
            return new Reason(ReasonKind.DenialFromWildcard, $"the NSEC of {set.Set.Owner} was made from a wildcard");
        }

        // A name has one next name, so one NSEC.
        if (set.Set.Data is not [NsecRdata nsec])
        {
            return new Reason(ReasonKind.DenialSetUnreadable, $"the NSEC set of {set.Set.Owner} is not one readable record");
        }

        // RFC 4034 section 4.1.1: the next name is a name of the same zone, and only the last one's is the apex.
        bool wraps = nsec.NextName.CompareTo(set.Set.Owner) <= 0;
        return !nsec.NextName.IsAtOrBelow(zone) || (wraps && !nsec.NextName.Equals(zone))
            ? new Reason(ReasonKind.NextNameOutsideZone, $"the NSEC of {set.Set.Owner} points to {nsec.NextName}, which is not the next name of {zone}")
            : null;
    }

    private sealed record Link(SecureRecordSet Set, DomainName Owner, NsecRdata Nsec)
    {
        public bool IsCut => Nsec.Types.Contains(RecordType.NS) && !Nsec.Types.Contains(RecordType.SOA);

        public bool IsRedirection => Nsec.Types.Contains(RecordType.DNAME);

        // The last NSEC points back to the apex and covers everything after its owner; alone in a zone, everything below the apex.
        public bool Covers(DomainName name, DomainName zone) =>
            Owner.CompareTo(name) < 0 && (Nsec.NextName.Equals(zone) || name.CompareTo(Nsec.NextName) < 0);
    }
}
