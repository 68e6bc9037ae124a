using System.Diagnostics;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Logging;

namespace DaneCore.Resolver;

/// <summary>
/// Drives one validation session to its end with the replies of one place. Asks everything the session needs at once,
/// hands it each reply as it comes, and drops what is still under way when the session is done. When the time is up, what
/// is missing counts as unanswered, and the session says what that means. Judges nothing itself.
/// </summary>
internal sealed class LookupAttempt(
    ISource source, int place, ValidationSession session, ILogger logger, IReadOnlyDictionary<Question, SourceReply.Failed>? unanswered = null)
{
    private readonly HashSet<Question> _asked = [];
    private readonly List<Task<Arrival>> _underWay = [];
    private readonly List<UpstreamReport> _upstream = [];
    private readonly List<string> _remarks = [];
    private readonly Dictionary<Question, SourceReply.Failed> _unanswered = [];
    private int _notAsked;

    /// <summary>Rounds of questions that had to wait for one another.</summary>
    public int RoundTrips { get; private set; }

    /// <summary>Questions asked.</summary>
    public int Queries => _asked.Count - _notAsked;

    /// <summary>What nobody answered, whoever was asked and however.</summary>
    public IReadOnlyDictionary<Question, SourceReply.Failed> Unanswered => _unanswered;

    /// <summary>What was noticed about the servers, in the order of the replies.</summary>
    public IReadOnlyList<UpstreamReport> Upstream => _upstream;

    /// <summary>What the replies say about the servers.</summary>
    public UpstreamWatch Watch { get; } = new();

    /// <summary>True when something failed on this side: no way out, no socket, no time left. It says nothing about the question.</summary>
    public bool FailedHere { get; private set; }

    /// <summary>The session it drives.</summary>
    public ValidationSession Session => session;

    /// <summary>How the replies were had, where that was not the usual way.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Runs until the session is done. <paramref name="time"/> ends the asking, <paramref name="stop"/> everything.</summary>
    public async Task<Judgement> RunAsync(CancellationToken time, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time, stop);
        try
        {
            int round = 1;
            while (true)
            {
                switch (session.Advance())
                {
                    case Progress.Done done:
                        return done.Judgement;
                    case Progress.Needs needs:
                        Ask(needs.Questions, round, either.Token);
                        break;
                }

                if (_underWay.Count == 0)
                {
                    throw new UnreachableException("The session needs what it was given.");
                }

                await Task.WhenAny(_underWay).ConfigureAwait(false);
                stop.ThrowIfCancellationRequested();
                foreach (Task<Arrival> task in _underWay.Where(task => task.IsCompleted).ToArray())
                {
                    _underWay.Remove(task);
                    Arrival arrival = await task.ConfigureAwait(false);
                    round = Math.Max(round, arrival.Round + 1);
                    Offer(arrival);
                }
            }
        }
        finally
        {
            await either.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(_underWay)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Ask(IReadOnlyList<Question> questions, int round, CancellationToken stop)
    {
        foreach (Question question in questions)
        {
            if (_asked.Add(question))
            {
                if (unanswered?.TryGetValue(question, out SourceReply.Failed? known) == true)
                {
                    // RFC 9520 section 3.1: whoever is silent is not asked over and over.
                    _notAsked++;
                    _underWay.Add(Task.FromResult(new Arrival(question, round, known with { MismatchedReplies = 0, Others = [] })));
                    continue;
                }

                RoundTrips = Math.Max(RoundTrips, round);
                _underWay.Add(AskAsync(question, round, stop));
            }
        }
    }

    private async Task<Arrival> AskAsync(Question question, int round, CancellationToken stop)
    {
        logger.Asking(question, place, round);
        try
        {
            stop.ThrowIfCancellationRequested();
            return new Arrival(question, round, await source.AskAsync(question, place, stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new Arrival(question, round, null);
        }
    }

    private void Offer(Arrival arrival)
    {
        Question question = arrival.Question;
        if (arrival.Reply?.Remark is { } remark && !_remarks.Contains(remark, StringComparer.Ordinal))
        {
            _remarks.Add(remark);
        }

        switch (arrival.Reply)
        {
            case SourceReply.Received received:
                logger.Answered(question, received.Server, received.Message.Code);
                Report(received.Server, received.Findings, received);
                Watch.Note(question, received.Server, received.Message);
                session.Offer(question, received.Message);
                break;
            case SourceReply.Failed failed:
                logger.NotAnswered(question, failed.Server, failed.Text);
                Report(failed.Server, failed.Findings, failed);
                if (failed.IsOfEverybody)
                {
                    _unanswered[question] = failed;
                }

                FailedHere |= failed.Fault is TransportFault.Local or TransportFault.Unreachable;
                session.OfferFailure(question, ToReason(question, failed));
                break;
            case SourceReply.NotRecorded:
                session.OfferAbsence(question);
                break;
            default:
                FailedHere = true;
                session.OfferFailure(question, new Reason(ReasonKind.TimedOut, $"the time for the whole lookup ran out before {question} was answered"));
                break;
        }
    }

    private static Reason ToReason(Question question, SourceReply.Failed failed) => new(
        failed.Fault switch
        {
            TransportFault.Garbled => ReasonKind.ReplyUnreadable,
            TransportFault.Untrusted => ReasonKind.UpstreamUntrusted,
            _ => ReasonKind.NobodyAnswered,
        },
        $"no server answered {question}: {failed.Server}: {failed.Text}");

    private void Report(string server, IReadOnlyList<string> findings, SourceReply reply)
    {
        _upstream.Add(new UpstreamReport(server, findings) { MismatchedReplies = reply.MismatchedReplies });
        _upstream.AddRange(reply.Others);
    }

    /// <summary>A reply, or none when the time was up.</summary>
    private sealed record Arrival(Question Question, int Round, SourceReply? Reply);
}
