using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Authority;

/// <summary>
/// Many zones that answer together, in one of two ways: as a forwarder that recurses and never validates, or as a server that
/// is authoritative for these zones and refers to others. Immutable, safe for use from many threads. Never sets AD.
/// </summary>
public sealed class ZoneSet
{
    // What others follow: BIND 17, Unbound 11. A circle ends here too, and each of its records is sent once.
    private const int MaxAliases = 16;

    private readonly Dictionary<DomainName, ZoneAuthority> _authorities;

    /// <summary>Of two zones with one apex the later one counts.</summary>
    public ZoneSet(params IEnumerable<SignedZone> zones)
    {
        ArgumentNullException.ThrowIfNull(zones);
        Dictionary<DomainName, SignedZone> byApex = [];
        foreach (SignedZone zone in zones)
        {
            byApex[zone.Apex] = zone;
        }

        Zones = [.. byApex.Values.OrderBy(zone => zone.Apex)];
        _authorities = Zones.ToDictionary(zone => zone.Apex, zone => new ZoneAuthority(zone));
    }

    /// <summary>The zones in canonical order.</summary>
    public IReadOnlyList<SignedZone> Zones { get; }

    /// <summary>The zone with this apex, if it is here.</summary>
    public SignedZone? Find(DomainName apex) => Zones.FirstOrDefault(zone => zone.Apex.Equals(apex));

    /// <summary>The same set with zones added or replaced.</summary>
    public ZoneSet With(params IEnumerable<SignedZone> zones) => new([.. Zones, .. zones]);

    /// <summary>
    /// Answers like a forwarder: from the deepest zone, DS from the parent's side, aliases followed across zones. What lies
    /// behind a delegation to a zone that is not here fails; a name in no zone is refused.
    /// </summary>
    public Message Answer(Message query) => Answer(query, recursing: true);

    /// <summary>Answers like a forwarder asked with RD and CD, with or without DO.</summary>
    public Message Answer(Question question, bool dnssecOk = true) =>
        Answer(new Message
        {
            Flags = MessageFlags.RecursionDesired | MessageFlags.CheckingDisabled,
            Questions = [question],
            Edns = new Edns { DnssecOk = dnssecOk },
        });

    /// <summary>Answers like a server with authority for these zones: aliases only as far as they stay here, referrals at cuts.</summary>
    public Message AnswerAuthoritatively(Message query) => Answer(query, recursing: false);

    /// <summary>Answers like a server with authority, asked without RD.</summary>
    public Message AnswerAuthoritatively(Question question, bool dnssecOk = true) =>
        AnswerAuthoritatively(new Message { Questions = [question], Edns = new Edns { DnssecOk = dnssecOk } });

    private Message Answer(Message query, bool recursing)
    {
        ArgumentNullException.ThrowIfNull(query);
        MessageFlags copied = query.Flags & (MessageFlags.RecursionDesired | MessageFlags.CheckingDisabled);
        var reply = new Message
        {
            Id = query.Id,
            Flags = MessageFlags.Response | copied | (recursing ? MessageFlags.RecursionAvailable : MessageFlags.None),
            Opcode = query.Opcode,
            Questions = query.Questions,
            Edns = query.Edns is null ? null : new Edns { DnssecOk = query.Edns.DnssecOk },
        };
        if (query.Opcode != 0)
        {
            return reply with { Code = ResponseCode.NotImp };
        }

        // RFC 6891 section 6.1.3.
        if (query.Edns is { Version: > 0 })
        {
            return reply with { Code = ResponseCode.BadVers };
        }

        if (query.IsResponse || query.Questions is not [Question question])
        {
            return reply with { Code = ResponseCode.FormErr };
        }

        if (question.Class != RecordClass.IN)
        {
            return reply with { Code = ResponseCode.Refused };
        }

        // Zone transfers and other things that are no data.
        if (RecordTypes.IsMeta(question.Type) && question.Type != RecordType.ANY)
        {
            return reply with { Code = ResponseCode.NotImp };
        }

        return Walk(reply, question, recursing);
    }

    private Message Walk(Message reply, Question question, bool recursing)
    {
        List<RecordSet> answer = [];
        List<RecordSet> authority = [];
        List<RecordSet> proofs = [];
        DomainName name = question.Name;
        ZoneReply? said = null;
        for (int hop = 0; hop <= MaxAliases; hop++)
        {
            ZoneReply? next = AuthorityFor(name, question.Type)?.Answer(name, question.Type);
            if (next is null && said is null)
            {
                return reply with { Code = ResponseCode.Refused };
            }

            // A forwarder cannot say less than the whole; a server with authority stops where its zones end.
            bool isOutside = next is null || next.IsReferral;
            if (isOutside && recursing)
            {
                return reply with { Code = ResponseCode.ServFail };
            }

            if (next is null || (next.IsReferral && said is not null))
            {
                break;
            }

            said = next;
            answer.AddRange(next.Answer);
            authority.AddRange(next.Authority);
            proofs.AddRange(next.Proofs);
            if (next.Next is null)
            {
                break;
            }

            name = next.Next;
        }

        bool dnssecOk = reply.Edns is { DnssecOk: true };
        bool hasAuthority = !recursing && said is { IsReferral: false };
        return reply with
        {
            Code = said!.Code,
            Flags = reply.Flags | (hasAuthority ? MessageFlags.Authoritative : MessageFlags.None),
            Answer = Rendered(answer, dnssecOk),
            Authority = Rendered(dnssecOk ? authority.Concat(proofs) : authority, dnssecOk),
            Additional = Rendered(said.Additional, dnssecOk),
        };
    }

    // RFC 4035 section 3.1.4.1: DS belongs to the parent, where that is here. The root has no parent.
    private ZoneAuthority? AuthorityFor(DomainName name, RecordType type)
    {
        ZoneAuthority? child = null;
        for (int labels = name.LabelCount; labels >= 0; labels--)
        {
            if (!_authorities.TryGetValue(name.Ancestor(labels), out ZoneAuthority? zone))
            {
                continue;
            }

            if (type != RecordType.DS || labels < name.LabelCount || name.IsRoot)
            {
                return zone;
            }

            child = zone;
        }

        return child;
    }

    // RFC 4035 section 3.2.1: signatures only for who asks for them. One set is sent once.
    private static List<ResourceRecord> Rendered(IEnumerable<RecordSet> sets, bool dnssecOk)
    {
        List<ResourceRecord> records = [];
        HashSet<(DomainName, RecordType)> sent = [];
        foreach (RecordSet set in sets.Where(set => sent.Add((set.Owner, set.Type))))
        {
            records.AddRange(set.Records);
            if (dnssecOk)
            {
                records.AddRange(set.Signatures.Select(
                    signature => new ResourceRecord(set.Owner, set.Class, set.Ttl, signature)));
            }
        }

        return records;
    }
}
