using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Validation.Explaining;
using DaneCore.Support;

namespace DaneCore.Scenarios.Tests;

/// <summary>Every scenario is explained: each step of its evidence once, from the anchor down, and the place where the chain ends.</summary>
public sealed class ExplanationTests
{
    public static TheoryData<string> Files => ScenarioTests.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Explanation_OfAScenario_HasEveryStepOnceAndOneEnd(string file)
    {
        (Judgement judgement, ExplanationStep[] steps) = await ExplainAsync(file);

        Verdict verdict = judgement.Verdict;
        Evidence[] told = [.. steps.Select(step => step.Evidence).OfType<Evidence>()];
        Assert.All(verdict.Evidence, evidence => Assert.Single(told, step => ReferenceEquals(step, evidence)));
        ExplanationStep[] ends = [.. steps.Where(step => step.IsWhereItEnds)];
        if (verdict.Status == SecurityStatus.Secure)
        {
            Assert.Empty(ends);
            Assert.All(steps, step => Assert.Equal(SecurityStatus.Secure, step.Status));
        }
        else
        {
            ExplanationStep end = Assert.Single(ends);
            Assert.Equal(ReasonMending.Of(verdict.Why!.Kind), end.Mending);
            Assert.NotEqual(SecurityStatus.Secure, end.Status);
        }
    }

    [Theory]
    [InlineData("signer/answer-by-its-own-zone-is-secure", "test. is delegated to the keys 42563 (ECDSA P-256, SHA-256); key 24754 (ECDSA P-256) of . signed this")]
    [InlineData("denial/nsec-no-data-is-secure", "www.test. has A TXT RRSIG NSEC and nothing else, so no AAAA; key 42563 of test. signed this")]
    [InlineData("denial/nsec-no-name-is-secure", "nothing exists between dname.test. and sub.test., so nothing.test. does not; key 42563 of test. signed this")]
    [InlineData("denial/nsec-no-name-is-secure", "nothing exists between test. and a.test., so *.test. does not; key 42563 of test. signed this")]
    [InlineData("denial/nsec-empty-non-terminal-has-no-data", "after alias.test. comes deep.below.test., so below.test. exists through it and has no data of its own; key 42563 of test. signed this")]
    [InlineData("denial/nsec-last-one-wraps-around", "nothing exists after z.test. in test., so zz.test. does not; key 42563 of test. signed this")]
    [InlineData("denial/nsec3-wildcard-no-data-is-secure", "*.wild.test. exists: its hash is fh542t8kdq7f3q21cr4n2rr079u8ki1j, with A RRSIG; key 42563 of test. signed this")]
    [InlineData("denial/nsec3-no-name-is-secure", "no name of the zone has a hash between qjnbu1p3crot8uh54l2kuqjb8g6f48n1 and 05epid22vq1ntd7ravkgpuuslhea1h09, so nothing.test. and *.test. do not; key 42563 of test. signed this")]
    [InlineData("alias/to-an-unsigned-zone-is-insecure", "open. has NS RRSIG NSEC and nothing else, so no DS; key 24754 of . signed this")]
    [InlineData("alias/by-redirection-is-secure", "tree.test. and all below it are redirected to other.; key 42563 (ECDSA P-256) of test. signed this")]
    [InlineData("ds/unknown-digest-type-counts-as-unsigned", "www.test. IN A: every DS of test. has a digest type that is not supported here (99)")]
    public async Task Explanation_OfAStep_SaysIt(string file, string sentence)
    {
        (_, ExplanationStep[] steps) = await ExplainAsync(file + ".scenario");

        Assert.Contains(sentence, steps.Select(step => step.Text));
    }

    private static async Task<(Judgement Judgement, ExplanationStep[] Steps)> ExplainAsync(string file)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(TestData.PathOf("zones"), file), TestContext.Current.CancellationToken);
        Assert.True(ScenarioReader.TryRead(text, out Scenario? scenario, out string? why), why);
        Judgement judgement = ScenarioPlayer.Play(scenario);
        IReadOnlyList<ExplanationStep> tree = Explanation.Of(
            judgement.Verdict.Evidence, judgement.Verdict.Status, judgement.Verdict.Why, scenario.Question, scenario.Time);
        return (judgement, [.. tree.SelectMany(Flat)]);
    }

    private static IEnumerable<ExplanationStep> Flat(ExplanationStep step) => step.Steps.SelectMany(Flat).Prepend(step);
}
