using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation.Denial;

/// <summary>
/// Draws the conclusion from what denial records say about names: no data, no such name, or nothing. One logic for NSEC
/// (RFC 4035 section 5.4) and NSEC3 (RFC 5155 section 8). The proof decides; the message's response code is not looked at.
/// </summary>
internal static class DenialCheck
{
    /// <summary>Is the type absent at the name?</summary>
    public static DenialProof Judge(IDenialRecords records, DomainName name, RecordType type) =>
        records.About(name) switch
        {
            NameFinding.Exists exists => NoDataAt(exists, name, type),
            NameFinding.EmptyNonTerminal empty => new DenialProof(DenialKind.NoData, name, null)
            {
                Records = empty.Proof,
                Text = $"{name} exists only through names below it and has no data",
            },
            NameFinding.Absent absent => BelowEncloser(records, absent, name, type),
            NameFinding.TooCostly costly => new DenialProof(DenialKind.TooCostly, name, costly.Why) { Records = costly.Proof },
            NameFinding.Unknown unknown => DenialProof.None(name, unknown.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>May an answer made from a wildcard stand: is there no name closer to the one asked for?</summary>
    public static DenialProof JudgeWildcard(IDenialRecords records, DomainName nextCloser) =>
        records.Covering(nextCloser) switch
        {
            NameFinding.Absent absent => new DenialProof(
                DenialKind.NoName, nextCloser.Parent(), absent.OptOut ? OptOut(nextCloser) : null)
            {
                Records = absent.Proof,
                Text = $"{nextCloser} does not exist, so the wildcard answers",
            },
            NameFinding.TooCostly costly => new DenialProof(DenialKind.TooCostly, nextCloser.Parent(), costly.Why) { Records = costly.Proof },
            NameFinding.Unknown unknown => DenialProof.None(nextCloser, unknown.Why),
            _ => DenialProof.None(nextCloser, new Reason(ReasonKind.NameExists, $"{nextCloser} exists, so no wildcard answers below it")),
        };

    private static DenialProof NoDataAt(NameFinding.Exists exists, DomainName name, RecordType type)
    {
        TypeBitmap types = exists.Types;
        bool isApex = types.Contains(RecordType.SOA);

        // RFC 5155 section 8.6, RFC 4035 section 3.1.4.1: a DS is the parent's; the child's apex cannot deny it. The root has no parent.
        if (type == RecordType.DS && isApex && !name.IsRoot)
        {
            return DenialProof.None(name, new Reason(
                ReasonKind.DelegationDenialFromChild, $"the proof that {name} has no DS comes from {name} itself; only its parent can tell"));
        }

        // RFC 6840 section 4.1: the parent's record of a delegation denies nothing but DS there.
        if (type != RecordType.DS && types.Contains(RecordType.NS) && !isApex)
        {
            return DenialProof.None(name, new Reason(
                ReasonKind.DenialFromDelegation, $"the record of {name} is that of a delegation and says nothing about {RecordTypes.ToText(type)} there"));
        }

        // RFC 4035 section 5.4: an NSEC shows that it is there itself, whatever its own bit says.
        bool showsItself = type == RecordType.NSEC && exists.Proof.Any(record => record.Set.Type == RecordType.NSEC);
        if (showsItself || Holds(types, type))
        {
            return DenialProof.None(name, new Reason(ReasonKind.TypeExists, $"the proof says that {RecordTypes.ToText(type)} exists at {name}"));
        }

        // RFC 6840 section 4.3: where a CNAME stands, it should have been the answer.
        if (types.Contains(RecordType.CNAME))
        {
            return DenialProof.None(name, new Reason(ReasonKind.AliasExists, $"the proof says that an alias stands at {name}"));
        }

        bool compact = IsCompactNameError(types);
        return new DenialProof(compact ? DenialKind.NoName : DenialKind.NoData, name, null)
        {
            Records = exists.Proof,
            Text = compact ? $"{name} does not exist (compact denial)" : $"{name} exists and has no {RecordTypes.ToText(type)}",
        };
    }

    // RFC 9824 section 3.1: NXNAME at the name itself says that there is no such name; no type but its own proof stands beside it.
    private static bool IsCompactNameError(TypeBitmap types) =>
        types.Contains(RecordType.NXNAME) && !types.Types.Any(IsData);

    // RFC 6840 section 4.2: asked for ANY, a name with anything but its own proof has something to answer with.
    private static bool Holds(TypeBitmap types, RecordType type) => type == RecordType.ANY
        ? types.Types.Any(IsData)
        : types.Contains(type);

    // RFC 4034 section 4.1.2, RFC 5155 section 3.2.1: bits of types that are no data of a zone, 0 among them, are ignored.
    private static bool IsData(RecordType held) =>
        held is not (RecordType.None or RecordType.RRSIG or RecordType.NSEC) && !RecordTypes.IsMeta(held);

    private static DenialProof BelowEncloser(IDenialRecords records, NameFinding.Absent absent, DomainName name, RecordType type)
    {
        DomainName encloser = absent.ClosestEncloser;
        Reason? insecure = absent.OptOut ? OptOut(name) : null;

        // RFC 5155 section 8.6: an opt-out gap over the next closer name is all that shows an unsigned delegation.
        if (type == RecordType.DS && insecure is not null)
        {
            return new DenialProof(DenialKind.NoData, encloser, insecure) { Records = absent.Proof, Text = insecure.Text };
        }

        if (!encloser.TryWildcardChild(out DomainName? wildcard))
        {
            // No wildcard fits below so long a name, so none needs to be denied.
            return new DenialProof(DenialKind.NoName, encloser, insecure) { Records = absent.Proof, Text = $"{name} does not exist" };
        }

        NameFinding source = records.About(wildcard);
        IReadOnlyList<SecureRecordSet> used = [.. absent.Proof, .. source.Proof];
        switch (source)
        {
            case NameFinding.Absent:
            case NameFinding.Exists compact when IsCompactNameError(compact.Types):
                return new DenialProof(DenialKind.NoName, encloser, insecure)
                {
                    Records = used,
                    Text = $"{name} does not exist below {encloser}, and no wildcard stands in for it",
                };
            case NameFinding.EmptyNonTerminal:
                return new DenialProof(DenialKind.NoData, encloser, insecure) { Records = used, Text = $"{wildcard} stands in for {name} and has no data" };
            case NameFinding.Exists exists when Holds(exists.Types, type) || exists.Types.Contains(RecordType.CNAME):
                return DenialProof.None(name, new Reason(ReasonKind.WildcardExists, $"{wildcard} exists with data and should have answered for {name}"));
            case NameFinding.Exists exists when exists.Types.Contains(RecordType.NS) && !exists.Types.Contains(RecordType.SOA) && type != RecordType.DS:
                return DenialProof.None(name, new Reason(ReasonKind.DenialFromDelegation, $"{wildcard} is a delegation and denies nothing"));
            case NameFinding.Exists:
                return new DenialProof(DenialKind.NoData, encloser, insecure)
                {
                    Records = used,
                    Text = $"{wildcard} stands in for {name} and has no {RecordTypes.ToText(type)}",
                };
            default:
                return DenialProof.None(name, new Reason(ReasonKind.WildcardNotDenied, $"{name} does not exist, but nothing shows that {wildcard} does not answer for it"));
        }
    }

    private static Reason OptOut(DomainName name) => new(
        ReasonKind.OptOutDelegation, $"{name} lies in an opt-out span, where an unsigned delegation would leave no trace");
}
