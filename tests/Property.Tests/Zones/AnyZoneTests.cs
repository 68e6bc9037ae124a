using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Property.Tests.Zones;

/// <summary>Whatever a thrown internet is asked, its servers and the validator together say what its owners wrote down, and how certain that is.</summary>
public sealed class AnyZoneTests(ITestOutputHelper output)
{
    private const int Worlds = 24;
    private const int Questions = 60;
    private const int AttackedWorlds = 8;
    private const int AttacksPerQuestion = 6;

    [Fact]
    public void AnyQuestion_ToAnyZones_IsAnsweredAsTheirOwnersWouldAnswerIt()
    {
        Dictionary<string, int> seen = [];
        List<string> differences = [];
        foreach (int seed in Sweep.Seeds(Worlds))
        {
            var internet = PlainInternet.Throw(seed);
            PlainReading reading = new(internet);
            Dice dice = new(seed);
            for (int i = 0; i < Questions; i++)
            {
                Question question = AnyQuestion.Throw(internet.Owners, dice);
                Truth truth = reading.Answer(question);
                Found found = PlainJudge.Play(internet, question, asked => internet.Served.Answer(asked));
                string kind = truth.IsTangled ? "tangled" : $"{truth.Status} {truth.Code}{(truth.Data.Count + truth.Made.Count > 0 ? " with data" : "")}{(truth.Aliases.Count > 0 ? " through aliases" : "")}";
                seen[kind] = seen.GetValueOrDefault(kind) + 1;
                if (PlainJudge.Difference(found, truth) is { } difference)
                {
                    differences.Add($"world {seed}: {question}: {difference}\n  found {found}\n  truth {truth}");
                }
            }
        }

        output.WriteLine(string.Join('\n', seen.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Value,8} {kind.Key}")));
        Assert.True(differences.Count == 0, $"{differences.Count}:\n{string.Join('\n', differences.Take(12))}");
    }

    [Fact]
    public void AnyQuestion_UnderAnyReplay_GetsNoAnswerThatIsNotSo()
    {
        Dictionary<string, int> seen = [];
        List<string> lies = [];
        foreach (int seed in Sweep.Seeds(AttackedWorlds))
        {
            var internet = PlainInternet.Throw(seed);
            PlainReading reading = new(internet);
            Dice dice = new(seed);
            Question[] questions = [.. Enumerable.Range(0, Questions).Select(_ => AnyQuestion.Throw(internet.Owners, dice))];
            Forger forger = new(internet, questions, dice);
            foreach (Question question in questions)
            {
                Truth truth = reading.Answer(question);
                IEnumerable<Func<Question, Message>> lacking = Forger.LackingOne(internet.Served.Answer(question))
                    .Select(lesser => (Func<Question, Message>)(asked => asked.Equals(question) ? lesser : internet.Served.Answer(asked)));
                foreach (Func<Question, Message> attack in lacking.Concat(Enumerable.Range(0, AttacksPerQuestion).Select(_ => forger.Attack(question))))
                {
                    Found found = PlainJudge.Play(internet, question, attack);
                    string kind = $"{found.Status}{(PlainJudge.Difference(found, truth) is null ? " and still so" : "")}";
                    seen[kind] = seen.GetValueOrDefault(kind) + 1;
                    if (PlainJudge.Lie(found, truth, question.Type) is { } lie)
                    {
                        lies.Add($"world {seed}: {question}: {lie}\n  found {found}\n  truth {truth}\n  reply {Describe(attack(question))}");
                    }
                }
            }
        }

        output.WriteLine(string.Join('\n', seen.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Value,8} {kind.Key}")));
        Assert.True(lies.Count == 0, $"{lies.Count}:\n{string.Join('\n', lies.Take(12))}");
    }

    private static string Describe(Message reply) =>
        $"{reply.Code} [{string.Join("; ", reply.Answer)}] [{string.Join("; ", reply.Authority)}]";
}
