using System.Net;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// One question to one server with authority, and what has to be done about how it answers: TCP for what was cut, no EDNS for who refuses it, lower case
/// for who does not keep the case. Learns from it. Never asks for recursion.
/// </summary>
internal sealed class ServerExchange(IterationTransports transports, ServerBook book, Func<ushort> draw, TimeProvider clock)
{
    // DNS flag day 2020, as for forwarders.
    private const int UdpPayloadSize = 1232;

    public async ValueTask<ServerAnswer> AskAsync(Question question, ZoneServer server, WalkBudget budget, CancellationToken stop)
    {
        ServerState state = book.Of(server.EndPoint);
        ServerAnswer answer = await AskOnceAsync(question, server, !state.LacksEdns, budget, stop).ConfigureAwait(false);

        // RFC 6891 section 7: who does not know EDNS says FORMERR or NOTIMP, and has none in the reply.
        if (!state.LacksEdns
            && answer.Reply is TransportReply.Received { Message: { Edns: null, Code: ResponseCode.FormErr or ResponseCode.NotImp } })
        {
            ServerAnswer plain = await AskOnceAsync(question, server, withEdns: false, budget, stop).ConfigureAwait(false);
            if (plain.Reply is TransportReply.Received { Message.Code: not (ResponseCode.FormErr or ResponseCode.NotImp) })
            {
                state.NoteWithoutEdns();
                return plain with { Findings = [.. answer.Findings.Union(plain.Findings, StringComparer.Ordinal)] };
            }
        }

        return answer;
    }

    private async ValueTask<ServerAnswer> AskOnceAsync(
        Question question, ZoneServer server, bool withEdns, WalkBudget budget, CancellationToken stop)
    {
        // RFC 1034 section 4.3.1: RD asks for recursion; here it stays clear.
        Message query = new()
        {
            Questions = [question],
            Edns = withEdns ? new Edns { DnssecOk = true, UdpPayloadSize = UdpPayloadSize } : null,
        };
        ServerState state = book.Of(server.EndPoint);
        Message sent = state.FoldsCase ? QuestionCase.Lowered(query) : QuestionCase.Randomised(query, draw);
        List<string> findings = [];
        TransportReply reply = await OverUdpAsync(sent, server.EndPoint, state, budget, stop).ConfigureAwait(false);
        if (reply is TransportReply.Received { Message.IsTruncated: true })
        {
            (sent, reply) = (QuestionCase.Lowered(query), await OverTcpAsync(query, server.EndPoint, state, budget, stop).ConfigureAwait(false));
            if (reply is TransportReply.Failed { Fault: TransportFault.Truncated } cut)
            {
                findings.Add(cut.StaysCut ? Finding.TruncatesAlways : Finding.NoTcp);
            }
        }
        else if (reply is { OtherCase: true } and TransportReply.Failed)
        {
            // What came may be a guess, so it is not taken. Over TCP nobody guesses; where there is none, port and id must do.
            TransportReply second = await OverTcpAsync(query, server.EndPoint, state, budget, stop).ConfigureAwait(false);
            if (second is TransportReply.Failed)
            {
                second = await OverUdpAsync(QuestionCase.Lowered(query), server.EndPoint, state, budget, stop).ConfigureAwait(false);
            }

            if (second is TransportReply.Received)
            {
                (sent, reply) = (QuestionCase.Lowered(query), second);
                state.NoteFolding();
                findings.Add(IterationFinding.FoldsCase);
            }
        }

        findings.AddRange(FindingsIn(reply));
        return new ServerAnswer(
            reply is TransportReply.Received { Message: { } message }
                ? new TransportReply.Received(QuestionCase.Restored(message, sent, question))
                : reply,
            findings);
    }

    private async ValueTask<TransportReply> OverUdpAsync(
        Message sent, IPEndPoint server, ServerState state, WalkBudget budget, CancellationToken stop)
    {
        if (!budget.TryQuery())
        {
            return Overspent(budget);
        }

        long started = clock.GetTimestamp();
        IMessageTransport udp = transports.Udp(state.Wait(transports.LongestWait));
        TransportReply reply = await udp.AskAsync(sent, server, stop).ConfigureAwait(false);
        if (reply is TransportReply.Received)
        {
            state.NoteAnswer(clock.GetElapsedTime(started));
            book.NoteFamily(server, hasAnswered: true);
        }
        else if (!reply.OtherCase)
        {
            state.NoteSilence();
            book.NoteFamily(server, hasAnswered: false);
        }

        return reply;
    }

    private async ValueTask<TransportReply> OverTcpAsync(
        Message query, IPEndPoint server, ServerState state, WalkBudget budget, CancellationToken stop)
    {
        if (state.LacksTcp)
        {
            return new TransportReply.Failed(TransportFault.Truncated, "the reply was cut, and the server failed over TCP again and again a while ago");
        }

        if (!budget.TryQuery())
        {
            return Overspent(budget);
        }

        long begun = clock.GetTimestamp();
        TransportReply reply = await transports.Tcp.AskAsync(QuestionCase.Lowered(query), server, stop).ConfigureAwait(false);
        switch (reply)
        {
            case TransportReply.Failed { Fault: TransportFault.Local or TransportFault.Unreachable } failed:
                // That is this host's own; it says nothing about the server.
                return new TransportReply.Failed(failed.Fault, $"no reply over UDP that could be used, and {failed.Text}");
            case TransportReply.Failed failed:
                state.NoteTcpFailure(begun);
                return new TransportReply.Failed(TransportFault.Truncated, $"no reply over UDP that could be used, and {failed.Text}");
            case TransportReply.Received { Message.IsTruncated: true }:
                state.NoteTcpAnswer();
                return new TransportReply.Failed(TransportFault.Truncated, "the reply was cut, over TCP too") { StaysCut = true };
            default:
                state.NoteTcpAnswer();
                return reply;
        }
    }

    private static IEnumerable<string> FindingsIn(TransportReply reply)
    {
        if (reply.WrongQuestion)
        {
            yield return Finding.WrongQuestion;
        }

        if (reply is TransportReply.Received { Message.Edns: null })
        {
            yield return Finding.NoEdns;
        }

        // What never left this host says nothing about the server: a host without IPv6 has no way to half of them.
        if (reply is TransportReply.Failed { Fault: not (TransportFault.Truncated or TransportFault.Local or TransportFault.Unreachable) })
        {
            yield return Finding.NoAnswer;
        }
    }

    private static TransportReply.Failed Overspent(WalkBudget budget) => new(TransportFault.Local, budget.Spent ?? "work limit");
}
