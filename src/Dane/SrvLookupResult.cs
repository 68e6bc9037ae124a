using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane;

/// <summary>
/// Where a service is: at targets, nowhere by the domain's own word, without records that say so, or nobody knows.
/// The last means "not now" and never "at the domain itself".
/// </summary>
public abstract record SrvLookupResult
{
    private SrvLookupResult(Answer answer, DaneReason why)
    {
        Answer = answer;
        Why = why;
    }

    /// <summary>The answer about SRV records.</summary>
    public Answer Answer { get; }

    /// <summary>Why it came to this.</summary>
    public DaneReason Why { get; }

    /// <summary>Targets to try in this order, whatever their security (RFC 7673 section 3.1).</summary>
    public sealed record Targets : SrvLookupResult
    {
        internal Targets(Answer answer, DaneReason why, DomainName domain, IReadOnlyList<SrvTarget> all)
            : base(answer, why)
        {
            Domain = domain;
            All = all;
        }

        /// <summary>The domain whose service it is: what a user typed, and what a certificate may bear.</summary>
        public DomainName Domain { get; }

        /// <summary>The targets.</summary>
        public IReadOnlyList<SrvTarget> All { get; }

        /// <summary>True when signatures vouch for the targets. Otherwise none of their TLSA records counts, nor do their names.</summary>
        public bool AreSecure => Answer.Security == SecurityStatus.Secure;

        /// <summary>
        /// The names a certificate may bear. Where usable TLSA records were found it is the name they stand at, the target and the domain
        /// (RFC 7671 section 10.2); else the domain, and the target only where signatures lead to it (RFC 7673 section 4.1).
        /// </summary>
        public ReferenceNames NamesFor(SrvTarget target, TlsaLookupResult found)
        {
            ArgumentNullException.ThrowIfNull(target);
            return found switch
            {
                TlsaLookupResult.Usable usable when AreSecure => new ReferenceNames(usable.BaseDomain, target.Host, Domain),
                _ when AreSecure => new ReferenceNames(Domain, target.Host),
                _ => new ReferenceNames(Domain),
            };
        }
    }

    /// <summary>The domain says that it does not offer the service (RFC 2782: one record, and its target is the root).</summary>
    public sealed record NotOffered : SrvLookupResult
    {
        internal NotOffered(Answer answer, DaneReason why)
            : base(answer, why)
        {
        }
    }

    /// <summary>There are no SRV records, or none that can be used. What follows is the protocol's to say.</summary>
    public sealed record None : SrvLookupResult
    {
        internal None(Answer answer, DaneReason why)
            : base(answer, why)
        {
        }
    }

    /// <summary>It could not be found out: the attempt ends (RFC 7673 section 3.1).</summary>
    public sealed record Failed : SrvLookupResult
    {
        internal Failed(Answer answer, DaneReason why)
            : base(answer, why)
        {
        }
    }
}
