using System.Text.Json;
using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Internet;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Tests.Commands;

/// <summary><c>--iterate</c> against servers behind sockets: the sample internet, each zone's server at an address of its own.</summary>
public sealed class IterateTests : IAsyncLifetime
{
    private readonly Scratch _scratch = new();
    private SampleInternet? _sample;
    private LoopbackInternet? _internet;
    private string[] _options = [];

    public async ValueTask InitializeAsync()
    {
        _sample = SampleInternet.CreateOnLoopback();
        LabInternet servers = new(_sample.Zones);
        _internet = await LoopbackInternet.StartAsync(servers);
        string anchor = _scratch.Write("root.ds", string.Join('\n', _sample.Zones.Find(DomainName.Root)!.DelegationSigners(DigestType.Sha256)));
        _options =
        [
            "--iterate", "--root-hints", _scratch.Write("root.hints", servers.Hints), "--authority-port", $"{_internet.Port}",
            "--trust-anchor", anchor, "--at", $"{_sample.Now:yyyy-MM-ddTHH:mm:ssZ}",
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _internet!.DisposeAsync();
        await _sample!.DisposeAsync();
        _scratch.Dispose();
    }

    [Fact]
    public async Task Query_FromTheRoot_IsSecureAndNamesTheServers()
    {
        Run run = await Run.Of(["query", "_25._tcp.mx.key-digest.lab", "TLSA", .. _options, "--json"]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("secure", run.Json.GetProperty("security").GetString());
        JsonElement[] upstream = [.. run.Json.GetProperty("upstream").EnumerateArray()];
        Assert.Contains(upstream, server => server.GetProperty("server").GetString()!.EndsWith(" (ns1.key-digest.lab.)", StringComparison.Ordinal));
        Assert.All(upstream, server => Assert.Empty(server.GetProperty("findings").EnumerateArray()));
        Assert.All(_internet!.Internet.Seen, sighting => Assert.Equal(MessageFlags.None, sighting.Query.Message.Flags));
        Assert.All(
            _internet.Internet.Seen.Where(sighting => sighting.Server.Equals(_internet.Internet.RootHints.Servers[0].Addresses[0])),
            sighting => Assert.True(sighting.Query.Question!.Name.LabelCount <= 1));
    }

    [Fact]
    public async Task Query_ForgedFromTheRoot_IsBogus()
    {
        Run run = await Run.Of(["query", "forged-mx.lab", "MX", .. _options, "--json"]);

        Assert.Equal(1, run.Code);
        Assert.Equal("bogus", run.Json.GetProperty("security").GetString());
    }

    [Fact]
    public async Task Record_FromTheRoot_CanBeReplayed()
    {
        string file = _scratch.Path("walk.json");
        Run recorded = await Run.Of(["record", "key-digest.lab", "MX", "-o", file, .. _options]);
        int asked = _internet!.Internet.Seen.Count;
        Run replayed = await Run.Of(["query", "key-digest.lab", "MX", "--replay", file, .. _options[5..], "--json"]);

        Assert.Equal((0, 0), (recorded.Code, replayed.Code));
        Assert.Equal("secure", replayed.Json.GetProperty("security").GetString());
        Assert.Equal(asked, _internet.Internet.Seen.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_ThroughAForwarderThatStrips_WalksUnlessForbidden(bool isForbidden)
    {
        await using var forwarder = LoopbackDnsServer.Start(_sample!.Zones, ReplyFaults.StripSignatures());
        string[] walk = isForbidden ? ["--no-iterate"] : _options[1..5];
        Run run = await Run.Of(["query", "key-digest.lab", "MX", "--server", forwarder.EndPoint.ToString(), .. walk, .. _options[5..], "--json"]);

        Assert.Equal(isForbidden ? 1 : 0, run.Code);
        Assert.Equal(isForbidden, run.Json.GetProperty("security").GetString() != "secure");
        Assert.Equal(isForbidden, _internet!.Internet.Seen.Count == 0);
        Assert.Equal(
            isForbidden ? [] : [$"iterated: every forwarder strips DNSSEC signatures ({forwarder.EndPoint})"],
            run.Json.GetProperty("remarks").EnumerateArray().Select(remark => remark.GetString()));
    }

    [Theory]
    [InlineData("", "no NS record of the root is in it")]
    [InlineData("example. 60 NS a.example.\na.example. 60 A 192.0.2.1\n", "no NS record of the root is in it")]
    [InlineData(". 60 NS a.example.\nb.example. 60 A 192.0.2.1\n", "no server in it has an A or AAAA record")]
    [InlineData("<html>nothing here</html>\n", "line 1")]
    public async Task Hints_WithoutServers_AreRefusedInOneLine(string text, string words)
    {
        Run run = await Run.Of(["query", "example.lab", "--iterate", "--root-hints", _scratch.Write("bad.hints", text)]);

        run.AssertRefused(2, "--root-hints", "bad.hints", words, "named.root");
    }

    [Fact]
    public async Task Hints_InAFileThatIsNotThere_AreRefused() =>
        (await Run.Of(["query", "example.lab", "--iterate", "--root-hints", _scratch.Path("none")])).AssertRefused(2, "--root-hints");

    [Theory]
    [InlineData("--server", "192.0.2.1")]
    [InlineData("--zones", ".")]
    public async Task Iterate_BesideAnotherPlace_IsRefused(string option, string value) =>
        (await Run.Of(["query", "example.lab", "--iterate", option, value])).AssertRefused(2, "--iterate");

    [Fact]
    public async Task Hints_WithoutAWalk_AreRefused() =>
        (await Run.Of(["query", "example.lab", "--no-iterate", "--root-hints", _options[2]])).AssertRefused(2, "--no-iterate");

    [Fact]
    public void Hints_BuiltIn_AreThoseOfIana()
    {
        Assert.Equal(13, RootHints.Iana.Servers.Count);
        Assert.All(RootHints.Iana.Servers, server => Assert.Equal(2, server.Addresses.Count));
        Assert.Equal("a.root-servers.net.", RootHints.Iana.Servers[0].Name.ToString());
        Assert.Equal(["198.41.0.4", "2001:503:ba3e::2:30"], RootHints.Iana.Servers[0].Addresses.Select(address => address.ToString()));
        Assert.Equal("202.12.27.33", RootHints.Iana.Servers[12].Addresses[0].ToString());
    }
}
