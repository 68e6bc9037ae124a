using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// Whether a message is the reply to a query (RFC 5452 section 9.1): id, opcode, response bit, question. Address and port
/// are the socket's affair.
/// </summary>
internal static class ReplyMatch
{
    public static bool Matches(Message query, Message reply) =>
        IsResponseTo(query, reply) && (HasQuestionOf(query, reply, exactly: true) || IsBareFailure(reply));

    /// <summary>
    /// The same on a connection. Nobody can guess their way into one, so the letters' case is no protection there, and a
    /// server that folds it is understood.
    /// </summary>
    public static bool MatchesOnConnection(Message query, Message reply) =>
        IsResponseTo(query, reply) && (HasQuestionOf(query, reply, exactly: false) || IsBareFailure(reply));

    /// <summary>True when only the question differs: a server that mixes its answers up, or a forger who got far.</summary>
    public static bool HasWrongQuestion(Message query, Message reply) =>
        IsResponseTo(query, reply) && !HasQuestionOf(query, reply, exactly: false) && !IsBareFailure(reply);

    /// <summary>True when only the case of the question differs. It is no reply; the question may be asked again in a way that needs no case.</summary>
    public static bool HasOtherCase(Message query, Message reply) =>
        IsResponseTo(query, reply) && HasQuestionOf(query, reply, exactly: false) && !HasQuestionOf(query, reply, exactly: true);

    private static bool IsResponseTo(Message query, Message reply) =>
        reply.IsResponse && reply.Id == query.Id && reply.Opcode == query.Opcode;

    // The name comes back as it went out, case and all: what differs was not made from this query.
    private static bool HasQuestionOf(Message query, Message reply, bool exactly) =>
        reply.Questions.Count == 1
        && query.Questions is [Question asked]
        && reply.Questions[0] == asked
        && (!exactly || reply.Questions[0].Name.EqualsExactly(asked.Name));

    // A server that could not read the query has no question to repeat. There is nothing in such a reply to believe.
    private static bool IsBareFailure(Message reply) =>
        reply.Code is ResponseCode.FormErr or ResponseCode.NotImp or ResponseCode.Refused or ResponseCode.ServFail
        && reply.Questions.Count == 0
        && reply.Answer.Count == 0
        && reply.Authority.Count == 0;
}
