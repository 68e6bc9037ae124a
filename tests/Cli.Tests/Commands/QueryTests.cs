using System.Text.Json;
using DaneCore.Lab;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Mail;
using DaneCore.Support;

namespace DaneCore.Cli.Tests.Commands;

public sealed class QueryTests : IClassFixture<QueryTests.Fixture>
{
    private static readonly string[] Members =
    [
        "question", "security", "rcode", "upstreamRcode", "answers", "authority", "extendedErrors", "upstream", "remarks", "validUntil",
        "clockSkewUsed", "roundTrips", "queries", "elapsedMs", "mending", "chain", "explanation",
    ];

    private readonly TestInternet _internet;

    public QueryTests(Fixture internet) => _internet = internet.Value;

    [Fact]
    public async Task Name_Signed_IsSecureWithEveryMember()
    {
        Run run = await QueryAsync("alias.example.lab", "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(Members, Run.MembersOf(run.Json));
        Assert.Equal(["name", "type", "class"], Run.MembersOf(run.Json.GetProperty("question")));
        Assert.Equal("alias.example.lab.", run.Json.GetProperty("question").GetProperty("name").GetString());
        Assert.Equal("secure", Text(run, "security"));
        Assert.Equal("NOERROR", Text(run, "rcode"));
        Assert.Equal("NOERROR", Text(run, "upstreamRcode"));
        JsonElement[] answers = [.. run.Json.GetProperty("answers").EnumerateArray()];
        Assert.Equal(["CNAME", "A"], answers.Select(answer => answer.GetProperty("type").GetString()));
        Assert.Equal(["name", "type", "class", "ttl", "data"], Run.MembersOf(answers[1]));
        Assert.Equal("www.example.lab.", answers[1].GetProperty("name").GetString());
        Assert.Equal("192.0.2.1", answers[1].GetProperty("data").GetString());
        Assert.Empty(run.Json.GetProperty("extendedErrors").EnumerateArray());
        Assert.Equal(["server", "findings", "advice", "mismatchedReplies", "cannotCarryDnssec"], Run.MembersOf(run.Json.GetProperty("upstream")[0]));
        Assert.Matches("^2026-06-[0-9]{2}T[0-9:]{8}Z$", Text(run, "validUntil")!);
        Assert.InRange(run.Json.GetProperty("roundTrips").GetInt32(), 1, 2);
        Assert.Equal(["kind", "name", "type"], Run.MembersOf(run.Json.GetProperty("chain")[0]).Take(3));
    }

    [Fact]
    public async Task Name_Forged_IsBogusAndServfail()
    {
        Run run = await QueryAsync("www.forged.lab", "--json");

        Assert.Equal(1, run.Code);
        Assert.Equal(Members, Run.MembersOf(run.Json));
        Assert.Equal("bogus", Text(run, "security"));
        Assert.Equal("SERVFAIL", Text(run, "rcode"));
        Assert.Equal("NOERROR", Text(run, "upstreamRcode"));
        Assert.Empty(run.Json.GetProperty("answers").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("validUntil").ValueKind);
        JsonElement error = Assert.Single(run.Json.GetProperty("extendedErrors").EnumerateArray());
        Assert.Equal(["code", "name", "text", "rfc"], Run.MembersOf(error));
        Assert.Equal(6, error.GetProperty("code").GetInt32());
        Assert.Equal("DNSSEC Bogus", error.GetProperty("name").GetString());
        Assert.Equal("RFC 4035 section 5.3.3", error.GetProperty("rfc").GetString());
    }

    [Theory]
    [InlineData("www.plain.lab", "insecure", "NOERROR", 1)]
    [InlineData("missing.example.lab", "secure", "NXDOMAIN", 0)]
    [InlineData("example.lab", "secure", "NOERROR", 0)]
    [Requirement("7672-2.1.1-1")]
    public async Task Name_OfEachKind_IsNoFailure(string name, string security, string rcode, int answers)
    {
        Run run = await QueryAsync(name, "--json");

        Assert.Equal(0, run.Code);
        Assert.Equal(security, Text(run, "security"));
        Assert.Equal(rcode, Text(run, "rcode"));
        Assert.Equal(answers, run.Json.GetProperty("answers").GetArrayLength());
        Assert.Equal(answers == 0, run.Json.GetProperty("authority").GetArrayLength() > 0);
    }

    [Fact]
    [Requirement("7672-2.1.1-1")]
    public async Task Zone_WithoutItsAnchor_IsBogusOrIndeterminate()
    {
        Run run = await Run.Of("query", "www.example.lab", "--zones", _internet.Folder, "--at", TestInternet.At, "--json");

        Assert.Equal(1, run.Code);
        Assert.True(Text(run, "security") is "bogus" or "indeterminate");
    }

    [Theory]
    [InlineData("2026-06-15T12:00:00Z", 0, "secure")]
    [InlineData("2027-06-15T12:00:00Z", 1, "bogus")]
    [InlineData("2025-06-15T12:00:00Z", 1, "bogus")]
    [Requirement("7672-2.1.1-1")]
    public async Task Signatures_AtAnInstant_AreJudgedByIt(string at, int code, string security)
    {
        Run run = await Run.Of(
            "query", "www.example.lab", "--zones", _internet.Folder, "--trust-anchor", _internet.Anchor, "--at", at, "--json");

        Assert.Equal((code, security), (run.Code, Text(run, "security")));
    }

    [Fact]
    public async Task NegativeAnchor_AboveTheName_MakesItInsecure()
    {
        Run run = await QueryAsync("www.forged.lab", "--negative-trust-anchor", "example.org", "--negative-trust-anchor", "forged.lab", "--json");

        Assert.Equal((0, "insecure"), (run.Code, Text(run, "security")));
    }

    [Fact]
    public async Task Types_Several_AreOneObjectWithAResultEach()
    {
        Run run = await Run.Of(["query", "www.example.lab", "A", "AAAA", "type52", .. _internet.Options, "--json"]);

        Assert.Equal(0, run.Code);
        JsonElement[] results = [.. run.Json.GetProperty("results").EnumerateArray()];
        Assert.Equal(["A", "AAAA", "TLSA"], results.Select(result => result.GetProperty("question").GetProperty("type").GetString()));
        Assert.All(results, result => Assert.Equal(Members, Run.MembersOf(result)));
    }

    [Fact]
    public async Task Text_OfASecureAnswer_HasRecordAndTimesAndEscapes()
    {
        Run run = await QueryAsync("txt.example.lab", "TXT");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("txt.example.lab. TXT: secure\ntxt.example.lab. 3600 IN TXT ", run.Out, StringComparison.Ordinal);
        Assert.Contains("holds until", run.Out, StringComparison.Ordinal);
        Assert.Contains("round trips", run.Out, StringComparison.Ordinal);
        Assert.All(run.Out, c => Assert.True(c is '\n' or (>= ' ' and <= '~')));
    }

    [Fact]
    public async Task Text_OfABogusAnswer_SaysWhyWithSection()
    {
        Run run = await QueryAsync("www.forged.lab");

        Assert.StartsWith("www.forged.lab. A: bogus\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("RFC 4035 section 5.3.3", run.Out, StringComparison.Ordinal);
        Assert.Contains("the server said NOERROR", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("198.51.100.66", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explanation_Asked_ShowsTheEvidence()
    {
        Run plain = await QueryAsync("www.example.lab");
        Run explained = await QueryAsync("www.example.lab", "--explain");

        Assert.DoesNotContain("Evidence", plain.Out, StringComparison.Ordinal);
        Assert.Contains("Evidence, from the trust anchor down", explained.Out, StringComparison.Ordinal);
        Assert.Contains("RFC 4035 section 5", explained.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explanation_OfABrokenZone_MarksTheEndAndSaysWhoCanMend()
    {
        Run run = await QueryAsync("www.forged.lab", "--explain");
        Run json = await QueryAsync("www.forged.lab", "--json");

        Assert.Single(run.Out.Split('\n'), line => line.Contains("<== the chain ends here", StringComparison.Ordinal));
        Assert.Contains("who can mend it: the owner of the zone", run.Out, StringComparison.Ordinal);
        Assert.Equal("zone-owner", json.Json.GetProperty("mending").GetProperty("who").GetString());
        Assert.Contains("\"endsHere\": true", json.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_OverTheNetwork_IsAskedAndNamed()
    {
        await using var server = LoopbackDnsServer.Start(_internet.Zones);

        Run run = await Run.Of("query", "www.example.lab", "--server", server.EndPoint.ToString(), "--trust-anchor", _internet.Anchor, "--at", TestInternet.At, "--json");

        Assert.Equal(0, run.Code);
        Assert.Equal(server.EndPoint.ToString(), run.Json.GetProperty("upstream")[0].GetProperty("server").GetString());
    }

    [Theory]
    [InlineData("dns.lab", 0, "secure", null)]
    [InlineData("other.lab", 3, "indeterminate", "untrusted-certificate")]
    public async Task Server_OverTls_IsAskedOnlyWhenItIsTheOneNamed(string name, int code, string security, string? finding)
    {
        DateTimeOffset from = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
        LabCertificate root = LabCertificates.Authority("DNS lab root", from, from.AddYears(98));
        await using var server = LoopbackDnsServer.StartTls(
            new LabNameServer(_internet.Zones), LabCertificates.Leaf("dns.lab", from, from.AddYears(98), root));
        string roots = _internet.Path("roots.pem");
        await File.WriteAllTextAsync(roots, root.ToPem(), TestContext.Current.CancellationToken);

        Run run = await Run.Of(
            "query", "www.example.lab", "--server", $"tls://{server.EndPoint}#{name}", "--server-ca", roots,
            "--trust-anchor", _internet.Anchor, "--at", TestInternet.At, "--json");

        Assert.Equal(code, run.Code);
        Assert.Equal(security, Text(run, "security"));
        JsonElement upstream = run.Json.GetProperty("upstream")[0];
        Assert.Equal($"tls://{server.EndPoint}#{name}", upstream.GetProperty("server").GetString());
        Assert.Equal(finding, upstream.GetProperty("findings").EnumerateArray().Select(each => each.GetString()).SingleOrDefault());
        Assert.Equal(finding is not null, upstream.GetProperty("advice").GetArrayLength() == 1);
    }

    [Fact]
    public async Task Server_ThatTalksGarbage_IsCouldNotFindOut()
    {
        await using var server = LoopbackDnsServer.Start(_internet.Zones, ReplyFaults.Garbage(new byte[] { 1, 2, 3 }));

        Run run = await AskAsync(server);

        Assert.Equal(3, run.Code);
        Assert.Equal("indeterminate", Text(run, "security"));
    }

    [Fact]
    public async Task Server_ThatSaysNothing_IsCouldNotFindOut()
    {
        await using var server = LoopbackDnsServer.Start(_internet.Zones, ReplyFaults.Drop());

        Run run = await AskAsync(server);

        Assert.Equal(3, run.Code);
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("upstreamRcode").ValueKind);
        Assert.Equal("SERVFAIL", Text(run, "rcode"));
        Assert.NotEmpty(run.Json.GetProperty("extendedErrors").EnumerateArray());
    }

    [Fact]
    public async Task Interruption_WhileWaiting_EndsWith130()
    {
        await using var server = LoopbackDnsServer.Start(_internet.Zones, ReplyFaults.Drop());
        using CancellationTokenSource interruption = new();
        Task<Run> running = Run.Of(interruption.Token, "query", "www.example.lab", "--server", server.EndPoint.ToString());

        await interruption.CancelAsync();

        (await running).AssertRefused(130, "interrupted");
    }

    private static Task<Run> AskAsync(LoopbackDnsServer server) =>
        Run.Of("query", "www.example.lab", "--server", server.EndPoint.ToString(), "--timeout", "0.3", "--json");

    private static string? Text(Run run, string member) => run.Json.GetProperty(member).GetString();

    private Task<Run> QueryAsync(params string[] rest) => Run.Of(["query", .. rest, .. _internet.Options]);

    public sealed class Fixture : IDisposable
    {
        internal TestInternet Value { get; } = new();

        public void Dispose() => Value.Dispose();
    }
}
