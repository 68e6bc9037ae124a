using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver;

/// <summary>
/// What a resolver remembers between lookups. All of it belongs to one set of anchors, one policy and one run of the clock: when
/// either of the first changes, or the clock is set back, it starts anew, and what lookups under the old ones still bring home is
/// dropped with them.
/// </summary>
internal sealed class ResolverMemory(CacheOptions options, TimeProvider clock)
{
    // Lookups on several threads look at the clock in one order and arrive here in another.
    private static readonly long Jitter = TimeSpan.FromSeconds(1).Ticks;

    private volatile Epoch? _current;

    /// <summary>What counts under these anchors and this policy, at this instant.</summary>
    public Epoch Under(TrustAnchorSet anchors, ValidationPolicy policy, DateTimeOffset now)
    {
        Epoch? current = _current;

        // Whoever was held up since looking at the clock comes late, and the clock was not set back: it is looked at again.
        if (current is null || !ReferenceEquals(current.Anchors, anchors) || !current.Policy.Equals(policy) || (!current.Saw(now) && !current.Saw(clock.GetUtcNow())))
        {
            _current = current = new Epoch(anchors, policy, options);
            current.Saw(now);
        }

        return current;
    }

    /// <summary>Answers, failures and proofs under one set of anchors and one policy.</summary>
    internal sealed class Epoch(TrustAnchorSet anchors, ValidationPolicy policy, CacheOptions options)
    {
        private long _latest;

        public TrustAnchorSet Anchors { get; } = anchors;

        public ValidationPolicy Policy { get; } = policy;

        public ProofStore Proofs { get; } = new(options, policy);

        public AgingMemory<Answer> Answers { get; } = new(options.Answers, (answer, seconds) => answer.Aged(seconds));

        public FailureMemory<Answer> Failures { get; } = new(options, (answer, seconds) => answer.Aged(seconds));

        /// <summary>
        /// Takes note of an instant; false when it lies before one seen earlier. What was found by a clock that ran ahead would else
        /// come to life again when the clock gets there, long after its TTL.
        /// </summary>
        public bool Saw(DateTimeOffset now)
        {
            long latest = Volatile.Read(ref _latest);
            if (now.UtcTicks > latest)
            {
                Volatile.Write(ref _latest, now.UtcTicks);
            }

            return now.UtcTicks > latest - Jitter;
        }

        /// <summary>The answer, or the failure, as it was found a while ago; null when the question has to be asked.</summary>
        public Answer? Find(DomainName name, RecordType type, DateTimeOffset now) =>
            Answers.Find(name, type, now) ?? Failures.Find(name, type, now);

        /// <summary>Takes in what a lookup found out. Nothing unvalidated gets past here, and a failure displaces nothing.</summary>
        public void Learn(Answer answer, Opinions opinions, DateTimeOffset now)
        {
            Opinion best = opinions.Best!;
            if (best.IsUsable)
            {
                Failures.Forget(answer.Question);
                if (best.Attempt.Session.IsWhole)
                {
                    Proofs.Keep(best.Attempt.Session, now);
                    KeepAnswer(answer, best.Judgement, now);
                }

                return;
            }

            if (opinions.All.Any(opinion => opinion.Attempt.FailedHere || !opinion.Attempt.Session.HasEverything)
                || answer.Why?.Kind is ReasonKind.NoTrustAnchor or ReasonKind.NotRecorded or ReasonKind.TimedOut)
            {
                return;
            }

            // A zone is held to be broken only by what was found without the help of older entries, and where the fault is not the server's.
            foreach (Opinion opinion in opinions.All.Where(
                opinion => opinion.Judgement.Verdict.Status == SecurityStatus.Bogus && opinion.Attempt.Session.DeepestKept is null))
            {
                Proofs.KeepBroken(opinion.Attempt.Session, opinion.Place, now);
            }

            DateTimeOffset latest = opinions.All.Min(opinion => opinion.Attempt.Session.HeldAgainstUntil) ?? DateTimeOffset.MaxValue;
            KeepFailure(answer, now, latest);
        }

        private void KeepAnswer(Answer answer, Judgement judgement, DateTimeOffset now)
        {
            Question question = answer.Question;
            TimeSpan longest = answer.IsNegative ? options.MaxNegativeTtl : options.MaxTtl;
            Window window = new(now, Window.Earlier(judgement.KeepUntil, now + longest));
            if (window.Holds(now) && EntrySize.Of(judgement) <= options.LargestEntry)
            {
                Answers.Keep(question.Name, question.Type, answer, window);
            }
        }

        /// <summary>RFC 9520 section 3.2: what could not be answered is not asked again at once. It says since when, and until when.</summary>
        private void KeepFailure(Answer failure, DateTimeOffset now, DateTimeOffset latest) =>
            Failures.Keep(failure.Question, now, latest, time => failure with
            {
                ValidUntil = time.Until,
                Evidence = [.. failure.Evidence, FailureMemoryStep(failure, time)],
            });

        private static Evidence FailureMemoryStep(Answer failure, Backoff time) => new()
        {
            Kind = EvidenceKind.Step,
            Name = failure.Question.Name,
            Type = failure.Question.Type,
            Status = failure.Security,
            Text = $"found so at {time.Since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} and not asked again before {time.Until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
            Rfc = "RFC 9520 section 3.2",
        };
    }
}
