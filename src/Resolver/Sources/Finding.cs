using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// What a reply gives away about the server that sent it. Only what is certain is found, and no finding is a verdict: it
/// helps a person choose another server, and says how this one is best asked. <see cref="FindingCatalog"/> has a sentence for
/// each.
/// </summary>
internal static class Finding
{
    /// <summary>Records that exist in signed zones only came without their signatures, although DO was set.</summary>
    public const string StripsRrsig = "strips-rrsig";

    /// <summary>The reply does not repeat DO (RFC 3225 section 3) and has no signature in it.</summary>
    public const string IgnoresDo = "ignores-do";

    /// <summary>A reply was cut and the server cannot be had over TCP.</summary>
    public const string NoTcp = "no-tcp";

    /// <summary>A reply was cut over TCP too.</summary>
    public const string TruncatesAlways = "truncates-always";

    /// <summary>UDP was silent and TCP was not.</summary>
    public const string NoUdp = "no-udp";

    /// <summary>Large replies over UDP never arrive, small ones do.</summary>
    public const string LosesLargeUdp = "loses-large-udp";

    /// <summary>The reply to a query with EDNS has none.</summary>
    public const string NoEdns = "no-edns";

    /// <summary>A query with EDNS is refused as malformed, by a reply without EDNS (RFC 6891 section 7).</summary>
    public const string RejectsEdns = "rejects-edns";

    /// <summary>The reply does not repeat CD (RFC 4035 section 3.2.2): the server may be judging by itself.</summary>
    public const string DropsCd = "drops-cd";

    /// <summary>Queries with CD fail or stay unanswered, and the same without it are answered.</summary>
    public const string RefusesCd = "refuses-cd";

    /// <summary>A message came that had another id.</summary>
    public const string WrongId = "wrong-id";

    /// <summary>A message came that had the right id and another question.</summary>
    public const string WrongQuestion = "wrong-question";

    /// <summary>A message came whose question is ours in other letters.</summary>
    public const string FoldsCase = "folds-case";

    /// <summary>Messages came that were not the reply; the report counts them.</summary>
    public const string MismatchedReplies = "mismatched-replies";

    /// <summary>A message came that is none.</summary>
    public const string GarbledReplies = "garbled-replies";

    /// <summary>The root's keys are denied: NXDOMAIN, or no such record.</summary>
    public const string DeniesRootKeys = "denies-root-keys";

    /// <summary>The question for the root's keys is answered with a failure code.</summary>
    public const string FailsRootKeys = "fails-root-keys";

    /// <summary>REFUSED or a referral where recursion was asked for.</summary>
    public const string RefusesRecursion = "refuses-recursion";

    /// <summary>The server refuses some of what it answers at other times.</summary>
    public const string LimitsRate = "limits-rate";

    /// <summary>Names that do not exist get addresses.</summary>
    public const string RewritesNxdomain = "rewrites-nxdomain";

    /// <summary>Everything is answered with the address of a portal.</summary>
    public const string CaptivePortal = "captive-portal";

    /// <summary>AD was set on an answer that is bogus.</summary>
    public const string LiesAboutAd = "lies-about-ad";

    /// <summary>The certificate is not one of the server that was meant.</summary>
    public const string UntrustedCertificate = "untrusted-certificate";

    /// <summary>HTTP came with an error, or with something else than DNS.</summary>
    public const string HttpError = "http-error";

    /// <summary>No readable reply was had.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>Questions for a type get NOTIMP.</summary>
    public static string NotImplemented(RecordType type) => $"notimp-{RecordTypes.ToText(type)}".ToLowerInvariant();

    /// <summary>Questions for a type fail while others are answered.</summary>
    public static string Fails(RecordType type) => $"fails-{RecordTypes.ToText(type)}".ToLowerInvariant();

    public static IEnumerable<string> In(Question question, TransportReply reply) =>
        InStrays(reply.Strays).Concat(reply switch
        {
            TransportReply.Failed failed => [InFailure(failed)],
            TransportReply.Received received => In(question, received.Message),
            _ => [],
        });

