using DaneCore.Dane.Certificates;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane;

/// <summary>
/// The names a server's certificate may bear, the TLSA base domain first: that one is also asked for in TLS
/// (RFC 7671 section 10.2). Usage 3 does not look at them.
/// </summary>
public sealed class ReferenceNames
{
    /// <summary>The base domain, then further acceptable names; repeated ones count once.</summary>
    public ReferenceNames(DomainName primary, params IEnumerable<DomainName> others)
    {
        ArgumentNullException.ThrowIfNull(primary);
        ArgumentNullException.ThrowIfNull(others);
        All = [.. others.Prepend(primary).Distinct()];
        ServerName = HostName.ToServerName(primary);
    }

    /// <summary>The TLSA base domain.</summary>
    public DomainName Primary => All[0];

    /// <summary>All acceptable names, the base domain first.</summary>
    public IReadOnlyList<DomainName> All { get; }

    /// <summary>What TLS asks for (SNI): lower case, no final dot (RFC 6066 section 3); empty when TLS cannot carry the name.</summary>
    public string ServerName { get; }

    /// <summary>
    /// The names for a mail host found by MX records (RFC 7672 section 3.2.2). Only when those are secure does the
    /// recipient's domain, or what it is an alias of, count as well.
    /// </summary>
    public static ReferenceNames ForExchanger(
        DomainName tlsaBase, DomainName nextHop, DomainName? expandedNextHop, bool mxIsSecure)
    {
        ArgumentNullException.ThrowIfNull(nextHop);
        return mxIsSecure
            ? new ReferenceNames(tlsaBase, nextHop, expandedNextHop ?? nextHop)
            : new ReferenceNames(tlsaBase);
    }

    /// <summary>The names for a host reached without MX records: where its alias led to the TLSA records, its own name counts too.</summary>
    public static ReferenceNames ForHost(DomainName tlsaBase, DomainName host) => new(tlsaBase, host);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", All);
}
