using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>What a reply comes to from a server that was asked as one of a zone's servers.</summary>
internal abstract record AuthorityReply
{
    private AuthorityReply()
    {
    }

    /// <summary>An answer, denials included, reduced to what the server may speak of; second best when it does not claim authority.</summary>
    public sealed record Answer(Message Message, bool IsAuthoritative) : AuthorityReply;

    /// <summary>Somebody else knows: servers of a zone further down.</summary>
    public sealed record Referral(Delegation Delegation) : AuthorityReply;

    /// <summary>Nothing that helps. A lame server does not serve the zone at all.</summary>
    public sealed record Useless(string Why, bool IsLame) : AuthorityReply;
}
