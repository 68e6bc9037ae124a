using System.Runtime.CompilerServices;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// One server that recurses and is not trusted: how it is asked, and what was learnt of it. Where the usual form of a query
/// goes unanswered, other forms are tried one by one: smaller, over a connection, without CD. Every form asks for signatures
/// and every reply is judged here alike, so that no form is less secure than another.
/// </summary>
internal sealed class Upstream(string name, UpstreamWays ways, TimeProvider clock)
{
    // Resolvers on the way fragment what is larger (RFC 9715 section 3.2 has 1400 as the most; DNS flag day 2020 chose this).
    private const int UsualSize = 1232;

    // RFC 6891 section 6.2.3: the least there is. What does not fit is fetched over TCP.
    private const int SmallSize = 512;

    private readonly UpstreamKnowledge _known = new(clock);

    /// <summary>What it is called in reports.</summary>
    public string Name => name;

    /// <summary>True when it was silent a moment ago.</summary>
    public bool IsSilent => _known.IsSilent;

    /// <summary>True when it stands behind others for this type.</summary>
    public bool IsInferiorFor(RecordType type) =>
        _known.CannotCarryDnssec || _known.Has(Finding.Fails(type)) || _known.Has(Finding.NotImplemented(type));

    /// <summary>Asks as is best by what is known.</summary>
    public async ValueTask<UpstreamReply> AskAsync(Question question, CancellationToken stop)
    {
        bool wantsConnection = ways.Connection is not null && (_known.Has(Finding.NoUdp) || _known.Has(Finding.FoldsCase));
        int size = _known.Has(Finding.LosesLargeUdp) ? SmallSize : UsualSize;
        TransportReply reply = await (wantsConnection ? ways.Connection! : ways.Usual)(
            Query(question, size, withCd: !_known.Has(Finding.RefusesCd)), stop).ConfigureAwait(false);
        return Learn(question, reply, []);
    }

    /// <summary>
    /// Asks in the other forms that a poor reply leaves to try, each only when the one before came to nothing. RFC 9520 section 3.1: in all forms together no question
    /// goes out more than three times over one transport to a server that does not answer, and the usual form has two of them for itself.
    /// </summary>
    public async IAsyncEnumerable<UpstreamReply> AskOtherwiseAsync(
        Question question, TransportReply before, [EnumeratorCancellation] CancellationToken stop)
    {
        bool withCd = !_known.Has(Finding.RefusesCd);
        if (before is TransportReply.Failed failed)
        {
            if (failed is { Fault: TransportFault.Truncated, StaysCut: false } && ways.Connection is { } toTheRest)
            {
                _known.NoteConnection(failed.Rest);
                if (!_known.CannotConnect && failed.Rest != TransportFault.Local)
                {
                    // RFC 7766 section 6.2.4: what a connection left unanswered is asked again, over another one. There is no way but this one to what does not fit.
                    TransportReply rest = await toTheRest(Query(question, UsualSize, withCd), stop).ConfigureAwait(false);
                    yield return Learn(question, rest is TransportReply.Failed again ? FallbackTransport.CutAnd(again) : rest, []);
                }

                yield break;
            }

            if (failed.Fault is TransportFault.Truncated or TransportFault.Untrusted or TransportFault.HttpError or TransportFault.Local)
            {
                yield break;
            }

            // One datagram is left. Where no connection can be had, less room is of no use: what does not fit could not be fetched. It shows whether CD is what is not
            // answered there, or, where the server has answered, it is for the two that may have been lost.
            bool leavesCd = withCd && !_known.HasAnswered && _known.CannotConnect;
            int size = _known.CannotConnect && !_known.Has(Finding.LosesLargeUdp) ? UsualSize : SmallSize;
            TransportReply small = await ways.Once(Query(question, size, withCd && !leavesCd), stop).ConfigureAwait(false);
            bool isLarge = small is TransportReply.Received && small.WasCut;
            yield return Learn(question, small, leavesCd && IsAnswer(small) ? [Finding.RefusesCd] : isLarge ? [Finding.LosesLargeUdp] : []);
            if (small is TransportReply.Failed { Fault: TransportFault.Truncated, Rest: TransportFault.Refused or TransportFault.Unreachable } cut && ways.Connection is not null)
            {
                // It is there and answers in datagrams, and in nothing else: one more, with room, is no try at a server that is silent.
                _known.NoteConnection(cut.Rest);
                yield return Learn(question, await ways.Once(Query(question, UsualSize, withCd), stop).ConfigureAwait(false), []);
                yield break;
            }

            if (ways.Connection is { } connection)
            {
                TransportReply connected = await connection(Query(question, UsualSize, withCd), stop).ConfigureAwait(false);
                _known.NoteConnection(connected is TransportReply.Failed { Fault: var fault } ? fault : TransportFault.None);
                yield return Learn(question, connected, connected is TransportReply.Received ? [Finding.NoUdp] : []);
                if (_known.CannotConnect || failed.Fault == TransportFault.Mismatched)
                {
                    yield break;
                }
            }
        }
        else if (_known.HasAnswered && ((TransportReply.Received)before).Message.Code == ResponseCode.Refused)
        {
            TransportReply again = await Again(before)(Query(question, UsualSize, withCd), stop).ConfigureAwait(false);
            yield return Learn(question, again, IsAnswer(again) ? [Finding.LimitsRate] : []);
        }

        // A reply without CD may be SERVFAIL because the server judges it bogus; that decides nothing here.
        if (withCd && !_known.HasAnswered)
        {
            TransportReply without = await Again(before)(Query(question, UsualSize, withCd: false), stop).ConfigureAwait(false);
            yield return Learn(question, without, IsAnswer(without) ? [Finding.RefusesCd] : []);
        }
    }

