using DaneCore.Resolver;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Property.Tests.Zones;

/// <summary>
/// One resolver with all it remembers, its use of kept denials for other names (RFC 8198) among it, is asked about a thrown internet in any
/// order while time goes by: every answer is what the owners wrote down, as it would be for one who asks for the first time.
/// </summary>
public sealed class RememberedAnswerTests(ITestOutputHelper output)
{
    private const int Worlds = 20;
    private const int Questions = 50;
    private const int Asked = 150;

    [Fact]
    public async Task AnyQuestion_ToAResolverThatRemembers_IsAnsweredAsByOneThatDoesNot()
    {
        int fromMemory = 0, concluded = 0, all = 0;
        List<string> differences = [];
        foreach (int seed in Sweep.Seeds(Worlds))
        {
            var internet = PlainInternet.Throw(seed);
            PlainReading reading = new(internet);
            Dice dice = new(seed);
            FakeTimeProvider clock = new(PlainInternet.Now);
            ServedSource source = new(internet);
            ResolverOptions options = new() { Anchors = internet.Anchors, Clock = clock, Cache = new CacheOptions { UsesDenialsAggressively = true } };
            await using StubResolver resolver = new(source, options);
            Question[] questions = [.. Enumerable.Range(0, Questions).Select(_ => AnyQuestion.Throw(internet.Owners, dice))];
            HashSet<Question> met = [];
            for (int i = 0; i < Asked; i++)
            {
                clock.Advance(TimeSpan.FromSeconds(dice.Next(40) switch { 0 => dice.Next(2, 4000), 1 => 299 + dice.Next(3), _ => dice.Next(3) }));
                Question question = questions[dice.Next(Questions)];
                Answer answer = await resolver.LookupAsync(question.Name, question.Type, TestContext.Current.CancellationToken);
                await resolver.Refresh.UnderWay;
                Truth truth = reading.Answer(question);
                all++;
                fromMemory += answer.FromCache ? 1 : 0;
                concluded += answer.FromCache && met.Add(question) ? 1 : 0;
                if (PlainJudge.Difference(Found.In(answer), truth) is { } difference)
                {
                    differences.Add($"world {seed}, question {i}: {question}: {difference}\n  found {Found.In(answer)}, from memory {answer.FromCache}\n  truth {truth}");
                }
            }
        }

        output.WriteLine($"{all} answers, {fromMemory} from memory, {concluded} of them the first to their question");
        Assert.True(differences.Count == 0, $"{differences.Count}:\n{string.Join('\n', differences.Take(12))}");
        Assert.True(fromMemory > all / 4 && concluded > all / 50, $"{all} answers, {fromMemory} from memory, {concluded} concluded from denials");
    }

    private sealed class ServedSource(PlainInternet internet) : ISource
    {
        public int Places => 1;

        public ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop) =>
            new(new SourceReply.Received(internet.Served.Answer(question), "the lab"));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
