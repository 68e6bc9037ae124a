using System.Text;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Validation.Denial;

/// <summary>
/// Reads NSEC3 records (RFC 5155 section 8). Takes secure sets of one zone only; an opt-out flag is therefore never
/// believed before its signature is checked. Leaves out what may not be used, and computes hashes only up to the policy's
/// iteration count: beyond it the zone's denials are insecure, not bogus (RFC 9276 section 3.2).
/// </summary>
internal sealed class Nsec3Denial : IDenialRecords
{
    // RFC 5155 section 11: 1 is SHA-1, the only one.
    private const byte Sha1HashAlgorithm = 1;

    // RFC 5155 section 3.1.2: bit 0 is opt-out, the others must be zero.
    private const byte KnownFlags = 0x01;

    private readonly HashMemo _hashes;
    private readonly DomainName _zone;
    private readonly List<Link> _links = [];
    private readonly Reason? _leftOut;
    private readonly Reason? _tooCostly;

    public Nsec3Denial(DomainName zone, IEnumerable<SecureRecordSet> sets, int maxIterations, HashMemo hashes)
    {
        _zone = zone;
        _hashes = hashes;
        foreach (SecureRecordSet set in sets)
        {
            if (TryLink(zone, set, out Reason? why) is { } link)
            {
                _links.Add(link);
            }
            else
            {
                _leftOut ??= why;
            }
        }

        if (_links.Count > 0 && _links[0].Nsec3.Iterations > maxIterations)
        {
            _tooCostly = new Reason(
                ReasonKind.Nsec3IterationsTooHigh,
                $"{zone} hashes its names {_links[0].Nsec3.Iterations} times more, above the limit of {maxIterations}");
        }
    }

    /// <summary>
    /// RFC 5155 section 8.2: all records of one proof share hash algorithm, iterations and salt. While a zone changes them, a cache
    /// may hold records of both chains; each chain must then carry the proof alone.
    /// </summary>
    public static IEnumerable<Nsec3Denial> Chains(DomainName zone, IEnumerable<SecureRecordSet> sets, int maxIterations, HashMemo hashes) => sets
        .GroupBy(set => set.Set.Data is [Nsec3Rdata nsec3]
            ? (nsec3.HashAlgorithm, nsec3.Iterations, Salt: Convert.ToHexString(nsec3.Salt.Span))
            : (HashAlgorithm: (byte)0, Iterations: (ushort)0, Salt: ""))
        .Select(chain => new Nsec3Denial(zone, chain, maxIterations, hashes));

    public NameFinding About(DomainName name)
    {
        if (_tooCostly is not null)
        {
            return new NameFinding.TooCostly(_tooCostly) { Proof = [.. _links.Select(link => link.Set)] };
        }

        if (Match(name) is { } match)
        {
            return new NameFinding.Exists(match.Nsec3.Types) { Proof = [match.Set] };
        }

        // RFC 5155 section 8.3: the closest encloser is the deepest ancestor with a matching record, and the name one label
        // longer must be covered.
        DomainName nextCloser = name;
        while (nextCloser.IsStrictlyBelow(_zone))
        {
            DomainName candidate = nextCloser.Parent();
            if (Match(candidate) is { } encloser)
            {
                // RFC 5155 section 8.3: an encloser that is a delegation or DNAME proves nothing about names below it.
                if (encloser.IsCut)
                {
                    return Unknown(ReasonKind.DenialFromDelegation, $"the closest encloser {candidate} is a delegation and says nothing about {name} below it");
                }

                if (encloser.IsRedirection)
                {
                    return Unknown(ReasonKind.DenialFromRedirection, $"a DNAME stands at the closest encloser {candidate}, which should have moved {name} below it");
                }

                return Covering(nextCloser) is NameFinding.Absent absent
                    ? new NameFinding.Absent(candidate, absent.OptOut) { Proof = [encloser.Set, .. absent.Proof] }
                    : Unknown(ReasonKind.NextCloserNotCovered, $"no NSEC3 covers {nextCloser}, the name next closer to {name}");
            }

            nextCloser = candidate;
        }

        return Unknown(ReasonKind.ClosestEncloserMissing, $"no NSEC3 matches an ancestor of {name}");
    }

