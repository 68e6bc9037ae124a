using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Smtp.Routing;

/// <summary>
/// Where a domain's mail goes: to hosts, nowhere by its own word, nowhere because it does not exist, nowhere because no
/// record is usable, or nobody knows. The last is not the others: mail waits then.
/// </summary>
internal abstract record MxLookupResult(Answer Answer)
{
    /// <summary>What vouches for the routing.</summary>
    public SecurityStatus Security => Answer.Security;

    /// <summary>Hosts to try in this order.</summary>
    /// <param name="Answer">The answer about MX records.</param>
    /// <param name="Exchangers">The hosts.</param>
    /// <param name="IsImplicit">True when there are no MX records and the domain itself is the host (RFC 5321 section 5.1).</param>
    internal sealed record Hosts(Answer Answer, IReadOnlyList<MailExchanger> Exchangers, bool IsImplicit) : MxLookupResult(Answer)
    {
        /// <summary>The domain as asked for.</summary>
        public DomainName NextHop => Answer.Question.Name;

        /// <summary>The domain at the end of its aliases.</summary>
        public DomainName ExpandedNextHop => Answer.FinalName;
    }

    /// <summary>The domain takes no mail, and says so (RFC 7505 section 3).</summary>
    internal sealed record NullMx(Answer Answer) : MxLookupResult(Answer);

    /// <summary>The domain does not exist.</summary>
    internal sealed record NoSuchDomain(Answer Answer) : MxLookupResult(Answer);

    /// <summary>There are MX records and none can be used; never is the domain's own address tried instead (RFC 5321 section 5.1).</summary>
    internal sealed record NoneUsable(Answer Answer, string Why) : MxLookupResult(Answer)
    {
        /// <summary>True when there would be hosts, were this sender not the best of them.</summary>
        public bool IsLoop { get; init; }
    }

    /// <summary>It could not be found out (RFC 7672 section 2.1.2).</summary>
    internal sealed record Failed(Answer Answer) : MxLookupResult(Answer);
}
