using System.Globalization;
using System.Text.Json;
using DaneCore.Lab.Mail;
using DaneCore.Smtp;

namespace DaneCore.Cli.Tests.Commands;

/// <summary>Checks against a mail server on the loopback interface, found through a folder of zone files.</summary>
public sealed class CheckTests
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly LabCertificate Leaf = LabCertificates.Leaf("mx.example.lab", From, To);

    [Fact]
    public async Task Server_ThatTheRecordNames_IsDaneOkWithEveryMember()
    {
        await using LoopbackMailServer server = Serve(new LabMailBehaviour { Chain = [Leaf] });
        using TestInternet internet = InternetOf(server, Leaf.Tlsa());

        Run run = await CheckAsync(internet, server, "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(
            [
                "domain", "profile", "verdict", "code", "resultType", "reason", "mxSecurity", "implicitMx", "mx", "recommendations", "at", "endings", "dns",
            ],
            Run.MembersOf(run.Json));
        Assert.Equal(("example.lab", "rfc7672", "dane-ok"), (Text(run.Json, "domain"), Text(run.Json, "profile"), Text(run.Json, "verdict")));
        Assert.Null(Text(run.Json, "code"));
        JsonElement host = Assert.Single(run.Json.GetProperty("mx").EnumerateArray());
        Assert.Equal(
            [
                "host", "preference", "addressSecurity", "tlsaBase", "tlsaSecurity", "tlsa", "policy", "policyReason", "code", "resultType",
                "addresses", "rollover",
            ],
            Run.MembersOf(host));
        Assert.Equal(("mx.example.lab", "mx.example.lab", "dane"), (Text(host, "host"), Text(host, "tlsaBase"), Text(host, "policy")));
        Assert.Equal(Leaf.Tlsa(), Assert.Single(host.GetProperty("tlsa").EnumerateArray()).GetString());
        JsonElement address = Assert.Single(host.GetProperty("addresses").EnumerateArray());
        Assert.Equal(
            ["address", "result", "code", "resultType", "reason", "tls", "chain", "tlsa", "transcript"], Run.MembersOf(address));
        Assert.Equal(("127.0.0.1", "authenticated"), (Text(address, "address"), Text(address, "result")));
        Assert.Equal(["version", "cipher"], Run.MembersOf(address.GetProperty("tls")));
        Assert.Equal(["subject", "issuer", "notBefore", "notAfter", "spkiSha256"], Run.MembersOf(address.GetProperty("chain")[0]));
        Assert.Equal("2026-12-31T00:00:00Z", Text(address.GetProperty("chain")[0], "notAfter"));
        Assert.Equal(["record", "state", "reason", "rfc"], Run.MembersOf(address.GetProperty("tlsa")[0]));
        Assert.StartsWith("S: 220", address.GetProperty("transcript")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_OfAnotherKey_IsDaneFailedWithTheCodeOfABounce()
    {
        await using LoopbackMailServer server = Serve(new LabMailBehaviour { Chain = [Leaf] });
        using TestInternet internet = InternetOf(server, "3 1 1 " + new string('0', 64));

        Run run = await CheckAsync(internet, server, "--json");

        Assert.Equal(1, run.Code);
        Assert.Equal(("dane-failed", "5.7.323", "tlsa-invalid"), (Text(run.Json, "verdict"), Text(run.Json, "code"), Text(run.Json, "resultType")));
        Assert.NotEmpty(run.Json.GetProperty("recommendations").EnumerateArray());
    }

    [Fact]
    public async Task Server_WithHostileReplies_ReachesJsonEscaped()
    {
        const string Hostile = "454 4.7.0 \u001b[2J\u001b]0;owned\u0007 \u009b31m\u00e9\",\"verdict\":\"dane-ok\r\n";
        await using LoopbackMailServer server = Serve(new LabMailBehaviour
        {
            Chain = [Leaf],
            Replies = new Dictionary<string, string>(StringComparer.Ordinal) { ["STARTTLS"] = Hostile },
        });
        using TestInternet internet = InternetOf(server, Leaf.Tlsa());

        Run run = await CheckAsync(internet, server, "--json");

        Assert.Equal("dane-failed", Text(run.Json, "verdict"));
        Assert.Contains("owned", run.Out, StringComparison.Ordinal);
        Assert.All(run.Out, c => Assert.True(c is '\n' or (>= ' ' and <= '~'), $"U+{(int)c:X4} got through"));
    }

    [Fact]
    public async Task Server_WithHostileReplies_ReachesTheTerminalEscaped()
    {
        await using LoopbackMailServer server = Serve(new LabMailBehaviour
        {
            Chain = [Leaf],
            Replies = new Dictionary<string, string>(StringComparer.Ordinal) { ["STARTTLS"] = "454 4.7.0 \u001b[2J\u001b]0;owned\u0007 \u009b31m\r\n" },
        });
        using TestInternet internet = InternetOf(server, Leaf.Tlsa());

        Run run = await CheckAsync(internet, server, "--explain");

        Assert.Equal(1, run.Code);
        Assert.Contains("example.lab: dane-failed\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("5.7.321, starttls-not-supported", run.Out, StringComparison.Ordinal);
        Assert.Contains("RFC 3207 section 4", run.Out, StringComparison.Ordinal);
        Assert.Contains("Evidence for example.lab. IN MX", run.Out, StringComparison.Ordinal);
        Assert.All(run.Out, c => Assert.True(c is '\n' or (>= ' ' and <= '~'), $"U+{(int)c:X4} got through"));
    }

    [Theory]
    [InlineData("missing.example.lab", 1, "no-such-domain")]
    [InlineData("forged.lab", 3, "unreachable")]
    public async Task Domain_WithoutMail_SaysSo(string domain, int code, string verdict)
    {
        using TestInternet internet = new();

        Run run = await Run.Of(["check", domain, .. internet.Options, "--json"]);

        Assert.Equal(verdict, Text(run.Json, "verdict"));
        Assert.Equal(code, run.Code);
    }

    [Theory]
    [InlineData(CheckVerdict.DaneOk, 0)]
    [InlineData(CheckVerdict.EncryptOnly, 0)]
    [InlineData(CheckVerdict.NoDane, 0)]
    [InlineData(CheckVerdict.DaneFailed, 1)]
    [InlineData(CheckVerdict.DnssecBogus, 1)]
    [InlineData(CheckVerdict.NullMx, 1)]
    [InlineData(CheckVerdict.NoSuchDomain, 1)]
    [InlineData(CheckVerdict.Unreachable, 3)]
    [InlineData(CheckVerdict.Undeterminable, 3)]
    public void Verdict_Each_HasItsExitCode(CheckVerdict verdict, int code) =>
        Assert.Equal(code, (int)Cli.Commands.CheckCommand.ExitOf(verdict));

    [Fact]
    public async Task Recording_OfACheck_ReplaysToTheSameVerdict()
    {
        await using LoopbackMailServer server = Serve(new LabMailBehaviour { Chain = [Leaf] });
        using TestInternet internet = InternetOf(server, Leaf.Tlsa());
        string file = internet.Path("check.recording");
        string port = server.EndPoint.Port.ToString(CultureInfo.InvariantCulture);

        Run recorded = await Run.Of(["record", "example.lab", "-o", file, "--smtp-port", port, .. internet.Options, "--json"]);
        Run replayed = await Run.Of("check", "example.lab", "--replay", file, "--trust-anchor", internet.Anchor, "--smtp-port", port, "--json");

        Assert.Equal((0, ""), (recorded.Code, recorded.Error));
        Assert.Equal(["file", "at", "replies"], Run.MembersOf(recorded.Json));
        Assert.Equal(TestInternet.At, Text(recorded.Json, "at"));
        Assert.Equal("dane-ok", Text(replayed.Json, "verdict"));
    }

    [Fact]
    public async Task Record_FromALiveServer_IsProvedAndNamed()
    {
        await using LoopbackMailServer server = Serve(new LabMailBehaviour { Chain = [Leaf] });
        using TestInternet internet = InternetOf(server, Leaf.Tlsa());
        string port = server.EndPoint.Port.ToString(CultureInfo.InvariantCulture);

        Run named = await Run.Of(["tlsa", "create", "--from", $"mx.example.lab:{port}", .. internet.Options]);
        Run addressed = await Run.Of("tlsa", "create", "--from", server.EndPoint.ToString(), "--at", TestInternet.At);

        Assert.Equal((0, ""), (named.Code, named.Error));
        Assert.Contains($"_{port}._tcp.mx.example.lab. IN TLSA {Leaf.Tlsa()}\n", named.Out, StringComparison.Ordinal);
        Assert.Contains($"    IN TLSA {Leaf.Tlsa()}\n", addressed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_FromAServerWithoutTls_IsCouldNotFindOut()
    {
        await using LoopbackMailServer server = Serve(new LabMailBehaviour { Fault = LabMailFault.OffersNoStartTls });

        Run run = await Run.Of("tlsa", "create", "--from", server.EndPoint.ToString());

        run.AssertRefused(3, "no certificates from", "STARTTLS");
    }

    private static LoopbackMailServer Serve(LabMailBehaviour behaviour) => new(new LabMailServer(behaviour));

    private static TestInternet InternetOf(LoopbackMailServer server, string tlsa) =>
        new($"@ MX 10 mx\nmx A 127.0.0.1\n_{server.EndPoint.Port}._tcp.mx TLSA {tlsa}\n");

    private static Task<Run> CheckAsync(TestInternet internet, LoopbackMailServer server, params string[] rest) =>
        Run.Of(["check", "example.lab", "--smtp-port", server.EndPoint.Port.ToString(CultureInfo.InvariantCulture), .. internet.Options, .. rest]);

    private static string? Text(JsonElement value, string member) => value.GetProperty(member).GetString();
}
