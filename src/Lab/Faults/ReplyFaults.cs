using DaneCore.Lab.Authority;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Faults;

/// <summary>The faults of the lab. Without <c>When</c> or <c>For</c> a fault befalls every query.</summary>
public static partial class ReplyFaults
{
    /// <summary>The fault, for queries that fulfil a condition only.</summary>
    public static IReplyFault When(this IReplyFault fault, Func<LabQuery, bool> applies)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(applies);
        return new ConditionalFault(applies, fault);
    }

    /// <summary>The fault, for questions of these types only.</summary>
    public static IReplyFault For(this IReplyFault fault, params IReadOnlyList<RecordType> types) =>
        fault.When(query => query.Question is { } question && types.Contains(question.Type));

    /// <summary>The fault, for questions about one name only.</summary>
    public static IReplyFault For(this IReplyFault fault, DomainName name) =>
        fault.When(query => query.Question is { } question && question.Name.Equals(name));

    /// <summary>The fault, for the first so many queries only, among those that reach it.</summary>
    public static IReplyFault First(this IReplyFault fault, int times)
    {
        int left = times;
        return fault.When(_ => Interlocked.Decrement(ref left) >= 0);
    }

    /// <summary>The fault, over UDP only.</summary>
    public static IReplyFault OverUdp(this IReplyFault fault) => fault.When(query => query.Transport == LabTransport.Datagram);

    /// <summary>No reply.</summary>
    public static IReplyFault Drop() => Always(new LabReply.Silence());

    /// <summary>The connection is closed instead of a reply.</summary>
    public static IReplyFault Close() => Always(new LabReply.Closed());

    /// <summary>These octets instead of a reply.</summary>
    public static IReplyFault Garbage(ReadOnlyMemory<byte> octets) => Always(new LabReply.Garbage(octets));

    /// <summary>The reply comes later.</summary>
    public static IReplyFault Delay(TimeSpan delay, TimeProvider clock) => new DelayFault(delay, clock);

    /// <summary>TC is set and the sections are emptied, over UDP; over TCP too when asked for.</summary>
    public static IReplyFault Truncate(bool overTcpToo = false) =>
        Change((query, message) => query.Transport == LabTransport.Datagram || overTcpToo ? Truncation.Emptied(message) : message);

    /// <summary>An error code and nothing else.</summary>
    public static IReplyFault Fail(ResponseCode code) => Change((_, message) => message with
    {
        Code = code,
        Answer = [],
        Authority = [],
        Additional = [],
    });

    /// <summary>The id does not fit.</summary>
    public static IReplyFault WrongId() => Change((_, message) => message with { Id = (ushort)(message.Id ^ 0x5A5A) });

    /// <summary>The reply is about another name.</summary>
    public static IReplyFault WrongQuestion(DomainName other) => Change((_, message) => message with
    {
        Questions = [.. message.Questions.Select(question => question with { Name = other })],
    });

    /// <summary>So many forgeries with wrong ids before the true reply.</summary>
    public static IReplyFault Flood(int forgeries) => Message((_, message) => new LabReply.Several(
    [
        .. Enumerable.Range(1, forgeries).Select(i => new LabReply.Sent(message with { Id = (ushort)((message.Id + i) & 0xFFFF), Code = ResponseCode.NXDomain, Answer = [] })),
        new LabReply.Sent(message),
    ]));

    /// <summary>The first reply ever seen for each question, again and again.</summary>
    public static IReplyFault ReplayFirst() => new ReplayFault();

    /// <summary>The reply to another question, under the id and question of this one.</summary>
    public static IReplyFault AnswerAs(ZoneSet zones, Question other)
    {
        ArgumentNullException.ThrowIfNull(zones);
        return Change((query, message) => zones.Answer(query.Message with { Questions = [other] }) with { Questions = message.Questions });
    }

    /// <summary>The replies of other zones: an older state, or another internet.</summary>
    public static IReplyFault AnswerFrom(ZoneSet zones)
    {
        ArgumentNullException.ThrowIfNull(zones);
        return Change((query, _) => zones.Answer(query.Message));
    }

    /// <summary>The server does as if EDNS had never been invented: no OPT, no signatures.</summary>
    public static IReplyFault NoEdns() => Change((query, message) => query.Message.Edns is null
        ? message
        : Keeping(message, record => !IsDnssec(record)) with { Edns = null });

    /// <summary>FORMERR to every query with EDNS, as servers before RFC 6891 answered.</summary>
    public static IReplyFault RejectEdns() => Change((query, message) => query.Message.Edns is null
        ? message
        : message with { Code = ResponseCode.FormErr, Answer = [], Authority = [], Additional = [], Edns = null });

    private static bool IsDnssec(ResourceRecord record) => record.Type is RecordType.RRSIG or RecordType.NSEC or RecordType.NSEC3;

    private static MessageFault Always(LabReply reply) => Message((_, _) => reply);

    private static MessageFault Change(Func<LabQuery, Message, Message> change) =>
        Message((query, message) => new LabReply.Sent(change(query, message)));

    private static MessageFault Message(Func<LabQuery, Message, LabReply> change) => new(change);

    private static Message Keeping(Message message, Func<ResourceRecord, bool> keep) =>
        Mapped(message, record => keep(record) ? record : null);

    private static Message Mapped(Message message, Func<ResourceRecord, ResourceRecord?> map)
    {
        IReadOnlyList<ResourceRecord> Section(IReadOnlyList<ResourceRecord> records) =>
            [.. records.Select(map).OfType<ResourceRecord>()];
        return message with
        {
            Answer = Section(message.Answer),
            Authority = Section(message.Authority),
            Additional = Section(message.Additional),
        };
    }

    private static Rdata ReadAs(RecordType type, ReadOnlySpan<byte> octets) =>
        RdataReader.TryReadOwned(type, octets, out Rdata? data) ? data : new UnknownRdata(type, octets);
}
