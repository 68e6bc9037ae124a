using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver;

/// <summary>
/// Lays the replies of one attempt side by side and says what is the server's fault and not the domain's. It can take a bogus
/// verdict back to "could not find out", and never raises one.
/// </summary>
internal sealed class UpstreamWatch
{
    private readonly List<Sighting> _seen = [];
    private readonly List<UpstreamReport> _reports = [];

    /// <summary>What was noticed by comparing replies.</summary>
    public IReadOnlyList<UpstreamReport> Reports => _reports;

    /// <summary>Takes a reply in.</summary>
    public void Note(Question question, string server, Message message)
    {
        // A name that is denied for one type exists for none (RFC 8020 section 2): the address was put in by somebody.
        Sighting sighting = new(question, server, message);
        foreach (Sighting other in _seen)
        {
            if (other.Server == server && other.Question.Name.Equals(question.Name)
                && ((sighting.IsDenied && other.IsBareAddress) || (sighting.IsBareAddress && other.IsDenied)))
            {
                Report(server, Finding.RewritesNxdomain);
            }
        }

        _seen.Add(sighting);
    }

    /// <summary>
    /// The judgement, with the server named as the reason where it is one: it says that the root has no keys, or leaves out their
    /// signatures, or fails on them. The root is signed, so nothing that this server sends can be judged, and the domain is not
    /// to blame (RFC 8027 section 3 lists these tests).
    /// </summary>
    public Judgement Weigh(Judgement judgement, Question asked)
    {
        Verdict verdict = judgement.Verdict;
        if (verdict.Status > SecurityStatus.Bogus || verdict.Why?.Kind is ReasonKind.NoTrustAnchor or ReasonKind.NotRecorded)
        {
            return judgement;
        }

        foreach (Sighting sighting in _seen)
        {
            // A server that fails on everything is not told from its failing on the root's keys.
            if (Finding.InRootKeys(sighting.Question, sighting.Message) is { } finding
                && (finding != Finding.FailsRootKeys || judgement.UpstreamCode is not { } code || Finding.IsAnswerCode(code)))
            {
                return judgement with { Verdict = Verdict.Indeterminate(ReasonFor(sighting.Server, finding, sighting.Message), verdict.Evidence) };
            }
        }

        // RFC 6840 section 5.8: AD of a server that is not trusted means nothing, and here it can be seen why.
        if (verdict.Status == SecurityStatus.Bogus && _seen.Find(each => each.Question == asked) is { ClaimsAuthentic: true } liar)
        {
            Report(liar.Server, Finding.LiesAboutAd);
        }

        return judgement;
    }

    /// <summary>Another place proved that there is no such name; who gave it an address here made that up.</summary>
    public void CompareWith(Judgement proved, DomainName name)
    {
        if (proved is not { Verdict.Status: SecurityStatus.Secure, Code: ResponseCode.NXDomain })
        {
            return;
        }

        foreach (Sighting sighting in _seen.Where(each => each.IsBareAddress && each.Question.Name.Equals(name)))
        {
            Report(sighting.Server, Finding.RewritesNxdomain);
        }
    }

    private static Reason ReasonFor(string server, string finding, Message message) => finding == Finding.StripsRrsig
        ? new Reason(
            ReasonKind.UpstreamStripsSignatures,
            $"{server} takes DNSSEC signatures away: even the root's keys came without; the domain may be in order, ask another server")
        : new Reason(
            ReasonKind.UpstreamLacksDnssec,
            finding == Finding.DeniesRootKeys
                ? $"{server} cannot carry DNSSEC: it says that the root has no keys ({ResponseCodes.ToText(message.Code)}); the domain may be in order, ask another server"
                : $"{server} cannot carry DNSSEC: it answers {ResponseCodes.ToText(message.Code)} to the question for the root's keys; the domain may be in order, ask another server");

    private void Report(string server, string finding) => _reports.Add(new UpstreamReport(server, [finding]));

    /// <summary>One reply.</summary>
    private sealed record Sighting(Question Question, string Server, Message Message)
    {
        public bool ClaimsAuthentic => (Message.Flags & MessageFlags.AuthenticData) != MessageFlags.None;

        public bool IsDenied => Message is { Code: ResponseCode.NXDomain, Answer.Count: 0 };

        public bool IsBareAddress =>
            Message.Code == ResponseCode.NoError
            && Message.Answer.Any(record => record.Type is RecordType.A or RecordType.AAAA && record.Owner.Equals(Question.Name))
            && Message.Answer.All(record => record.Type != RecordType.RRSIG);
    }
}
