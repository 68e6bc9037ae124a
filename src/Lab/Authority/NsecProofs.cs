using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Authority;

/// <summary>Proofs of absence by NSEC (RFC 4035 section 3.1.3).</summary>
internal sealed class NsecProofs(IEnumerable<RecordSet> links) : IDenialProofs
{
    private readonly SortedChain _chain = new(links);

    // RFC 4035 section 3.1.3.1: the NSEC at the name. An empty non-terminal has none; the one before it says that its next
    // name is below (RFC 4035 section 3.1.3.2).
    public IEnumerable<RecordSet> NoData(DomainName name) => Present(_chain.Matching(name) ?? _chain.Before(name));

    // RFC 4035 section 3.1.3.2: one NSEC covers the name, one the wildcard; often they are the same.
    public IEnumerable<RecordSet> NoName(DomainName name, DomainName closestEncloser) =>
        Present(_chain.Before(name), WildcardAt(closestEncloser) is { } wildcard ? _chain.Before(wildcard) : null);

    // RFC 4035 section 3.1.3.3. What covers the name covers the next closer name as well: nothing exists between them.
    public IEnumerable<RecordSet> WildcardAnswer(DomainName name, DomainName closestEncloser) => Present(_chain.Before(name));

    // RFC 4035 section 3.1.3.4.
    public IEnumerable<RecordSet> WildcardNoData(DomainName name, DomainName closestEncloser) =>
        [.. Present(_chain.Before(name)), .. WildcardAt(closestEncloser) is { } wildcard ? NoData(wildcard) : []];

    private static DomainName? WildcardAt(DomainName encloser) =>
        encloser.TryWildcardChild(out DomainName? wildcard) ? wildcard : null;

    private static IEnumerable<RecordSet> Present(params IEnumerable<RecordSet?> links) => links.OfType<RecordSet>();
}
