using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// Which servers a zone has, as the zone above said. Good for finding servers and for nothing else: no record of a referral
/// is ever an answer (RFC 2181 section 5.4.1).
/// </summary>
internal sealed record Delegation(DomainName Zone, IReadOnlyList<NameServer> Servers, TimeSpan TimeToLive);
