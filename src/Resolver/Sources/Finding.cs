using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// What a reply gives away about the server that sent it. Only what is certain is found, and no finding is a verdict: it
/// helps a person choose another server.
/// </summary>
internal static class Finding
{
    /// <summary>Records that exist in signed zones only came without their signatures, although DO was set.</summary>
    public const string StripsRrsig = "strips-rrsig";

    /// <summary>A reply was cut and the server cannot be had over TCP.</summary>
    public const string NoTcp = "no-tcp";

    /// <summary>The reply to a query with EDNS has none.</summary>
    public const string NoEdns = "no-edns";

    /// <summary>The reply does not repeat CD (RFC 4035 section 3.2.2): the server may be judging by itself.</summary>
    public const string DropsCd = "drops-cd";

    /// <summary>A message came that had the right id and another question.</summary>
    public const string WrongQuestion = "wrong-question";

    /// <summary>No readable reply was had.</summary>
    public const string NoAnswer = "no-answer";

    public static IEnumerable<string> In(Question question, TransportReply reply)
    {
        if (reply.WrongQuestion)
        {
            yield return WrongQuestion;
        }

        switch (reply)
        {
            case TransportReply.Failed { Fault: TransportFault.Truncated }:
                yield return NoTcp;
                break;
            case TransportReply.Failed:
                yield return NoAnswer;
                break;
            case TransportReply.Received { Message: { } message }:
                foreach (string finding in In(question, message))
                {
                    yield return finding;
                }

                break;
        }
    }

    /// <summary>True when the root's keys came bare: that zone is signed, so somebody took the signatures away.</summary>
    public static bool IsRootWithoutSignatures(Question question, Message reply) =>
        question is { Name.IsRoot: true, Type: RecordType.DNSKEY }
        && reply.Code == ResponseCode.NoError
        && reply.Answer.All(record => record.Type != RecordType.RRSIG);

    private static IEnumerable<string> In(Question question, Message message)
    {
        if (message.Edns is null)
        {
            yield return NoEdns;
        }

        if ((message.Flags & MessageFlags.CheckingDisabled) == MessageFlags.None)
        {
            yield return DropsCd;
        }

        if (IsRootWithoutSignatures(question, message) || HasUnsignedProof(message.Answer) || HasUnsignedProof(message.Authority))
        {
            yield return StripsRrsig;
        }

        if (message.Code == ResponseCode.NotImp)
        {
            yield return $"notimp-{RecordTypes.ToText(question.Type)}".ToLowerInvariant();
        }
    }

    // DS, NSEC and NSEC3 are made by the signer of a zone, who signs them.
    private static bool HasUnsignedProof(IReadOnlyList<ResourceRecord> section) =>
        RecordSet.Group(section).Any(set =>
            set.Type is RecordType.DS or RecordType.NSEC or RecordType.NSEC3 && set.Data.Count > 0 && set.Signatures.Count == 0);
}
