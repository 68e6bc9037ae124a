using System.Net;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane;

/// <summary>
/// What a host's TLSA lookup came to: none, insecure, unusable, usable, failed, and nothing else. Failed means "do not use
/// this host now" and never "go on without". Look at <see cref="Addresses"/> too: a host without any cannot be reached.
/// </summary>
public abstract record TlsaLookupResult
{
    private TlsaLookupResult(HostLookup host, DaneReason why)
    {
        Host = host;
        Why = why;
    }

    /// <summary>The host's addresses and everything asked on the way.</summary>
    public HostLookup Host { get; }

    /// <summary>Why it came to this.</summary>
    public DaneReason Why { get; }

    /// <summary>The addresses that may be connected to, IPv6 first.</summary>
    public IReadOnlyList<IPAddress> Addresses => Host.Addresses;

    /// <summary>Signatures prove that there are no records, or no name, to ask for.</summary>
    public sealed record None : TlsaLookupResult
    {
        internal None(HostLookup host, DaneReason why)
            : base(host, why)
        {
        }
    }

    /// <summary>The host's addresses or the place of its records lie in an unsigned zone: DANE does not apply.</summary>
    public sealed record Insecure : TlsaLookupResult
    {
        internal Insecure(HostLookup host, DaneReason why)
            : base(host, why)
        {
        }
    }

    /// <summary>Secure records of which none can be used: TLS is a must, authentication impossible (RFC 7672 section 2.2).</summary>
    public sealed record Unusable : TlsaLookupResult
    {
        internal Unusable(HostLookup host, DaneReason why, DomainName baseDomain, TlsaRecordSet records)
            : base(host, why)
        {
            BaseDomain = baseDomain;
            Records = records;
        }

        /// <summary>The name the records were found for.</summary>
        public DomainName BaseDomain { get; }

        /// <summary>The records.</summary>
        public TlsaRecordSet Records { get; }
    }

    /// <summary>Secure records of which at least one can be used: the server has to match.</summary>
    public sealed record Usable : TlsaLookupResult
    {
        internal Usable(HostLookup host, DaneReason why, DomainName baseDomain, TlsaRecordSet records)
            : base(host, why)
        {
            BaseDomain = baseDomain;
            Records = records;
        }

        /// <summary>The name the records were found for: asked for in TLS, and first among the names (RFC 7671 section 7).</summary>
        public DomainName BaseDomain { get; }

        /// <summary>The records.</summary>
        public TlsaRecordSet Records { get; }
    }

    /// <summary>It could not be found out. The host is not to be used (RFC 7672 section 2.1.2).</summary>
    public sealed record Failed : TlsaLookupResult
    {
        internal Failed(HostLookup host, DaneReason why, Answer answer)
            : base(host, why) => Answer = answer;

        /// <summary>The answer that failed, with its own reason.</summary>
        public Answer Answer { get; }
    }
}
