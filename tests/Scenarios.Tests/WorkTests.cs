using System.Globalization;
using System.Text;
using DaneCore.Lab.Costs;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Scenarios.Tests;

/// <summary>
/// The worst that zones and replies can bring about costs at most twenty times an ordinary lookup, and no limit stops the longest sound
/// ones. docs/work.md has what each costs; <c>DANECORE_ACCEPT=1</c> writes it anew.
/// </summary>
public sealed class WorkTests
{
    private const int Factor = 20;

    private static readonly Lazy<Dictionary<string, CostlyLookup>> Lookups = new(() =>
        SoundLookups.All().Prepend(SoundLookups.Ordinary).Concat(HostileLookups.All()).ToDictionary(lookup => lookup.Name, StringComparer.Ordinal));

    private static readonly Lazy<int> Most = new(() => Factor * Cost(SoundLookups.Ordinary).Cost.Work);

    public static TheoryData<string> Sound => [.. SoundLookups.All().Select(lookup => lookup.Name)];

    public static TheoryData<string> Hostile => [.. HostileLookups.All().Select(lookup => lookup.Name)];

    [Theory]
    [MemberData(nameof(Sound))]
    public void SoundLookup_OfTheLongestKind_IsNotStopped(string name)
    {
        (Judgement judgement, WorkBudget cost) = Cost(Lookups.Value[name]);

        Assert.Equal(Expected(name), Outcome(judgement));
        Assert.Null(cost.Spent);
        Assert.InRange(cost.Work, 1, Most.Value);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void HostileLookup_OfAnyKind_CostsAtMostTwentyTimesAnOrdinaryOne(string name)
    {
        (Judgement judgement, WorkBudget cost) = Cost(Lookups.Value[name]);

        Assert.Equal(Expected(name), Outcome(judgement));
        Assert.InRange(cost.Work, 1, Most.Value);
    }

    /// <summary>Whatever is built beyond these: no work is done that would pass the sum, at no place that is asked.</summary>
    [Fact]
    public void SumOfAllWork_AtAllPlaces_StaysBelowTwentyTimesAnOrdinaryLookup()
    {
        ValidationLimits limits = new();

        Assert.InRange(limits.Work + (2 * limits.WorkElsewhere) + limits.Conclusions, 1, Most.Value);
        Assert.InRange(Cost(SoundLookups.Ordinary).Cost.Work, 1, limits.WorkElsewhere);
    }

    [Fact]
    public async Task Document_Generated_IsTheOneInTheTree()
    {
        string path = Path.Combine(TestData.Repository, "docs", "work.md");
        string present = ToMarkdown();
        if (Environment.GetEnvironmentVariable("DANECORE_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(path, present, TestContext.Current.CancellationToken);
        }

        Assert.Equal(present, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    private static (SecurityStatus, ReasonKind, ResponseCode) Expected(string name)
    {
        Scenario scenario = Lookups.Value[name].Scenario;
        return (scenario.Status, scenario.Reason, scenario.Code);
    }

    private static (SecurityStatus Status, ReasonKind Why, ResponseCode Code) Outcome(Judgement judgement) =>
        (judgement.Verdict.Status, judgement.Verdict.Why?.Kind ?? ReasonKind.None, judgement.Code);

    private static (Judgement Judgement, WorkBudget Cost) Cost(CostlyLookup lookup)
    {
        Judgement judgement = ScenarioPlayer.Play(lookup.Scenario, new ValidationLimits(), out WorkBudget cost);
        return (judgement, cost);
    }

    private static string ToMarkdown()
    {
        int ordinary = Cost(SoundLookups.Ordinary).Cost.Work;
        StringBuilder text = new();
        text.Append("# What lookups cost\n\nGenerated; `dotnet run -c Release --project bench -- work` prints the same with times. Work is counted in hundredths of a signature check\n");
        text.Append(CultureInfo.InvariantCulture, $"({nameof(WorkPrices)}.cs has the prices, `bench prices` measures them); the last column compares with an ordinary lookup. The limit of the sum is\n");
        ValidationLimits limits = new();
        text.Append(CultureInfo.InvariantCulture, $"{limits.Work}, {limits.Work / (double)ordinary:F1} times an ordinary lookup, and {limits.WorkElsewhere} more for each of two further servers that are asked\n");
        text.Append(CultureInfo.InvariantCulture, $"about a bogus answer: {(limits.Work + (2 * limits.WorkElsewhere)) / (double)ordinary:F1} times in all. Conclusions from denials in memory may cost {limits.Conclusions}\n");
        text.Append(CultureInfo.InvariantCulture, $"more: {(limits.Work + (2 * limits.WorkElsewhere) + limits.Conclusions) / (double)ordinary:F2} times with those; {Factor} is what a test allows.\n\n");
        text.Append("| Lookup | Outcome | Checks | failed | Keys taken in | Digests | Hash iterations | Questions | Records | Work | |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (CostlyLookup lookup in Lookups.Value.Values)
        {
            (Judgement judgement, WorkBudget cost) = Cost(lookup);
            (SecurityStatus status, ReasonKind why, _) = Outcome(judgement);
            text.Append(CultureInfo.InvariantCulture, $"| {lookup.Name}: {lookup.Claim} | {status.ToString().ToLowerInvariant()}{(why == ReasonKind.None ? "" : $" {why}")} | {cost.SignatureChecks} | {cost.FailedSignatureChecks} | {cost.KeyImports} | {cost.DelegationDigests} | {cost.HashIterations} | {cost.Questions} | {cost.Records} | {cost.Work} | {cost.Work / (double)ordinary:F1} |\n");
        }

        return text.ToString();
    }
}
