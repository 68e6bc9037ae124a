using System.CommandLine;
using System.Text.Json;
using DaneCore.Cli.Commands;
using DaneCore.Cli.Output;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

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

    /// <summary>IANA's server gives an octet a second, or nothing: one line and "could not find out", within the time given.</summary>
    [Theory]
    [InlineData(true, "could not be fetched within 15 s; give a longer --timeout")]
    [InlineData(false, "could not be fetched: no route")]
    public async Task Fetch_ThatGetsNowhere_IsOneLineAndNotFoundOut(bool drips, string why)
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

        Run run = await FetchAsync(
            clock,
            _ => drips ? new StreamContent(new DrippingStream(() => clock.Advance(TimeSpan.FromSeconds(1)))) : throw new HttpRequestException("no route"));

        run.AssertRefused(3, "https://data.iana.org/root-anchors/root-anchors.xml", why);
    }

    [Fact]
    public async Task Fetch_OfIanasFiles_ShowsWhatIsPublished()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

        Run run = await FetchAsync(clock, address => new ByteArrayContent(File.ReadAllBytes(address.AbsolutePath.EndsWith(".xml", StringComparison.Ordinal) ? Xml : Signature)));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("IANA publishes, signed by ICANN: . DS 38696 8 2", run.Out, StringComparison.Ordinal);
    }

    /// <summary>A file that is there and cannot be read is no fresh start.</summary>
    [Fact]
    [Rule(80, RuleSide.Broken)]
    public async Task StateFile_ThatCannotBeRead_IsAUsageErrorAndStays()
    {
        string state = _internet.Path("state");
        File.CreateSymbolicLink(state, state);

        Run run = await Run.Of(["anchors", "--refresh", "--anchor-state", state, .. _internet.Options]);

        run.AssertRefused(2, "--anchor-state", "cannot be read", "name another file");
        Assert.Equal(state, new FileInfo(state).LinkTarget);
        File.Delete(state);
    }

    /// <summary>The end that IANA's file gives a key is kept with it, and shown.</summary>
    [Fact]
    public async Task Anchor_WithALastDay_KeepsItInTheStateFile()
    {
        string state = _internet.Path("state");
        await File.WriteAllTextAsync(
            _internet.Path("bounded.xml"),
            (await File.ReadAllTextAsync(Xml, TestContext.Current.CancellationToken)).Replace("validFrom=\"2017-02-02T00:00:00+00:00\"", "validFrom=\"2017-02-02T00:00:00+00:00\" validUntil=\"2027-01-11T00:00:00+00:00\"", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        Run before = await Run.Of("anchors", "--trust-anchor", _internet.Path("bounded.xml"), "--anchor-state", state, "--at", "2027-01-10", "--json");
        Run after = await Run.Of("anchors", "--trust-anchor", _internet.Path("bounded.xml"), "--anchor-state", state, "--at", "2027-01-12", "--json");

        Assert.Equal(["20326", "38696"], before.Json.GetProperty("trusted").EnumerateArray().Select(anchor => anchor.GetString()!.Split(' ')[2]));
        Assert.Equal("2027-01-11T00:00:00Z", before.Json.GetProperty("followed")[0].GetProperty("keys")[0].GetProperty("validUntil").GetString());
        Assert.Equal(["38696"], after.Json.GetProperty("trusted").EnumerateArray().Select(anchor => anchor.GetString()!.Split(' ')[2]));
    }

    [Theory]
    [InlineData("anchors --refresh", "give --anchor-state")]
    [InlineData("anchors --signature danecore.dll", "go together")]
    public async Task Options_ThatLackTheirOther_AreAUsageError(string line, string why) => (await Run.Of(line.Split(' '))).AssertRefused(2, why);

    private static async Task<Run> FetchAsync(FakeTimeProvider clock, Func<Uri, HttpContent> answer)
    {
        await using StringWriter output = new() { NewLine = "\n" };
        await using StringWriter error = new() { NewLine = "\n" };
        Command command = AnchorsCommand.Create(new Terminal(output, error) { Clock = clock }, () => new Answering(answer));
        int code = await command.Parse(["--fetch"]).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return new Run(code, output.ToString(), error.ToString());
    }

    private sealed class Answering(Func<Uri, HttpContent> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = answer(request.RequestUri!) });
    }
}
