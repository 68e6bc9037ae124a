using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
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

    // Its reader goes on in a turn of its own, not within the write: what arrives until then is taken in with it, and judged once.
    private readonly Channel<Arrival> _arrivals = Channel.CreateUnbounded<Arrival>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<UpstreamReport> _upstream = [];
    private readonly List<string> _remarks = [];
    private readonly Dictionary<Question, SourceReply.Failed> _unanswered = [];
    private int _notAsked;
    private int _underWay;

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

                if (_underWay == 0)
                {
                    throw new UnreachableException("The session needs what it was given.");
                }

                await _arrivals.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false);
                stop.ThrowIfCancellationRequested();
                while (_arrivals.Reader.TryRead(out Arrival? arrival))
                {
                    _underWay--;
                    arrival.Fault?.Throw();
                    if (arrival.Reply is null)
                    {
                        // Given up since the look above: that is no answer, and no end of the time.
                        stop.ThrowIfCancellationRequested();
                    }

                    round = Math.Max(round, arrival.Round + 1);
                    Offer(arrival);
                }
            }
        }
        finally
        {
            if (_underWay > 0)
            {
                await either.CancelAsync().ConfigureAwait(false);
            }

            for (; _underWay > 0; _underWay--)
            {
                await _arrivals.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private void Ask(IReadOnlyList<Question> questions, int round, CancellationToken stop)
    {
        foreach (Question question in questions)
        {
            if (_asked.Add(question))
            {
                _underWay++;
                if (unanswered?.TryGetValue(question, out SourceReply.Failed? known) == true)
                {
                    // RFC 9520 section 3.1: whoever is silent is not asked over and over.
                    _notAsked++;
                    _arrivals.Writer.TryWrite(new Arrival(question, round, known with { MismatchedReplies = 0, Others = [] }));
                    continue;
                }

                RoundTrips = Math.Max(RoundTrips, round);
                _ = AskAsync(question, round, stop);
            }
        }
    }

    private async Task AskAsync(Question question, int round, CancellationToken stop)
    {
        Arrival arrival;
        try
        {
            // Here, for what a logger throws must arrive too, or it would be waited for without end.
            logger.Asking(question, place, round);
            stop.ThrowIfCancellationRequested();
            arrival = new Arrival(question, round, await source.AskAsync(question, place, stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            arrival = new Arrival(question, round, null);
        }
#pragma warning disable CA1031 // Whatever it is, it is for whoever runs this.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            arrival = new Arrival(question, round, null) { Fault = ExceptionDispatchInfo.Capture(fault) };
        }

        _arrivals.Writer.TryWrite(arrival);
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
    private sealed record Arrival(Question Question, int Round, SourceReply? Reply)
    {
        /// <summary>A mistake on this side.</summary>
        public ExceptionDispatchInfo? Fault { get; init; }
    }
}
