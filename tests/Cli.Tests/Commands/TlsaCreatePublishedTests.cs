using System.Text.Json;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Cli.Tests.Commands;

/// <summary>Records made with an eye on what stands in DNS: waiting times by the zone's own clocks, and what is stale.</summary>
public sealed class TlsaCreatePublishedTests
{
    // Two TTLs of an hour after TestInternet.At.
    private const string Safe = "2026-06-15T14:00:00Z";

    [Fact]
    [MailRule(66, RuleSide.Holds)]
    public async Task Rollover_BesideAPublishedSet_TakesItsTimesFromTheZone()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Run run = await RolloverAsync(world, "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        JsonElement[] steps = [.. run.Json.GetProperty("steps").EnumerateArray()];
        Assert.Equal([TestInternet.At, TestInternet.At, Safe], steps.Select(step => step.GetProperty("notBefore").GetString()));
        Assert.Equal([TestInternet.At, Safe, Safe], steps.Select(step => step.GetProperty("safeAt").GetString()));
        JsonElement published = run.Json.GetProperty("published");
        Assert.Equal(
            ["name", "known", "security", "ttlSeconds", "signedUntil", "signatureLifetimeSeconds", "records"], Run.MembersOf(published));
        Assert.Equal((3600, 14 * 86_400), (published.GetProperty("ttlSeconds").GetInt64(), published.GetProperty("signatureLifetimeSeconds").GetInt64()));
        Assert.Equal("2026-06-22T12:00:00Z", published.GetProperty("signedUntil").GetString());
        Assert.Equal("matched", Assert.Single(published.GetProperty("records").EnumerateArray()).GetProperty("state").GetString());

        // Fourteen days after the set with the old key may be taken away.
        Assert.Contains(Warnings(run), text => text.Contains("can show the old records until 2026-06-29T14:00:00Z", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rollover_AsText_IsAZoneFileWithInstants()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Run run = await RolloverAsync(world);

        Assert.All(run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.True(line[0] is ';' or '_', line));
        Assert.Contains($"; during, from {TestInternet.At} on, at least 7200 seconds: safe from {Safe} on: ", run.Out, StringComparison.Ordinal);
        Assert.Contains(", secure, kept for 3600 seconds, signed until 2026-06-22T12:00:00Z\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ttl_ThatIsGiven_OverridesTheZone()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Run run = await RolloverAsync(world, "--json", "--ttl", "60");

        Assert.Equal("2026-06-15T12:02:00Z", run.Json.GetProperty("steps")[1].GetProperty("safeAt").GetString());
    }

    [Fact]
    public async Task Record_WhereNoneStandsYet_WaitsForItsAbsenceToBeForgotten()
    {
        await using var world = MailWorld.Showing(null);

        Run run = await CreateAsync(world, "--json");

        JsonElement step = Assert.Single(run.Json.GetProperty("steps").EnumerateArray());
        JsonElement published = run.Json.GetProperty("published");
        Assert.Empty(published.GetProperty("records").EnumerateArray());
        Assert.Equal(2 * published.GetProperty("ttlSeconds").GetInt64(), step.GetProperty("waitSeconds").GetInt64());
        Assert.NotEqual(TestInternet.At, step.GetProperty("safeAt").GetString());
    }

    [Fact]
    public async Task Record_ThatStandsAlready_HasNoWait()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Run run = await CreateAsync(world, "--json");

        Assert.Equal(TestInternet.At, run.Json.GetProperty("steps")[0].GetProperty("safeAt").GetString());
        Assert.Empty(Warnings(run));
    }

    [Fact]
    public async Task Record_BesideAStaleOne_NamesThat()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa(), MailWorld.Next.Tlsa());

        Run run = await CreateAsync(world, "--json");

        Assert.Contains(Warnings(run), text => text.StartsWith(MailWorld.Next.Tlsa(), StringComparison.Ordinal) && text.Contains("RFC 7671 section 5.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Published_ThatCannotBeSeen_IsSaidAndAnHourAssumed()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        // The key of no root: nothing can be shown to be signed or unsigned.
        string anchor = world.Internet.Path("wrong.ds");
        await File.WriteAllTextAsync(anchor, ". IN DS 1 8 2 " + new string('0', 64) + "\n", TestContext.Current.CancellationToken);

        Run run = await Run.Of(
            "tlsa", "create", "--chain", Chain(world, "now.pem", MailWorld.Leaf), "--rollover", Chain(world, "next.pem", MailWorld.Next), "--name", "mx.example.lab",
            "--zones", world.Internet.Folder, "--trust-anchor", anchor, "--at", TestInternet.At, "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.False(run.Json.GetProperty("published").GetProperty("known").GetBoolean());
        Assert.Contains(Warnings(run), text => text.Contains("could not be found out", StringComparison.Ordinal));
        Assert.Equal(7200, run.Json.GetProperty("steps")[1].GetProperty("waitSeconds").GetInt64());
    }

    [Fact]
    public async Task Parameters_SeveralAndChanging_ArePlannedTogether()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Run run = await RolloverAsync(world, "--json", "--also", "2 0 1", "--to", "2 0 1");

        JsonElement[] steps = [.. run.Json.GetProperty("steps").EnumerateArray()];
        Assert.Equal(["before", "during", "after", "parameters"], steps.Select(step => step.GetProperty("title").GetString()));
        Assert.Equal([2, 3, 2, 1], steps.Select(step => step.GetProperty("lines").GetArrayLength()));
        Assert.EndsWith("TLSA " + MailWorld.Authority.Tlsa(2, 0), steps[3].GetProperty("lines")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--also", "311", "as in '3 1 1'")]
    [InlineData("--to", "3 1 9", "as in '3 1 1'")]
    [InlineData("--ttl", "1.5", "whole seconds")]
    public async Task Option_ThatCannotBeRead_IsRefused(string option, string value, string word) =>
        (await Run.Of("tlsa", "create", "--from", "mx.example.lab", option, value)).AssertRefused(2, option, word);

    private static IEnumerable<string> Warnings(Run run) => run.Json.GetProperty("warnings").EnumerateArray().Select(each => each.GetString()!);

    private static Task<Run> RolloverAsync(MailWorld world, params string[] rest) =>
        CreateAsync(world, ["--rollover", Chain(world, "next.pem", MailWorld.Next), .. rest]);

    private static Task<Run> CreateAsync(MailWorld world, params string[] rest) => Run.Of(
    [
        "tlsa", "create", "--chain", Chain(world, "now.pem", MailWorld.Leaf), "--name", "mx.example.lab", "--port", world.Port, .. world.Internet.Options, .. rest,
    ]);

    private static string Chain(MailWorld world, string name, LabCertificate leaf)
    {
        string path = world.Internet.Path(name);
        File.WriteAllText(path, leaf.ToPem() + MailWorld.Authority.ToPem());
        return path;
    }
}
