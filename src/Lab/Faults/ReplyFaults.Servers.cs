using DaneCore.Lab.Authority;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Faults;

/// <content>The ways in which resolvers and what stands before them get in the way of validation.</content>
public static partial class ReplyFaults
{
    /// <summary>The fault, for queries with CD only.</summary>
    public static IReplyFault WithCd(this IReplyFault fault) =>
        fault.When(query => (query.Message.Flags & MessageFlags.CheckingDisabled) != MessageFlags.None);

    /// <summary>Both: the other fault nearer to the server.</summary>
    public static IReplyFault After(this IReplyFault fault, IReplyFault first)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(first);
        return new SequenceFault(first, fault);
    }

    /// <summary>The reply does not repeat CD.</summary>
    public static IReplyFault ForgetCd() => MapMessage(message => message with { Flags = message.Flags & ~MessageFlags.CheckingDisabled });

    /// <summary>The server answers as if DO had not been set: EDNS, but no DO and nothing of DNSSEC that was not asked for.</summary>
    public static IReplyFault IgnoreDo() => Change((query, message) =>
        Keeping(message, record => !IsDnssec(record) || record.Type == query.Question?.Type) with
        {
            Edns = message.Edns is { } edns ? edns with { DnssecOk = false } : null,
        });

    /// <summary>Datagrams above this many octets are lost on the way, whatever the asker takes.</summary>
    public static IReplyFault LoseLargerThan(int octets) => Message((query, message) =>
        query.Transport == LabTransport.Datagram && Truncation.ToDatagram(message, query.Message).Length > octets
            ? new LabReply.Silence()
            : new LabReply.Sent(message));

    /// <summary>The question comes back in capitals.</summary>
    public static IReplyFault FoldCase() => Change((_, message) => message with
    {
        Questions = [.. message.Questions.Select(question => question with { Name = DomainName.Parse(question.Name.ToString().ToUpperInvariant()) })],
    });

    /// <summary>REFUSED by a server that says it does not recurse.</summary>
    public static IReplyFault RefuseRecursion() => Change((_, message) => message with
    {
        Code = ResponseCode.Refused,
        Flags = message.Flags & ~MessageFlags.RecursionAvailable,
        Answer = [],
        Authority = [],
        Additional = [],
    });

    /// <summary>The name servers of the root instead of an answer.</summary>
    public static IReplyFault ReferToRoot() => Change((_, message) => message with
    {
        Code = ResponseCode.NoError,
        Flags = message.Flags & ~MessageFlags.RecursionAvailable,
        Answer = [],
        Authority = [new ResourceRecord(DomainName.Root, RecordClass.IN, 3600, new NameRdata(RecordType.NS, DomainName.Parse("a.root-servers.net")))],
        Additional = [],
    });

    /// <summary>The same address for every question, as before a network was paid for.</summary>
    public static IReplyFault Portal(AddressRdata address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Change((query, message) => query.Question is not { } question
            ? message
            : message with
            {
                Code = ResponseCode.NoError,
                Answer = question.Type is RecordType.A ? [new ResourceRecord(question.Name, question.Class, 0, address)] : [],
                Authority = [],
                Additional = [],
                Edns = null,
            });
    }

    /// <summary>AD is set, whatever the answer is worth.</summary>
    public static IReplyFault ClaimAuthentic() => MapMessage(message => message with { Flags = message.Flags | MessageFlags.AuthenticData });

    /// <summary>An answer without records, and nothing that proves it.</summary>
    public static IReplyFault Empty() => MapMessage(message => message with { Code = ResponseCode.NoError, Answer = [], Authority = [], Additional = [] });
}
