using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Authority;

/// <summary>Denial records in canonical order of their owners; for NSEC3 that is the order of the hashes (RFC 4648 section 7).</summary>
internal sealed class SortedChain
{
    private readonly RecordSet[] _links;
    private readonly DomainName[] _owners;

    public SortedChain(IEnumerable<RecordSet> links)
    {
        _links = [.. links.OrderBy(link => link.Owner)];
        _owners = [.. _links.Select(link => link.Owner)];
    }

    public RecordSet? Matching(DomainName owner)
    {
        int at = Array.BinarySearch(_owners, owner);
        return at < 0 ? null : _links[at];
    }

    /// <summary>The last link before this name; before the first, the last of all, because the chain is a ring.</summary>
    public RecordSet? Before(DomainName owner)
    {
        if (_links.Length == 0)
        {
            return null;
        }

        int at = Array.BinarySearch(_owners, owner);
        int following = at < 0 ? ~at : at;
        return _links[(following + _links.Length - 1) % _links.Length];
    }
}
