using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Faults;

/// <content>Faults of servers with authority: what they say about others, and about themselves.</content>
public static partial class ReplyFaults
{
    /// <summary>A referral with these NS records, and glue, whatever was asked.</summary>
    public static IReplyFault ReferTo(params IReadOnlyList<ResourceRecord> records) => Change((_, message) => message with
    {
        Code = ResponseCode.NoError,
        Flags = message.Flags & ~MessageFlags.Authoritative,
        Answer = [],
        Authority = [.. records.Where(record => record.Type == RecordType.NS)],
        Additional = [.. records.Where(record => record.Type != RecordType.NS)],
    });

    /// <summary>More records in the additional section.</summary>
    public static IReplyFault AddToAdditional(params IReadOnlyList<ResourceRecord> records) =>
        Change((_, message) => message with { Additional = [.. message.Additional, .. records] });

    /// <summary>AA is clear, as if somebody else had said it.</summary>
    public static IReplyFault WithoutAuthority() => MapMessage(message => message with { Flags = message.Flags & ~MessageFlags.Authoritative });

    /// <summary>Names that have no records but names below them are denied, against RFC 8020 section 2.</summary>
    public static IReplyFault DenyEmptyNonTerminals() => Change((query, message) =>
        message is { Code: ResponseCode.NoError, Answer.Count: 0 } && query.Question is { } question
        && message.Authority.Any(record => record.Type == RecordType.SOA)
        && !message.Authority.Any(record => record.Type == RecordType.NSEC && record.Owner.Equals(question.Name))
            ? message with { Code = ResponseCode.NXDomain }
            : message);

    /// <summary>No TCP.</summary>
    public static IReplyFault WithoutTcp() => Close().When(query => query.Transport == LabTransport.Stream);
}
