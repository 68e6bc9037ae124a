using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Authority;

/// <summary>
/// Picks the records of a zone's denial chain that prove an absence. Returns what the chain has at the place asked about, sound
/// or not; a chain with a record left out gives a proof that lacks it. A set may be named twice.
/// </summary>
internal interface IDenialProofs
{
    /// <summary>The name exists, or is an unsigned delegation, and the type is not there.</summary>
    IEnumerable<RecordSet> NoData(DomainName name);

    /// <summary>The name does not exist, and no wildcard at its closest encloser does.</summary>
    IEnumerable<RecordSet> NoName(DomainName name, DomainName closestEncloser);

    /// <summary>A wildcard at the closest encloser answered; nothing nearer exists.</summary>
    IEnumerable<RecordSet> WildcardAnswer(DomainName name, DomainName closestEncloser);

    /// <summary>A wildcard at the closest encloser applies and has no such type.</summary>
    IEnumerable<RecordSet> WildcardNoData(DomainName name, DomainName closestEncloser);
}
