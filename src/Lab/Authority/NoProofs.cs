using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Authority;

/// <summary>An unsigned zone proves nothing.</summary>
internal sealed class NoProofs : IDenialProofs
{
    public IEnumerable<RecordSet> NoData(DomainName name) => [];

    public IEnumerable<RecordSet> NoName(DomainName name, DomainName closestEncloser) => [];

    public IEnumerable<RecordSet> WildcardAnswer(DomainName name, DomainName closestEncloser) => [];

    public IEnumerable<RecordSet> WildcardNoData(DomainName name, DomainName closestEncloser) => [];
}
