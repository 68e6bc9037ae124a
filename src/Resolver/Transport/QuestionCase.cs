using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// Writes the question in random case, one more bit per letter that a forger has to guess (draft-vixie-dnsext-dns0x20-00), and
/// writes the reply back in the case that was asked for. That a reply repeats the question exactly is seen to by <see cref="ReplyMatch"/>.
/// </summary>
internal static class QuestionCase
{
    /// <summary>The query with its name in random case.</summary>
    public static Message Randomised(Message query, Func<ushort> draw) =>
        query with { Questions = [.. query.Questions.Select(question => question with { Name = question.Name.WithRandomCase(draw) })] };

    /// <summary>The query in lower case, for transports that cannot be guessed at and servers that do not keep the case.</summary>
    public static Message Lowered(Message query) =>
        query with { Questions = [.. query.Questions.Select(question => question with { Name = question.Name.ToCanonical() })] };

    /// <summary>The reply to a query that was sent for <paramref name="asked"/>, with names as they would be had it been sent as it is.</summary>
    public static Message Restored(Message reply, Message sent, Question asked)
    {
        if (sent.Questions is not [Question question] || question.Name.EqualsExactly(asked.Name))
        {
            return reply;
        }

        DomainName Back(DomainName name) => name.WithCaseBack(question.Name, asked.Name);
        IReadOnlyList<ResourceRecord> Section(IReadOnlyList<ResourceRecord> records) =>
            [.. records.Select(record => record with { Owner = Back(record.Owner), Data = Restored(record.Data, Back) })];
        return reply with
        {
            Questions = reply.Questions.Count == 0 ? [] : [asked],
            Answer = Section(reply.Answer),
            Authority = Section(reply.Authority),
            Additional = Section(reply.Additional),
        };
    }

    // RFC 3597 section 4: names are compressed in the data of the types of RFC 1035 alone. Case does not count in these for signatures
    // either (RFC 4034 section 6.2).
    private static Rdata Restored(Rdata data, Func<DomainName, DomainName> back) => data switch
    {
        NameRdata name => new NameRdata(name.Type, back(name.Target)),
        MxRdata mx => new MxRdata(mx.Preference, back(mx.Exchange)),
        SoaRdata soa => new SoaRdata(back(soa.PrimaryServer), back(soa.Mailbox), soa.Serial, soa.Refresh, soa.Retry, soa.Expire, soa.Minimum),
        _ => data,
    };
}
