using System.Text.Json;
using DaneCore.Lab.Mail;

namespace DaneCore.Cli.Tests.Commands;

public sealed class TlsaVerifyTests : IDisposable
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly LabCertificate Authority = LabCertificates.Authority("Authority", From, To);
    private static readonly LabCertificate Leaf = LabCertificates.Leaf("mx.example.com", From, To, Authority);

    private readonly Scratch _scratch = new();
    private readonly string _chain;

    public TlsaVerifyTests() => _chain = _scratch.Write("chain.pem", Leaf.ToPem() + Authority.ToPem());

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Record_OfTheLeaf_Matches()
    {
        Run run = await VerifyAsync("--record", Leaf.Tlsa(), "--json");

        Assert.Equal(0, run.Code);
        Assert.Equal("", run.Error);
        Assert.Equal(
            ["outcome", "matchedRecord", "matchedDepth", "matchedName", "reason", "rfc", "resultType", "records", "warnings"],
            Run.MembersOf(run.Json));
        Assert.Equal("matched", Text(run, "outcome"));
        Assert.Equal(Leaf.Tlsa(), Text(run, "matchedRecord"));
        Assert.Equal(0, run.Json.GetProperty("matchedDepth").GetInt32());
        Assert.Equal("mx.example.com", Text(run, "matchedName"));
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("resultType").ValueKind);
        JsonElement record = Assert.Single(run.Json.GetProperty("records").EnumerateArray());
        Assert.Equal(["record", "state", "reason", "rfc"], Run.MembersOf(record));
        Assert.Equal("matched", record.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Record_OfAnotherKey_DoesNotMatch()
    {
        Run run = await VerifyAsync("--record", "3 1 1 " + new string('0', 64), "--json");

        Assert.Equal(1, run.Code);
        Assert.Equal("mismatched", Text(run, "outcome"));
        Assert.Equal("tlsa-invalid", Text(run, "resultType"));
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("matchedRecord").ValueKind);
        Assert.Contains("not that of the server's certificate", Text(run, "reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_OfTheAuthority_MatchesAtDepthOne()
    {
        Run run = await VerifyAsync("--record", Authority.Tlsa(2), "--json");

        Assert.Equal(0, run.Code);
        Assert.Equal(1, run.Json.GetProperty("matchedDepth").GetInt32());
    }

    [Theory]
    [InlineData("2026-12-31T00:00:01Z", 1, "certificate-expired")]
    [InlineData("2026-12-31T00:00:00Z", 0, null)]
    public async Task Authority_AtAnInstant_IsJudgedByIt(string at, int code, string? type)
    {
        Run run = await Run.Of("tlsa", "verify", "--record", Authority.Tlsa(2), "--chain", _chain, "--name", "mx.example.com", "--at", at, "--json");

        Assert.Equal(code, run.Code);
        Assert.Equal(type, Text(run, "resultType"));
    }

    [Theory]
    [InlineData("mx.example.com", 0)]
    [InlineData("other.example.com", 1)]
    public async Task Authority_WithNames_LooksForOneOfThem(string name, int code)
    {
        Run run = await Run.Of(
            "tlsa", "verify", "--record", Authority.Tlsa(2), "--chain", _chain, "--name", "base.example.com", "--name", name, "--at", "2026-06-01");

        Assert.Equal(code, run.Code);
    }

    [Fact]
    public async Task Record_OfPublicAuthorities_IsUnusableForMail()
    {
        Run run = await VerifyAsync("--record", Leaf.Tlsa(1), "--json");

        Assert.Equal(1, run.Code);
        Assert.Equal("unusable", Text(run, "outcome"));
    }

    [Fact]
    public async Task Record_OfPublicAuthorities_CountsForTheWeb()
    {
        string roots = _scratch.Write("roots.pem", Authority.ToPem());

        Run trusted = await VerifyAsync("--record", Leaf.Tlsa(1), "--service", "https", "--ca-file", roots);
        Run stranger = await VerifyAsync(
            "--record", Leaf.Tlsa(1), "--service", "https", "--ca-file", _scratch.Write("other.pem", LabCertificates.Authority("Other", From, To).ToPem()));

        Assert.Equal((0, 1), (trusted.Code, stranger.Code));
    }

    [Fact]
    public async Task ServerOfAnotherName_IsRefusedByTheExchangeProfileAlone()
    {
        string[] line = ["tlsa", "verify", "--record", Leaf.Tlsa(), "--chain", _chain, "--name", "mx.example.org", "--at", "2026-06-01"];

        Run standard = await Run.Of(line);
        Run exchange = await Run.Of([.. line, "--profile", "exchange-online"]);

        Assert.Equal((0, 1), (standard.Code, exchange.Code));
    }

    [Fact]
    public async Task Text_OfAMatch_NamesRecordReasonAndSection()
    {
        Run run = await VerifyAsync("--record", "3 1 1 " + new string('0', 64), "--record", Leaf.Tlsa());

        Assert.Equal(0, run.Code);
        Assert.StartsWith("matched\n", run.Out, StringComparison.Ordinal);
        Assert.Contains(Leaf.Tlsa(), run.Out, StringComparison.Ordinal);
        Assert.Contains("RFC 7671 section 5.1", run.Out, StringComparison.Ordinal);
        Assert.Contains("no-match", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chain_InDer_IsReadToo()
    {
        await File.WriteAllBytesAsync(_scratch.Path("leaf.der"), Leaf.Der.ToArray(), TestContext.Current.CancellationToken);

        Run run = await Run.Of("tlsa", "verify", "--record", Leaf.Tlsa(), "--chain", _scratch.Path("leaf.der"), "--name", "mx.example.com");

        Assert.Equal(0, run.Code);
    }

    private static string? Text(Run run, string member) => run.Json.GetProperty(member).GetString();

    private Task<Run> VerifyAsync(params string[] rest) =>
        Run.Of(["tlsa", "verify", "--chain", _chain, "--name", "mx.example.com", "--at", "2026-06-01T00:00:00Z", .. rest]);
}
