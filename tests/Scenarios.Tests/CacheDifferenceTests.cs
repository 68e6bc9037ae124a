using DaneCore.Lab.Authority;
using DaneCore.Lab.Internet;
using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Scenarios.Tests;

/// <summary>
/// What is remembered changes the cost of a lookup and never its outcome: the same questions, to a resolver that remembers and to one
/// that does not, by a clock that moves, in several orders. A usable answer is the same in both. What one cannot answer the other
/// cannot either, except that a failure may be up to five minutes old, and that the memory may hold what was validated before the
/// server began to lie about it.
/// </summary>
public sealed class CacheDifferenceTests
{
    private const int QuestionsPerScenario = 16;

    private static readonly string Folder = TestData.PathOf("zones");

    private static readonly RecordType[] Types =
    [
        RecordType.A, RecordType.AAAA, RecordType.MX, RecordType.TXT, RecordType.TLSA, RecordType.NS, RecordType.SOA, RecordType.DS, RecordType.DNSKEY,
        RecordType.CNAME, RecordType.ANY,
    ];

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.scenario", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [Requirement("4033-8.1-1")]
    [MemberData(nameof(Files))]
    public async Task Memory_InAScenario_ChangesNoOutcome(string file)
    {
        Assert.True(ScenarioReader.TryRead(await File.ReadAllTextAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken), out Scenario? scenario, out string? why), why);

        for (int seed = 1; seed <= 2; seed++)
        {
            Dice dice = new(seed);
            Question[] others = [.. QuestionsOf(scenario.Zones)];
            dice.Shuffle(others);
            Question[] questions = [scenario.Question, scenario.Question, .. others.Take(QuestionsPerScenario), scenario.Question];
            dice.Shuffle(questions);

            // A zone that speaks for itself is taken at its word about all its names. Replies written down for one question may contradict the
            // zone beside them, both soundly signed; which of the two is true nobody can tell then, so denials serve their own question only.
            Comparison comparison = new(new ReplySource(scenario.ReplyTo), scenario.Anchors, scenario.Policy, scenario.Time, $"{file}, order {seed}")
            {
                UsesDenialsAggressively = seed == 1 && scenario.Replies.Count == 0,
            };
            await comparison.RunAsync(questions, dice);
        }
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Memory_InTheSampleInternet_ChangesNoOutcome(int seed, bool usesDenialsAggressively)
    {
        await using var sample = SampleInternet.Create();
        Dice dice = new(seed);
        Question[] questions = [.. QuestionsOf(sample.Zones)];
        dice.Shuffle(questions);

        // Each four times: what was never asked before cannot come from memory.
        Question[] often = [.. questions[..150], .. questions[..150], .. questions[..150], .. questions[..150]];
        dice.Shuffle(often);
        Comparison comparison = new(sample.Source, sample.Anchors, new ValidationPolicy(), sample.Now, $"sample internet, order {seed}")
        {
            UsesDenialsAggressively = usesDenialsAggressively,
        };
        await comparison.RunAsync(often, dice);

        Assert.True(comparison.WarmQueries * 4 < comparison.ColdQueries * 3, $"{comparison.WarmQueries} questions with memory, {comparison.ColdQueries} without");
        Assert.True(comparison.FromMemory > 50, $"only {comparison.FromMemory} answers came from memory");
    }

    private static IEnumerable<Question> QuestionsOf(ZoneSet zones) =>
        from zone in zones.Zones
        from name in NamesOf(zone).Distinct()
        from type in Types
        select new Question(name, type);

    private static IEnumerable<DomainName> NamesOf(SignedZone zone)
    {
        foreach (DomainName owner in zone.Sets.Where(set => set.Type != RecordType.NSEC3).Select(set => set.Owner).Prepend(zone.Apex).Distinct())
        {
            yield return owner;
            foreach (string label in (string[])["nothing", "zzz", "_25"])
            {
                if (owner.TryPrepend(System.Text.Encoding.ASCII.GetBytes(label), out DomainName? below))
                {
                    yield return below;
                }
            }
        }
    }

    private sealed class Comparison(ISource source, TrustAnchorSet anchors, ValidationPolicy policy, DateTimeOffset start, string where)
    {
        private readonly SettableClock _clock = new(start);
        private readonly Dictionary<string, SecurityStatus> _validated = [];

        public bool UsesDenialsAggressively { get; init; } = true;

        public int ColdQueries { get; private set; }

        public int WarmQueries { get; private set; }