    /// <summary>
    /// It failed on a question that another server answered, or on which it stayed silent in every form. Twice, about different
    /// names, while it answers other questions: then it is the type that it cannot serve.
    /// </summary>
    public IReadOnlyList<string> NoteFailure(Question question)
    {
        bool isOfType = question.Type is not (RecordType.A or RecordType.AAAA) && _known.IsTypeUnanswered(question);
        return NoteAll(isOfType ? [Finding.Fails(question.Type)] : []);
    }

    // RFC 6840 section 5.9: CD always, so that the server hands on what it would judge otherwise. The name is sent in lower
    // case: a server that changes the case then still returns the question as it was.
    private static Message Query(Question question, int size, bool withCd) => new()
    {
        Flags = MessageFlags.RecursionDesired | (withCd ? MessageFlags.CheckingDisabled : MessageFlags.None),
        Questions = [question with { Name = question.Name.ToCanonical() }],
        Edns = new Edns { DnssecOk = true, UdpPayloadSize = (ushort)size },
    };

    // Silent over datagrams, it was asked in all that there may be.
    private Func<Message, CancellationToken, ValueTask<TransportReply>> Again(TransportReply before) =>
        before is TransportReply.Failed && ways.Connection is { } connection ? connection
        : before.Datagrams > 1 ? ways.Once
        : ways.Usual;

    private static bool IsAnswer(TransportReply reply) =>
        reply is TransportReply.Received received && Finding.IsAnswerCode(received.Message.Code) && !Finding.IsReferral(received.Message);

    private UpstreamReply Learn(Question question, TransportReply got, IEnumerable<string> ofForm)
    {
        TransportReply reply = FallbackTransport.Whole(got);
        List<string> findings = [.. Finding.In(question, reply)];
        if (_known.Has(Finding.RefusesCd))
        {
            // Asked without CD, it has none to repeat.
            findings.Remove(Finding.DropsCd);
        }

        findings.AddRange(ofForm);
        if (_known.HasAnswered)
        {
            // It recurses; what it refuses is this question, or one too many.
            findings.Remove(Finding.RefusesRecursion);
        }

        _known.NoteReply(reply);
        NoteAll(findings);
        if (_known.IsPortal(question, reply))
        {
            findings.AddRange(NoteAll([Finding.CaptivePortal]));
        }

        if (IsAnswer(reply))
        {
            _known.NoteAnswered(question.Type);
        }

        if (!_known.HasNotes)
        {
            // As of most servers.
            return new UpstreamReply(reply, []) { IsAnswer = IsAnswer(reply) };
        }

        if (IsAnswer(reply))
        {
            foreach (string finding in FindingCatalog.TakenBackBy(question).Except(findings, StringComparer.Ordinal))
            {
                _known.Forget(finding);
            }
        }

        // How it was asked is reported as long as it is asked so.
        findings.AddRange(new[] { Finding.NoUdp, Finding.LosesLargeUdp, Finding.RefusesCd }.Where(_known.Has));
        return new UpstreamReply(reply, [.. findings.Distinct(StringComparer.Ordinal)]) { IsAnswer = IsAnswer(reply) };
    }

    private List<string> NoteAll(List<string> findings)
    {
        findings.ForEach(_known.Note);
        return findings;
    }
}
