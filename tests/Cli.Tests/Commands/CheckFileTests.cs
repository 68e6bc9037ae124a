using System.Text.Json;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Cli.Tests.Commands;

/// <summary>A list of domains: read whole or refused whole, reported in its own order.</summary>
public sealed class CheckFileTests
{
    [Fact]
    public async Task File_WithCommentsAndRepetitions_IsReportedInItsOrderEachOnce()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Run run = await world.CheckFileAsync(
            "\uFEFF# mail domains\r\n\r\nsecond.example.lab  # the second\n  missing.example.lab\nEXAMPLE.lab\nexample.lab.\n", "--json", "--parallel", "3");

        Assert.Equal(["domains"], Run.MembersOf(run.Json));
        Assert.Equal(
            ["second.example.lab dane-ok", "missing.example.lab no-such-domain", "EXAMPLE.lab dane-ok"],
            run.Json.GetProperty("domains").EnumerateArray().Select(each => $"{Text(each, "domain")} {Text(each, "verdict")}"));
        Assert.Equal((1, ""), (run.Code, run.Error));
    }

    [Fact]
    public async Task File_OfOneDomain_IsAListAllTheSame()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Run run = await world.CheckFileAsync("example.lab\n", "--json");
        Run text = await world.CheckFileAsync("example.lab\n");

        Assert.Equal("dane-ok", Text(Assert.Single(run.Json.GetProperty("domains").EnumerateArray()), "verdict"));
        Assert.StartsWith("example.lab: dane-ok\n", text.Out, StringComparison.Ordinal);
        Assert.EndsWith("\n1 domain: 1 dane-ok.\n", text.Out, StringComparison.Ordinal);
        Assert.Equal((0, 0), (run.Code, text.Code));
    }

    // A-72, across domains too.
    [Fact]
    [MailRule(72, RuleSide.Holds)]
    public async Task Address_ThatDomainsShare_SeesNoTwoConnectionsAtOnceAndNoMail()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Run run = await world.CheckFileAsync("example.lab\nsecond.example.lab\n", "--json", "--parallel", "2");

        Assert.Equal(0, run.Code);
        string[] one = ["EHLO [127.0.0.1]", "STARTTLS", "EHLO [127.0.0.1]", "QUIT"];
        Assert.Equal([.. one, .. one], world.Mail.Commands);
    }

    [Theory]
    [InlineData("missing.example.lab\nforged.lab\n", 1)]
    [InlineData("example.lab\nforged.lab\n", 3)]
    [InlineData("example.lab\nsecond.example.lab\n", 0)]
    public async Task Exit_OfAList_IsThatOfTheWorst(string text, int code)
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Assert.Equal(code, (await world.CheckFileAsync(text, "--json")).Code);
    }

    [Fact]
    public async Task File_WithBadLines_NamesEachAndRunsNothing()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Run run = await world.CheckFileAsync("example.lab\nb\u00FCcher.example\n\na..b\n.\n");

        run.AssertRefused(2, "domains.txt is not checked", "line 2: ", "xn--", "line 4: ", "empty label", "line 5: the root");
        Assert.Equal(0, world.Mail.Connections);
    }

    [Fact]
    public async Task File_OfNothing_IsRefused()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        (await world.CheckFileAsync("# none yet\n\n")).AssertRefused(2, "names no domain");
        (await Run.Of("check", "--file", world.Internet.Path("gone.txt"))).AssertRefused(2, "--file", "does not exist");
        (await Run.Of("check", "--file", world.Internet.Folder)).AssertRefused(2, "is a folder");
    }

    [Fact]
    public async Task Record_OfACheck_ReplaysToTheSameReport()
    {
        await using var world = MailWorld.With(new LabMailBehaviour { Chain = [MailWorld.Leaf] }, "", MailWorld.Leaf.Tlsa(), MailWorld.Next.Tlsa());
        string file = world.Internet.Path("check.recording");

        Run live = await world.CheckAsync("example.lab", "--json");
        await Run.Of(["record", "example.lab", "-o", file, "--smtp-port", world.Port, .. world.Internet.Options]);
        Run replayed = await Run.Of("check", "example.lab", "--replay", file, "--trust-anchor", world.Internet.Anchor, "--smtp-port", world.Port, "--json");

        Assert.Equal(live.Out, replayed.Out);
    }

    private static string? Text(JsonElement value, string member) => value.GetProperty(member).GetString();
}