        public int FromMemory { get; private set; }

        public async Task RunAsync(IReadOnlyList<Question> questions, Dice dice)
        {
            ResolverOptions options = new() { Anchors = anchors, Policy = policy, Clock = _clock, Cache = null };
            await using StubResolver cold = new(source, options);
            await using StubResolver warm = new(source, options with { Cache = new CacheOptions { UsesDenialsAggressively = UsesDenialsAggressively } });
            foreach (Question question in questions)
            {
                Move(dice);
                Answer expected = await cold.LookupAsync(question.Name, question.Type, TestContext.Current.CancellationToken);
                Answer found = await warm.LookupAsync(question.Name, question.Type, TestContext.Current.CancellationToken);
                await warm.Refresh.UnderWay;
                ColdQueries += expected.Queries;
                WarmQueries += found.Queries;
                FromMemory += found.FromCache ? 1 : 0;
                await CompareAsync(cold, question, expected, found);
            }
        }

        // Mostly seconds; now and then across a TTL, beyond the end of all signatures, and back.
        private void Move(Dice dice) => _clock.Now = dice.Next(150) switch
        {
            0 => _clock.Now.AddHours(dice.Next(1, 30)),
            1 => start,
            2 => start.AddDays(dice.Next(5, 40)),
            < 6 => _clock.Now.AddMinutes(dice.Next(1, 20)),
            _ => _clock.Now.AddSeconds(dice.Next(4)),
        };

        private async Task CompareAsync(StubResolver cold, Question question, Answer expected, Answer found)
        {
            string what = $"{where}: {question} at {_clock.Now:u}: without memory {Describe(expected)}, with it {Describe(found)}";
            if (expected.IsUsable)
            {
                foreach (string set in SetsOf(expected))
                {
                    _validated[set] = expected.Security;
                }
            }

            if (!found.IsUsable)
            {
                if (expected.IsUsable)
                {
                    // Only a failure kept from a moment ago may differ, and only when it was true then.
                    Assert.True(found.FromCache && found.Age <= TimeSpan.FromMinutes(5), what);
                    expected = await AtAsync(cold, question, found.JudgedAt);
                }

                // Which of several reasons comes first depends on what is known first.
                Assert.True(expected.Security == found.Security && found.Why is not null, what);
                return;
            }

            Assert.True(found.FromCache ? found.ValidUntil > _clock.Now : found.ValidUntil >= _clock.Now, what);
            if (!expected.IsUsable)
            {
                // It was proved before by replies to other questions, and all of it was seen without memory too.
                Assert.True(found.Queries < expected.Queries, what);
                Assert.All(found.Chain.Select(Text), text => Assert.True(_validated.TryGetValue(text, out SecurityStatus status) && status >= found.Security, $"{what}: {text}"));
                return;
            }

            Assert.True((expected.Security, expected.Code, expected.FinalName).Equals((found.Security, found.Code, found.FinalName)), what);
            Assert.True(SetsOf(expected).ToHashSet().SetEquals(SetsOf(found)), what);
            Assert.True(expected.Secure?.Records.Count == found.Secure?.Records.Count, what);

            // What is remembered never lives longer than what is fresh.
            Assert.All(found.Chain, record => Assert.True(
                record.Ttl <= expected.Chain.First(fresh => Text(fresh) == Text(record)).Ttl, $"{what}: {record} outlives what is fresh"));
        }

        private async Task<Answer> AtAsync(StubResolver cold, Question question, DateTimeOffset instant)
        {
            DateTimeOffset now = _clock.Now;
            _clock.Now = instant;
            Answer answer = await cold.LookupAsync(question.Name, question.Type, TestContext.Current.CancellationToken);
            _clock.Now = now;
            return answer;
        }

        private static IEnumerable<string> SetsOf(Answer answer) => answer.Chain.Select(Text);

        private static string Text(ResourceRecord record) => (record with { Ttl = 0, Owner = record.Owner.ToCanonical() }).ToString();

        private static string Describe(Answer answer) =>
            $"{answer.Security} {answer.Code} [{string.Join("; ", answer.Chain)}] {answer.Why?.Kind} (from memory: {answer.FromCache}, age {answer.Age}, {answer.Why?.Text})";
    }

    private sealed class SettableClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class ReplySource(Func<Question, Message> replyTo) : ISource
    {
        public int Places => 1;

        public ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop) =>
            new(new SourceReply.Received(replyTo(question), "scenario"));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
