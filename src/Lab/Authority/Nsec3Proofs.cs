using DaneCore.Lab.Signing;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Authority;

/// <summary>Proofs of absence by NSEC3 (RFC 5155 section 7.2). Hashes with the parameters of the chain's first record.</summary>
internal sealed class Nsec3Proofs : IDenialProofs
{
    private readonly DomainName _apex;
    private readonly SortedChain _chain;
    private readonly Nsec3Rdata _parameters;

    public Nsec3Proofs(DomainName apex, IReadOnlyList<RecordSet> links, Nsec3Rdata parameters)
    {
        _apex = apex;
        _chain = new SortedChain(links);
        _parameters = parameters;
    }

    // RFC 5155 sections 7.2.3, 7.2.4 and 7.2.7: the match, or with opt-out, where there may be none, a closest provable
    // encloser proof.
    public IEnumerable<RecordSet> NoData(DomainName name) =>
        Matching(name) is { } match ? [match] : ClosestEncloserProof(name, out _);

    // RFC 5155 section 7.2.2. The wildcard to deny is that of the encloser that is proved.
    public IEnumerable<RecordSet> NoName(DomainName name, DomainName closestEncloser)
    {
        IEnumerable<RecordSet> proof = ClosestEncloserProof(name, out DomainName proved);
        return proved.TryWildcardChild(out DomainName? wildcard) ? [.. proof, .. Covering(wildcard)] : proof;
    }

    // RFC 5155 section 7.2.6: the encloser needs no match, the expanded wildcard proves it.
    public IEnumerable<RecordSet> WildcardAnswer(DomainName name, DomainName closestEncloser) =>
        Covering(name.Ancestor(closestEncloser.LabelCount + 1));

    // RFC 5155 section 7.2.5.
    public IEnumerable<RecordSet> WildcardNoData(DomainName name, DomainName closestEncloser)
    {
        IEnumerable<RecordSet> proof = ClosestEncloserProof(name, out _);
        return closestEncloser.TryWildcardChild(out DomainName? wildcard) && Matching(wildcard) is { } match
            ? [.. proof, match]
            : proof;
    }

    // RFC 5155 section 7.2.1: a match for the closest encloser that can be proved, a cover for the name one label longer.
    private IEnumerable<RecordSet> ClosestEncloserProof(DomainName name, out DomainName encloser)
    {
        encloser = _apex;
        for (int labels = name.LabelCount - 1; labels >= _apex.LabelCount; labels--)
        {
            encloser = name.Ancestor(labels);
            if (Matching(encloser) is { } match)
            {
                return [match, .. Covering(name.Ancestor(labels + 1))];
            }
        }

        return [];
    }

    private RecordSet? Matching(DomainName name) => _chain.Matching(HashedOwner(name));

    private IEnumerable<RecordSet> Covering(DomainName name) => _chain.Before(HashedOwner(name)) is { } link ? [link] : [];

    private DomainName HashedOwner(DomainName name) =>
        DenialChain.HashedOwner(Nsec3Hash.Compute(name, _parameters.Salt.Span, _parameters.Iterations), _apex);
}
