using System.Text.Json;
using DaneCore.Cli.Output;

namespace DaneCore.Cli.Tests.Commands;

/// <summary>What a report says beyond the verdict: ends, readiness, the answers it rests on; and how it looks.</summary>
public sealed class CheckReportTests
{
    [Fact]
    public async Task Report_OfACheck_HasEndsReadinessAndAnswers()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa(), MailWorld.Next.Tlsa());

        JsonElement report = (await world.CheckAsync("example.lab", "--json")).Json;

        Assert.Equal(TestInternet.At, report.GetProperty("at").GetString());
        JsonElement certificate = report.GetProperty("endings").GetProperty("certificate");
        Assert.Equal(["host", "address", "subject", "notAfter", "daysLeft", "judged"], Run.MembersOf(certificate));
        Assert.Equal("2026-12-31T00:00:00Z", certificate.GetProperty("notAfter").GetString());
        Assert.Equal(198.5, certificate.GetProperty("daysLeft").GetDouble());
        Assert.False(certificate.GetProperty("judged").GetBoolean());
        JsonElement signature = report.GetProperty("endings").GetProperty("signature");
        Assert.Equal(["name", "type", "zone", "expiration", "daysLeft"], Run.MembersOf(signature));
        Assert.Equal("example.lab.", signature.GetProperty("zone").GetString());
        Assert.Equal(7, signature.GetProperty("daysLeft").GetDouble());
        JsonElement rollover = report.GetProperty("mx")[0].GetProperty("rollover");
        Assert.Equal(["state", "ready", "reason", "rfc"], Run.MembersOf(rollover));
        Assert.Equal("next-published", rollover.GetProperty("state").GetString());
        JsonElement[] answers = [.. report.GetProperty("dns").EnumerateArray()];
        Assert.Equal(["MX", "AAAA", "A", "TLSA"], answers.Select(answer => answer.GetProperty("type").GetString()));
        Assert.All(answers, answer =>
        {
            Assert.Equal(["name", "type", "security", "rcode", "signedUntil", "reason", "rfc"], Run.MembersOf(answer));
            Assert.Equal("secure", answer.GetProperty("security").GetString());
            Assert.Equal("2026-06-22T12:00:00Z", answer.GetProperty("signedUntil").GetString());
        });
    }

    [Fact]
    public async Task Report_ThatExplains_HasTheEvidenceOfEachAnswer()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        JsonElement report = (await world.CheckAsync("example.lab", "--json", "--explain")).Json;

        Assert.All(report.GetProperty("dns").EnumerateArray(), answer => Assert.NotEmpty(answer.GetProperty("chain").EnumerateArray()));
    }

    [Fact]
    public async Task Report_AtOneInstant_IsTheSameTwice()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa(), MailWorld.Authority.Tlsa(2));

        Run first = await world.CheckAsync("example.lab", "--json");
        Run second = await world.CheckAsync("example.lab", "--json");

        Assert.Equal(first.Out, second.Out);
        Assert.Equal("key-and-issuer", first.Json.GetProperty("mx")[0].GetProperty("rollover").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Progress_OfAList_StaysOutOfTheReport()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());
        string list = world.Internet.Path("list.txt");
        await File.WriteAllTextAsync(list, "example.lab\nsecond.example.lab\n", TestContext.Current.CancellationToken);
        using StringWriter output = new();
        using StringWriter error = new();
        Terminal terminal = new(output, error) { ShowsError = true, Width = 80 };

        await CommandLine.RunAsync(
            ["check", "--file", list, "--smtp-port", world.Port, .. world.Internet.Options, "--json"], terminal, TestContext.Current.CancellationToken);

        Assert.Equal(2, JsonDocument.Parse(output.ToString()).RootElement.GetProperty("domains").GetArrayLength());
        Assert.DoesNotContain("danecore: ", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Mark_AndColour_AreForPeopleWhoWantThem(bool isTerminal, bool usesColour)
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());
        using StringWriter output = new() { NewLine = "\n" };
        Terminal terminal = new(output, TextWriter.Null)
        {
            ShowsOut = isTerminal,
            ShowsMarks = isTerminal,
            UsesColour = usesColour,
            Width = 200,
        };

        int code = await CommandLine.RunAsync(
            ["check", "example.lab", "--smtp-port", world.Port, .. world.Internet.Options], terminal, TestContext.Current.CancellationToken);

        Assert.Equal(0, code);
        Assert.Equal(isTerminal, output.ToString().Contains("\u2713 example.lab: dane-ok", StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b[3", usesColour ? "" : output.ToString(), StringComparison.Ordinal);
        Assert.All(output.ToString(), c => Assert.True(c is '\n' or '\u2713' or '\u001b' or (>= ' ' and <= '~'), $"U+{(int)c:X4} got through"));
        Assert.Contains("rollover     current-only:", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("198 days left, until 2026-12-31T00:00:00Z", output.ToString(), StringComparison.Ordinal);
    }
}
