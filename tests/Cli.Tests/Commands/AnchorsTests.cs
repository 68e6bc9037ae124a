using System.Text.Json;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Cli.Tests.Commands;

public sealed class AnchorsTests : IDisposable
{
    private static readonly string Xml = TestData.PathOf("vectors/iana/root-anchors.xml");

    private static readonly string Signature = TestData.PathOf("vectors/iana/root-anchors.p7s");

    private static readonly string Former = TestData.PathOf("vectors/iana/root-anchors-2024.p7s");

    private readonly TestInternet _internet = new();

    public void Dispose() => _internet.Dispose();

    [Fact]
    public async Task Anchors_BuiltIn_AreShown()
    {
        Run run = await Run.Of("anchors", "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(["trusted", "followed", "published", "notes"], Run.MembersOf(run.Json));
        Assert.Equal(2, run.Json.GetProperty("trusted").GetArrayLength());
        Assert.Equal(0, run.Json.GetProperty("followed").GetArrayLength());
    }

    [Fact]
    public async Task Refresh_WithAStateFile_KeepsWhatWasSeen()
    {
        string state = _internet.Path("state");

        Run run = await Run.Of(["anchors", "--refresh", "--anchor-state", state, "--json", .. _internet.Options]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        JsonElement zone = run.Json.GetProperty("followed")[0];
        Assert.Equal((".", "2026-06-15T12:00:00Z", "2026-06-15T13:00:00Z"), (zone.GetProperty("zone").GetString(), zone.GetProperty("lastSeen").GetString(), zone.GetProperty("nextLook").GetString()));
        Assert.Equal("Valid", zone.GetProperty("keys")[0].GetProperty("state").GetString());
        Assert.StartsWith("; danecore-anchors 1\n", await File.ReadAllTextAsync(state, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Run again = await Run.Of(["anchors", "--anchor-state", state, .. _internet.Options]);
        Assert.Equal((0, ""), (again.Code, again.Error));
        Assert.Contains(". is followed; last seen 2026-06-15T12:00:00Z, next look 2026-06-15T13:00:00Z", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_WithAStateFile_FollowsBesideTheLookup()
    {
        string state = _internet.Path("state");

        Run run = await Run.Of(["query", "www.example.lab", "--anchor-state", state, "--json", .. _internet.Options]);

        Assert.Equal("secure", run.Json.GetProperty("security").GetString());
        Assert.True(File.Exists(state));
    }

    [Fact]
    [Rule(80, RuleSide.Broken)]
    public async Task StateFile_ThatIsJunk_IsAUsageError()
    {
        await File.WriteAllTextAsync(_internet.Path("state"), "junk", TestContext.Current.CancellationToken);

        Run run = await Run.Of(["query", "www.example.lab", "--anchor-state", _internet.Path("state"), .. _internet.Options]);

        run.AssertRefused(2, "--anchor-state", "does not begin with '; danecore-anchors 1'");
    }

    [Fact]
    public async Task StateFile_ThatCannotBeWritten_IsSaidAndTheAnswerStands()
    {
        string state = _internet.Path("no-such-folder/state");

        Run run = await Run.Of(["anchors", "--refresh", "--anchor-state", state, "--json", .. _internet.Options]);

        Assert.Equal(1, run.Code);
        Assert.Contains("cannot be written", run.Json.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Run query = await Run.Of(["query", "www.example.lab", "--anchor-state", state, "--json", .. _internet.Options]);
        Assert.Equal("secure", query.Json.GetProperty("security").GetString());
    }

    [Fact]
    [Rule(80, RuleSide.Holds)]
    public async Task TrustAnchor_AsIanasXml_IsReadForTheTimeOfTheQuestion()
    {
        Run now = await Run.Of("anchors", "--trust-anchor", Xml, "--at", "2026-11-23", "--json");
        Run then = await Run.Of("anchors", "--trust-anchor", Xml, "--at", "2016-01-01", "--json");

        Assert.Equal(["20326", "38696"], now.Json.GetProperty("trusted").EnumerateArray().Select(anchor => anchor.GetString()!.Split(' ')[2]));
        Assert.Equal(["19036"], then.Json.GetProperty("trusted").EnumerateArray().Select(anchor => anchor.GetString()!.Split(' ')[2]));
    }

    [Theory]
    [Rule(80, RuleSide.Broken)]
    [InlineData("<TrustAnchor><Zone>.</Zone></TrustAnchor>", "it has 0 keys")]
    [InlineData("<!DOCTYPE a><TrustAnchor/>", "no XML that can be read")]
    [InlineData("", "no DS or DNSKEY record is in it")]
    public async Task TrustAnchor_ThatIsJunk_IsAUsageError(string text, string why)
    {
        await File.WriteAllTextAsync(_internet.Path("junk.xml"), text, TestContext.Current.CancellationToken);

        Run run = await Run.Of("query", "example.com", "--trust-anchor", _internet.Path("junk.xml"));

        run.AssertRefused(2, "--trust-anchor", why);
    }

    [Fact]
    public async Task SignedAnchors_WithTheirSignature_AreTakenUp()
    {
        Run run = await Run.Of("anchors", "--signed-anchors", Xml, "--signature", Signature, "--anchor-state", _internet.Path("state"), "--at", "2026-11-23", "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(2, run.Json.GetProperty("published").GetArrayLength());
    }

    [Fact]
    public async Task SignedAnchors_WithAnOldSignatureOrAChangedFile_AreRefused()
    {
        Run old = await Run.Of("anchors", "--signed-anchors", Xml, "--signature", Former, "--at", "2026-11-23");
        old.AssertRefused(1, "IANA's anchors are not taken", "is in force from 2021-07-08 to 2026-07-07");
        string changed = await File.ReadAllTextAsync(Xml, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_internet.Path("changed.xml"), changed.Replace("E06D", "E06E", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Run run = await Run.Of("anchors", "--signed-anchors", _internet.Path("changed.xml"), "--signature", Signature, "--at", "2026-11-23");

        run.AssertRefused(1, "IANA's anchors are not taken");
    }

    [Theory]
    [InlineData("anchors --refresh", "give --anchor-state")]
    [InlineData("anchors --signature danecore.dll", "go together")]
    public async Task Options_ThatLackTheirOther_AreAUsageError(string line, string why) => (await Run.Of(line.Split(' '))).AssertRefused(2, why);
}
