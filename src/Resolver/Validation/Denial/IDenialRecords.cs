using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation.Denial;

/// <summary>The NSEC or the NSEC3 records of one reply, all secure and all of one zone.</summary>
internal interface IDenialRecords
{
    /// <summary>What they say about a name of the zone.</summary>
    NameFinding About(DomainName name);

    /// <summary>
    /// Whether the name itself is in a gap, without asking what its closest encloser is: all that an answer made from a
    /// wildcard brings (RFC 4035 section 5.3.4, RFC 5155 section 8.8).
    /// </summary>
    NameFinding Covering(DomainName nextCloser);
}
