using System.Text.Json;
using DaneCore.Cli.Commands;
using DaneCore.Cli.Output;

namespace DaneCore.Cli.Tests.Commands;

public sealed class DemoTests
{
    [Fact]
    public async Task Demo_AsText_HasEveryDomainAndATotal()
    {
        Run run = await Run.Of("demo");

        Assert.Equal("", run.Error);
        Assert.Contains("key-digest.lab", run.Out, StringComparison.Ordinal);
        Assert.Contains("dnssec-bogus", run.Out, StringComparison.Ordinal);
        Assert.Contains("Every verdict is the one its domain was made for.", run.Out, StringComparison.Ordinal);
        Assert.All(run.Out, c => Assert.True(c is '\n' or '\u2500' or (>= ' ' and <= '~')));
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public async Task Demo_AsJson_HasEveryDomainAsExpected()
    {
        Run run = await Run.Of("demo", "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(["domains"], Run.MembersOf(run.Json));
        JsonElement[] domains = [.. run.Json.GetProperty("domains").EnumerateArray()];
        Assert.True(domains.Length >= 30);
        Assert.All(domains, domain =>
        {
            Assert.Equal(["says", "expectedVerdict"], Run.MembersOf(domain).Take(2));
            Assert.Equal(domain.GetProperty("expectedVerdict").GetString(), domain.GetProperty("verdict").GetString());
            Assert.Equal(
                domain.TryGetProperty("expectedCode", out JsonElement code) ? code.GetString() : null, domain.GetProperty("code").GetString());
        });
    }

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public async Task Verdict_OtherThanExpected_IsAFailure(int width)
    {
        using StringWriter output = new();
        Terminal terminal = new(output, TextWriter.Null) { Width = width };

        int code = await DemoCommand.RunAsync(
            sample => [sample.Domains[0] with { ExpectedVerdict = "no-dane" }, sample.Domains[1]],
            asJson: false,
            terminal,
            TestContext.Current.CancellationToken);

        Assert.Equal(1, code);
        Assert.Contains("expected no-dane", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 came out otherwise", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_ForAPerson_StaysOutOfTheJson()
    {
        using StringWriter output = new();
        Terminal terminal = new(output, TextWriter.Null) { ShowsError = true, Width = 80 };

        await DemoCommand.RunAsync(sample => [sample.Domains[0]], asJson: true, terminal, TestContext.Current.CancellationToken);

        Assert.Equal(1, JsonDocument.Parse(output.ToString()).RootElement.GetProperty("domains").GetArrayLength());
    }

    [Fact]
    public async Task Interruption_BeforeTheEnd_EndsWith130()
    {
        using CancellationTokenSource interruption = new();
        await interruption.CancelAsync();

        Run run = await Run.Of(interruption.Token, "demo");

        run.AssertRefused(130, "interrupted");
    }
}