    public NameFinding Covering(DomainName nextCloser)
    {
        if (_tooCostly is not null)
        {
            return new NameFinding.TooCostly(_tooCostly) { Proof = [.. _links.Select(link => link.Set)] };
        }

        if (HashOf(nextCloser) is { } hash)
        {
            foreach (Link link in _links)
            {
                if (link.OwnerHash.AsSpan().SequenceEqual(hash))
                {
                    return new NameFinding.Exists(link.Nsec3.Types) { Proof = [link.Set] };
                }

                if (Nsec3Span.Covers(link.OwnerHash, link.Nsec3.NextHash.Span, hash))
                {
                    return new NameFinding.Absent(nextCloser.Parent(), link.Nsec3.IsOptOut) { Proof = [link.Set] };
                }
            }
        }

        return Unknown(ReasonKind.NextCloserNotCovered, $"no NSEC3 covers {nextCloser}");
    }

    private static Link? TryLink(DomainName zone, SecureRecordSet set, out Reason? why)
    {
        DomainName owner = set.Set.Owner;
        why = null;
        if (set.IsWildcardExpansion)
        {
            why = new Reason(ReasonKind.DenialFromWildcard, $"the NSEC3 of {owner} was made from a wildcard");
            return null;
        }

        if (set.Set.Data is not [Nsec3Rdata nsec3])
        {
            why = new Reason(ReasonKind.DenialSetUnreadable, $"the NSEC3 set of {owner} is not one readable record");
            return null;
        }

        // RFC 5155 section 8.1: records with an unknown hash algorithm are ignored.
        if (nsec3.HashAlgorithm != Sha1HashAlgorithm)
        {
            why = new Reason(ReasonKind.HashAlgorithmUnknown, $"the NSEC3 of {owner} has hash algorithm {nsec3.HashAlgorithm}, which is not known");
            return null;
        }

        // RFC 5155 section 8.2: so are records with flags other than opt-out.
        if ((nsec3.Flags & ~KnownFlags) != 0)
        {
            why = new Reason(ReasonKind.HashFlagsUnknown, $"the NSEC3 of {owner} has flags {nsec3.Flags}, of which only 1 is known");
            return null;
        }

        // RFC 5155 section 3: the owner is exactly one label, the hash, directly below the zone's apex.
        byte[]? hash = null;
        if (owner.LabelCount != zone.LabelCount + 1
            || !Base32Hex.TryDecode(Encoding.Latin1.GetString(owner.Label(0)), out hash)
            || hash.Length != Nsec3Hash.Length)
        {
            why = new Reason(ReasonKind.HashOwnerMalformed, $"the NSEC3 owner {owner} is not one hash below {zone}");
            return null;
        }

        if (nsec3.NextHash.Length != Nsec3Hash.Length)
        {
            why = new Reason(ReasonKind.HashLengthWrong, $"the NSEC3 of {owner} points to a hash of {nsec3.NextHash.Length} octets instead of {Nsec3Hash.Length}");
            return null;
        }

        return new Link(set, hash, nsec3);
    }

    private Link? Match(DomainName name) =>
        HashOf(name) is { } hash ? _links.Find(link => link.OwnerHash.AsSpan().SequenceEqual(hash)) : null;

    private byte[]? HashOf(DomainName name) =>
        _links.Count == 0 ? null : _hashes.Of(name, _links[0].Nsec3.Salt.Span, _links[0].Nsec3.Iterations);

    private NameFinding.Unknown Unknown(ReasonKind kind, string text) => new(_leftOut ?? new Reason(kind, text));

    private sealed record Link(SecureRecordSet Set, byte[] OwnerHash, Nsec3Rdata Nsec3)
    {
        public bool IsCut => Nsec3.Types.Contains(RecordType.NS) && !Nsec3.Types.Contains(RecordType.SOA);

        public bool IsRedirection => Nsec3.Types.Contains(RecordType.DNAME);
    }
}
