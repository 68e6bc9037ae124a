using System.Net;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// Reads a reply for what it says about the question, and takes away what the server has no say in: it is believed about names at or below
/// the zone it was asked for, and about nothing else (RFC 2181 section 5.4.1). Referrals lead down, never up, sideways or in place. What it lets through
/// is not trusted either: it is what gets judged.
/// </summary>
internal static class AuthorityReplyRule
{
    /// <param name="zone">The zone whose server this is.</param>
    /// <param name="question">What it was asked, at or below that zone.</param>
    /// <param name="reply">What it said.</param>
    /// <param name="limits">How much of a referral is looked at.</param>
    public static AuthorityReply Read(DomainName zone, Question question, Message reply, IterationLimits limits)
    {
        if (reply.Code is not (ResponseCode.NoError or ResponseCode.NXDomain or ResponseCode.YXDomain))
        {
            return new AuthorityReply.Useless(
                $"it answers {ResponseCodes.ToText(reply.Code)}", reply.Code is ResponseCode.Refused or ResponseCode.NotAuth);
        }

        bool isAuthoritative = (reply.Flags & MessageFlags.Authoritative) != MessageFlags.None;
        Message own = reply with
        {
            Answer = Within(zone, reply.Answer),
            Authority = Within(zone, reply.Authority),
            Additional = Within(zone, reply.Additional),
        };
        if (own.Answer.Any(record => IsAbout(question, record)))
        {
            return new AuthorityReply.Answer(Leaves(zone, question, own) ? own with { Code = ResponseCode.NoError } : own, isAuthoritative);
        }

        own = own with { Answer = [] };
        ResourceRecord? start = own.Authority.FirstOrDefault(record => record.Type == RecordType.SOA && question.Name.IsAtOrBelow(record.Owner));

        // RFC 4035 section 3.1.4.1: DS stands above the cut. A server of both sides may answer from the wrong one.
        if (question.Type == RecordType.DS && start is not null && start.Owner.Equals(question.Name) && !question.Name.IsRoot)
        {
            return new AuthorityReply.Useless("it answers for the zone below the cut", IsLame: false);
        }

        // RFC 2308 section 2: with a SOA it is a denial, whatever NS records stand beside it.
        if (start is not null)
        {
            return new AuthorityReply.Answer(own, isAuthoritative);
        }

        if (reply.Code != ResponseCode.NoError)
        {
            return isAuthoritative ? new AuthorityReply.Answer(own, true) : new AuthorityReply.Useless("it denies without authority", IsLame: true);
        }

        return Referral(zone, question, own, limits)
            ?? (isAuthoritative ? new AuthorityReply.Answer(own with { Authority = [] }, true)
                : reply.Authority.Any(record => record.Type == RecordType.NS)
                    ? new AuthorityReply.Useless("it refers elsewhere than down", IsLame: true)
                    : new AuthorityReply.Useless("it says nothing", IsLame: true));
    }

    /// <summary>The servers of an NS set of a message, with the addresses it gives for them, in the order they stand there.</summary>
    public static Delegation? ServersOf(DomainName owner, IReadOnlyList<ResourceRecord> section, Message message, IterationLimits limits)
    {
        ResourceRecord[] set = [.. section.Where(record => record.Type == RecordType.NS && record.Owner.Equals(owner))];
        DomainName[] names = [.. set.Select(record => record.Data).OfType<NameRdata>().Select(data => data.Target).Distinct().Take(limits.ServersPerZone)];
        if (names.Length == 0)
        {
            return null;
        }

        ResourceRecord[] glue = [.. message.Additional.Where(record => record.Data is AddressRdata && names.Contains(record.Owner))];
        IReadOnlyList<IPAddress> AddressesOf(DomainName name) =>
        [
            .. glue.Where(record => record.Owner.Equals(name)).Select(record => ((AddressRdata)record.Data).Address).Distinct()
                .Take(limits.AddressesPerServer),
        ];
        uint ttl = set.Concat(glue).Min(record => record.Ttl);
        return new Delegation(owner, [.. names.Select(name => new NameServer(name, AddressesOf(name)))], TimeSpan.FromSeconds(ttl));
    }

    private static AuthorityReply? Referral(DomainName zone, Question question, Message own, IterationLimits limits)
    {
        DomainName? cut = own.Authority
            .Where(record => record.Type == RecordType.NS && record.Owner.IsStrictlyBelow(zone) && question.Name.IsAtOrBelow(record.Owner))
            .Select(record => record.Owner)
            .FirstOrDefault();
        if (cut is null || ServersOf(cut, own.Authority, own, limits) is not { } delegation)
        {
            return null;
        }

        return question.Type == RecordType.DS && cut.Equals(question.Name)
            ? new AuthorityReply.Useless("it refers to the zone below the cut where the one above is asked", IsLame: false)
            : new AuthorityReply.Referral(delegation);
    }

    private static IReadOnlyList<ResourceRecord> Within(DomainName zone, IReadOnlyList<ResourceRecord> section) =>
        [.. section.Where(record => record.Class == RecordClass.IN && record.Owner.IsAtOrBelow(zone))];

    private static bool IsAbout(Question question, ResourceRecord record) =>
        record.Owner.Equals(question.Name)
            ? record.Type == question.Type || record.Type == RecordType.CNAME || question.Type == RecordType.ANY
            : record.Type == RecordType.DNAME && question.Name.IsStrictlyBelow(record.Owner);

    // Where an alias leads out of the zone, the code speaks of a name the server has no say in.
    private static bool Leaves(DomainName zone, Question question, Message own)
    {
        DomainName name = question.Name;
        HashSet<DomainName> seen = [];
        while (seen.Add(name)
            && own.Answer.FirstOrDefault(record => record.Type == RecordType.CNAME && record.Owner.Equals(name))?.Data is NameRdata alias)
        {
            name = alias.Target;
        }

        return !name.IsAtOrBelow(zone);
    }
}
