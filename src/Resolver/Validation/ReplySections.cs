using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// What was offered for one question: a reply, cut into record sets once so that each is judged once; or why there is none.
/// The additional section is left out: nothing in it is ever validated or returned.
/// </summary>
internal sealed class ReplySections
{
    private ReplySections(ResponseCode? code, IReadOnlyList<RecordSet> answer, IReadOnlyList<RecordSet> authority, Reason? failure, bool isAbsent)
    {
        Code = code;
        Answer = answer;
        Authority = authority;
        Failure = failure;
        IsAbsent = isAbsent;
    }

    /// <summary>The response code; null when there was no reply.</summary>
    public ResponseCode? Code { get; }

    public IReadOnlyList<RecordSet> Answer { get; }

    public IReadOnlyList<RecordSet> Authority { get; }

    public int SetCount => Answer.Count + Authority.Count;

    /// <summary>Why the reply is evidence of nothing; null when it may be judged.</summary>
    public Reason? Failure { get; }

    /// <summary>True once it was looked for: a reply to a guess may never be.</summary>
    public bool IsUsed { get; set; }

    /// <summary>True when a recording does not hold the question, so that nobody was asked.</summary>
    public bool IsAbsent { get; }

    public static ReplySections Of(Question question, Message reply)
    {
        // SERVFAIL, REFUSED and their like are evidence of nothing, neither of data nor of its absence (RFC 7672 section 2.1.1).
        bool judged = reply.Code is ResponseCode.NoError or ResponseCode.NXDomain or ResponseCode.YXDomain;
        Reason? failure = !judged
            ? new Reason(KindOf(reply.Code), $"the server answered {ResponseCodes.ToText(reply.Code)} to {question}")
            : IsReferral(reply)
                ? new Reason(ReasonKind.UpstreamRefers, $"the server only refers to other servers for {question}: it does not recurse")
                : null;
        return new ReplySections(reply.Code, Sets(reply.Answer), Parted(Sets(reply.Authority)), failure, isAbsent: false);
    }

    public static ReplySections Failed(Reason why) => new(null, [], [], why, isAbsent: false);

    public static ReplySections Absent(Question question) =>
        new(null, [], [], new Reason(ReasonKind.NotRecorded, $"the recording does not hold {question}"), isAbsent: true);

    /// <summary>The set of a name and type in the answer section, when it has data.</summary>
    public RecordSet? Find(DomainName owner, RecordType type) =>
        Answer.FirstOrDefault(set => set.Type == type && set.Data.Count > 0 && set.Owner.Equals(owner));

    private static ReasonKind KindOf(ResponseCode failure) => failure switch
    {
        ResponseCode.Refused => ReasonKind.UpstreamRefused,
        ResponseCode.FormErr or ResponseCode.NotImp => ReasonKind.UpstreamDoesNotUnderstand,
        _ => ReasonKind.UpstreamFailed,
    };

    // RFC 2308 section 2.2: an empty answer with NS records and without SOA is a referral, not a denial.
    private static bool IsReferral(Message reply) =>
        reply.Code == ResponseCode.NoError
        && reply.Answer.Count == 0
        && reply.Authority.Any(record => record.Type == RecordType.NS)
        && !reply.Authority.Any(record => record.Type == RecordType.SOA);

    private static IReadOnlyList<RecordSet> Parted(IReadOnlyList<RecordSet> sets) =>
        sets.Any(IsTwofold) ? [.. sets.SelectMany(Apart)] : sets;

    private static bool IsTwofold(RecordSet set) => set is { Type: RecordType.NSEC, Data.Count: > 1 };

    // RFC 4035 section 5.3.2: at a cut the zone above has an NSEC of the name and the zone below another; the two are no one set.
    private static IEnumerable<RecordSet> Apart(RecordSet set) => IsTwofold(set)
        ? set.Data.Select(nsec => RecordSet.Create(set.Owner, set.Type, set.Ttl, [nsec], set.Signatures, set.Class))
        : [set];

    private static IReadOnlyList<RecordSet> Sets(IReadOnlyList<ResourceRecord> records) =>
        RecordSet.Group(records.Where(record => record.Class == RecordClass.IN));
}
