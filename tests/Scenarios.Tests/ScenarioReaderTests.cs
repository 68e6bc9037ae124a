using DaneCore.Lab.Scenarios;

namespace DaneCore.Scenarios.Tests;

/// <summary>A scenario file with a line that makes no sense says which, and is not played.</summary>
public sealed class ScenarioReaderTests
{
    private const string Sound = """
        ; A claim.
        rule 44 broken
        time 2026-07-01T12:00:00Z
        anchor . DS 1 13 2 00
        ask www.test. A
        expect bogus SERVFAIL SignatureWrong
        """;

    [Fact]
    public void RuleLine_Sound_IsRead()
    {
        Assert.True(ScenarioReader.TryRead(Sound, out Scenario? scenario, out _));
        Assert.Equal([new RuleShown(44, RuleSide.Broken)], scenario.Rules);
    }

    [Theory]
    [InlineData("rule 44")]
    [InlineData("rule 44 1")]
    [InlineData("rule 44 sideways")]
    [InlineData("rule -1 broken")]
    [InlineData("rule x broken")]
    public void RuleLine_WithoutSense_IsRefusedWithItsLine(string line)
    {
        Assert.False(ScenarioReader.TryRead(Sound.Replace("rule 44 broken", line, StringComparison.Ordinal), out _, out string? why));
        Assert.StartsWith("line 2: 'rule' is none of rule, time", why, StringComparison.Ordinal);
    }
}
