using DaneCore.Resolver.Validation.Denial;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// What earlier lookups proved, as far as it holds at the instant of the session that looks. A memory never judges: it hands
/// back what a session under the same anchors and the same policy made, and nothing once its window is over. Within one session a look
/// finds what the look before found, or finds nothing again.
/// </summary>
internal interface IProofMemory
{
    /// <summary>The zone at this apex, reached from this anchor; null when nothing is known.</summary>
    Standing? ZoneAt(DomainName anchor, DomainName apex);

    /// <summary>What the zone proved about a name below it.</summary>
    /// <param name="anchor">Where the chain starts.</param>
    /// <param name="zone">The zone that must have proved it; null takes any, which is enough for a guess.</param>
    /// <param name="name">The name.</param>
    CutFinding? CutAt(DomainName anchor, DomainName? zone, DomainName name);

    /// <summary>The data, alias or absence at a name, its TTL lowered by its age; null when nothing is known.</summary>
    Hop? LinkAt(DomainName name, RecordType type);

    /// <summary>Denial records of a zone, to be used for names they were not sent for (RFC 8198); null when there are none.</summary>
    ZoneDenials? DenialsOf(ZoneKeys zone, HashMemo hashes);
}
