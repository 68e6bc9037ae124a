using DaneCore.Resolver;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Faults;

/// <summary>
/// The clock is set on or back at every step of a lookup: where it is read, where something is asked, where a reply comes. The verdict is that of one instant, and what is
/// remembered afterwards is not handed out at a time at which it does not hold.
/// </summary>
internal static class ClockRows
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static async IAsyncEnumerable<IFaultRow> RunAsync(FaultWorld world, FaultOptions options)
    {
        foreach ((string strength, TimeSpan by) in ((string, TimeSpan)[])[("a day on", Day), ("a day back", -Day), ("ten years on", 3650 * Day), ("ten years back", -3650 * Day)])
        {
            CaseTally tally = new("date set during a lookup or between two", strength);
            foreach (Truth truth in world.Truths.Take(options.IsShort ? 3 : world.Truths.Count))
            {
                await SweepAsync(world, tally, truth.Question, by).ConfigureAwait(false);
            }

            yield return tally;
        }
    }

    private static async Task SweepAsync(FaultWorld world, CaseTally tally, Question question, TimeSpan by)
    {
        Dictionary<DateTimeOffset, string> expected = [];
        async Task<string> AtAsync(DateTimeOffset instant)
        {
            if (!expected.TryGetValue(instant, out string? text))
            {
                StubResolver fresh = new(new SteppingSource(world.Internet.Source, () => { }), Options(world, new JumpingClock(instant), withCache: false));
                await using (fresh.ConfigureAwait(false))
                {
                    expected[instant] = text = Truth.TextOf(await fresh.LookupAsync(question.Name, question.Type).ConfigureAwait(false));
                }
            }

            return text;
        }

        bool hasJumped = true;
        for (int run = 1; hasJumped; run++)
        {
            int steps = 0;
            bool isLookingOn = true;
            hasJumped = false;
            JumpingClock? clock = null;
            void Step()
            {
                if (isLookingOn && Interlocked.Increment(ref steps) == run)
                {
                    hasJumped = true;
                    clock!.Jump(by);
                }
            }

            clock = new JumpingClock(world.Internet.Now, Step);
            try
            {
                StubResolver resolver = new(new SteppingSource(world.Internet.Source, Step), Options(world, clock, withCache: true));
                await using (resolver.ConfigureAwait(false))
                {
                    Answer answer = await resolver.LookupAsync(question.Name, question.Type).ConfigureAwait(false);
                    string first = Truth.TextOf(answer);
                    bool isOne = string.Equals(first, await AtAsync(answer.JudgedAt).ConfigureAwait(false), StringComparison.Ordinal);
                    Answer later = await resolver.LookupAsync(question.Name, question.Type).ConfigureAwait(false);
                    isLookingOn = false;
                    DateTimeOffset now = clock.GetUtcNow();

                    // A signature holds at the instant of its end (RFC 4034 section 3.1.5); what is remembered no longer does.
                    bool holds = !later.IsUsable || now < later.ValidUntil || (now == later.ValidUntil && later.JudgedAt == now);
                    bool isFresh = holds && string.Equals(Truth.TextOf(later), await AtAsync(now).ConfigureAwait(false), StringComparison.Ordinal);
                    tally.Count(
                        $"{answer.Security} by the {(answer.JudgedAt != world.Internet.Now ? "new" : "old")} time, then {later.Security}",
                        !isOne ? $"{question}, step {run}: {first}, which it is not at {answer.JudgedAt:O}"
                        : !isFresh ? $"{question}, step {run}: asked again {Truth.TextOf(later)} until {later.ValidUntil:O}, which it is not at {now:O}"
                        : null);
                }
            }
#pragma warning disable CA1031 // Whatever it is, it is counted: there must be none.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                tally.CountException($"{question}, step {run}", fault);
            }
        }
    }

    private static ResolverOptions Options(FaultWorld world, TimeProvider clock, bool withCache) => new()
    {
        Anchors = world.Internet.Anchors,
        Clock = clock,
        Cache = withCache ? new CacheOptions() : null,
    };
}