    /// <summary>
    /// Which finding says that the root's keys cannot be had from a server: the root exists and is signed, so whoever says
    /// otherwise, or leaves the signatures out, cannot carry DNSSEC. Null for any other reply.
    /// </summary>
    public static string? InRootKeys(Question question, Message reply) =>
        question is not { Name.IsRoot: true, Type: RecordType.DNSKEY } || IsReferral(reply) ? null
        : !IsAnswerCode(reply.Code) ? FailsRootKeys
        : reply.Answer.All(record => record.Type != RecordType.DNSKEY) ? DeniesRootKeys
        : reply.Answer.All(record => record.Type != RecordType.RRSIG) ? StripsRrsig
        : null;

    /// <summary>True when a reply hands the question on to other servers instead of answering it (RFC 1034 section 4.3.1).</summary>
    public static bool IsReferral(Message reply) =>
        reply is { Code: ResponseCode.NoError, Answer.Count: 0 }
        && (reply.Flags & (MessageFlags.RecursionAvailable | MessageFlags.Authoritative)) == MessageFlags.None
        && reply.Authority.Any(record => record.Type == RecordType.NS)
        && reply.Authority.All(record => record.Type != RecordType.SOA);

    /// <summary>True for codes that say something about the name.</summary>
    public static bool IsAnswerCode(ResponseCode code) => code is ResponseCode.NoError or ResponseCode.NXDomain or ResponseCode.YXDomain;

    private static IEnumerable<string> InStrays(StrayReplies strays)
    {
        if (strays.WrongId)
        {
            yield return WrongId;
        }

        if (strays.WrongQuestion)
        {
            yield return WrongQuestion;
        }

        if (strays.OtherCase)
        {
            yield return FoldsCase;
        }

        if (strays.Unreadable)
        {
            yield return GarbledReplies;
        }

        if (strays.Count > 0)
        {
            yield return MismatchedReplies;
        }
    }

    private static string InFailure(TransportReply.Failed failed) => failed.Fault switch
    {
        TransportFault.Truncated => failed.StaysCut ? TruncatesAlways : NoTcp,
        TransportFault.Garbled => GarbledReplies,
        TransportFault.Untrusted => UntrustedCertificate,
        TransportFault.HttpError => HttpError,
        _ => NoAnswer,
    };

    private static IEnumerable<string> In(Question question, Message message)
    {
        if (message.Edns is null)
        {
            if (IsAnswerCode(message.Code))
            {
                yield return NoEdns;
            }
            else if (message.Code == ResponseCode.FormErr)
            {
                yield return RejectsEdns;
            }
        }
        else if (!message.Edns.DnssecOk && IsAnswerCode(message.Code) && !HasSignature(message))
        {
            yield return IgnoresDo;
        }

        if ((message.Flags & MessageFlags.CheckingDisabled) == MessageFlags.None)
        {
            yield return DropsCd;
        }

        string? rootKeys = InRootKeys(question, message);
        if (rootKeys is not null)
        {
            yield return rootKeys;
        }

        if (rootKeys != StripsRrsig && (HasUnsignedProof(message.Answer) || HasUnsignedProof(message.Authority)))
        {
            yield return StripsRrsig;
        }

        if (message.Code == ResponseCode.NotImp)
        {
            yield return NotImplemented(question.Type);
        }

        if (IsReferral(message) || (message.Code == ResponseCode.Refused && (message.Flags & MessageFlags.RecursionAvailable) == MessageFlags.None))
        {
            yield return RefusesRecursion;
        }

        if (HasAddressForAnotherType(question, message))
        {
            yield return CaptivePortal;
        }
    }

    // DS, NSEC and NSEC3 are made by the signer of a zone, who signs them.
    private static bool HasUnsignedProof(IReadOnlyList<ResourceRecord> section) =>
        RecordSet.Group(section).Any(set =>
            set.Type is RecordType.DS or RecordType.NSEC or RecordType.NSEC3 && set.Data.Count > 0 && set.Signatures.Count == 0);

    private static bool HasSignature(Message message) =>
        message.Answer.Concat(message.Authority).Any(record => record.Type == RecordType.RRSIG);

    // Whoever answers every question with an address has not read the question.
    private static bool HasAddressForAnotherType(Question question, Message message) =>
        question.Type is not (RecordType.A or RecordType.AAAA or RecordType.ANY)
        && message.Answer.Any(record => record.Type is RecordType.A or RecordType.AAAA && record.Owner.Equals(question.Name));
}
