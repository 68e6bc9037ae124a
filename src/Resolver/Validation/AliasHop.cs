using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>One alias that was followed, CNAME or DNAME, with its own status (RFC 7672 section 2.1.3 asks hop by hop).</summary>
public sealed record AliasHop(DomainName Owner, DomainName Target, SecurityStatus Status);
