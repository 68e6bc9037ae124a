using DaneCore.Lab.Scenarios;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Scenarios.Tests.Catalogue;
using DaneCore.Support;

namespace DaneCore.Scenarios.Tests;

/// <summary>What a verdict alone does not show: how long it holds, and that time is looked at each time.</summary>
public sealed class TimeRuleTests
{
    private static readonly DateTimeOffset Now = ScenarioWorld.Now;

    [Theory]
    [Rule(7, RuleSide.Holds)]
    [Requirement("4035-5.3.3-2")]
    [InlineData(300, 300, 3600, 300)]
    [InlineData(17, 300, 3600, 17)]
    [InlineData(0, 300, 3600, 0)]
    public void Ttl_NotAboveTheSignedOne_IsKept(uint received, uint original, int secondsLeft, uint expected) =>
        Assert.Equal((expected, expected), Judged(received, original, secondsLeft));

    [Theory]
    [Rule(7, RuleSide.Broken)]
    [Requirement("4035-5.3.3-2")]
    [InlineData(301, 300, 3600, 300)]
    [InlineData(int.MaxValue, 300, 3600, 300)]
    [InlineData(300, 300, 60, 60)]
    [InlineData(300, 300, 0, 0)]
    public void Ttl_AboveTheSignedOneOrPastTheSignature_IsCut(uint received, uint original, int secondsLeft, uint expected) =>
        Assert.Equal((expected, expected), Judged(received, original, secondsLeft));

    /// <summary>The signature's own TTL is one of the four that bound the set's.</summary>
    [Theory]
    [Requirement("4035-5.3.3-2")]
    [InlineData(300, 300)]
    [InlineData(301, 300)]
    [InlineData(17, 17)]
    public void Ttl_OfTheSignature_BoundsThatOfTheSet(uint received, uint expected)
    {
        ScenarioFile file = ScenarioFile.Of("ttl", "", World(300, 3600), "www.test").Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer.Select(record => record with { Ttl = record.Type == RecordType.RRSIG ? received : 300u })],
        });

        Judgement judgement = ScenarioPlayer.Play(file.Scenario);

        Assert.Equal((SecurityStatus.Secure, expected), (judgement.Verdict.Status, judgement.Data[0].Ttl));
    }

    [Fact]
    [Rule(8, RuleSide.Holds)]
    public void Ttl_DifferingWithinASet_IsTheLowest()
    {
        ScenarioFile file = ScenarioFile.Of("ttl", "", new ScenarioWorld().Zone("test", "www A 192.0.2.1\nwww A 192.0.2.2"), "www.test").Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer.Select((record, i) => record with { Ttl = i == 1 ? 17u : 300u })],
        });

        Judgement judgement = ScenarioPlayer.Play(file.Scenario);

        Assert.Equal((SecurityStatus.Secure, 17u), (judgement.Verdict.Status, judgement.Data[0].Ttl));
    }

    [Fact]
    [Rule(8, RuleSide.Broken)]
    public void Ttl_RaisedForOneRecordOfASet_RaisesNothing()
    {
        ScenarioFile file = ScenarioFile.Of("ttl", "", new ScenarioWorld().Zone("test", "www A 192.0.2.1\nwww A 192.0.2.2"), "www.test").Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer.Select((record, i) => record with { Ttl = i == 1 ? 90_000u : 90_001u })],
        });

        Judgement judgement = ScenarioPlayer.Play(file.Scenario);

        Assert.Equal((SecurityStatus.Secure, 3600u), (judgement.Verdict.Status, judgement.Data[0].Ttl));
    }

    [Fact]
    [Rule(5, RuleSide.Holds)]
    public void SameReplies_JudgedWithinTheWindow_AreSecureEachTime()
    {
        Scenario scenario = Expiring().Scenario;

        foreach (int seconds in new[] { 0, 59, 60 })
        {
            Assert.Equal(SecurityStatus.Secure, ScenarioPlayer.Play(scenario with { Time = Now.AddSeconds(seconds) }).Verdict.Status);
        }
    }

    [Fact]
    [Rule(5, RuleSide.Broken)]
    public void SameReplies_JudgedAfterTheWindow_AreBogusAlthoughTheyHeldBefore()
    {
        Scenario scenario = Expiring().Scenario;
        Assert.Equal(SecurityStatus.Secure, ScenarioPlayer.Play(scenario).Verdict.Status);

        Verdict later = ScenarioPlayer.Play(scenario with { Time = Now.AddSeconds(61) }).Verdict;

        Assert.Equal((SecurityStatus.Bogus, ReasonKind.SignatureExpired), (later.Status, later.Why?.Kind));
    }

    private static ScenarioFile Expiring() => ScenarioFile.Of("time", "", World(300, 60), "www.test");

    private static ScenarioWorld World(uint ttl, int secondsLeft) => new ScenarioWorld().Zone("test", "www 3600 A 192.0.2.1", plan => plan.Except(
        new SetPlan(DomainName.Parse("www.test"), RecordType.A) { OriginalTtl = ttl, Expiration = Now.AddSeconds(secondsLeft) }));

    // The TTL of the set, and the seconds for which the verdict holds.
    private static (uint Ttl, uint Seconds) Judged(uint received, uint original, int secondsLeft)
    {
        ScenarioFile file = ScenarioFile.Of("ttl", "", World(original, secondsLeft), "www.test").Answering((reply, _) => reply with
        {
            Answer = [.. reply.Answer.Select(record => record with { Ttl = received })],
        });

        Judgement judgement = ScenarioPlayer.Play(file.Scenario);

        Assert.Equal(SecurityStatus.Secure, judgement.Verdict.Status);
        return (judgement.Data[0].Ttl, (uint)(judgement.Verdict.ValidUntil - Now).TotalSeconds);
    }
}
