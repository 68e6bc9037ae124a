namespace DaneCore.Cli.Tests;

/// <summary>What cannot be read is one line on standard error that says what to do, and exit code 2.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("", "name a command")]
    [InlineData("tlsa", "name a command")]
    [InlineData("frobnicate", "name a command")]
    [InlineData("version --loud", "'--loud'", "danecore version --help")]
    [InlineData("tlsa verify", "is required", "danecore tlsa verify --help")]
    [InlineData("tlsa verify --record 3_1_1 --chain x --name y", "--record", "three numbers")]
    [InlineData("tlsa verify --at yesterday", "--at", "2026-12-01T00:00:00Z")]
    [InlineData("tlsa verify --profile postfix", "--profile", "rfc7672 or exchange-online")]
    [InlineData("tlsa verify --service a/b", "--service", "letters, digits")]
    [InlineData("tlsa verify --name a..b", "--name", "empty label", "example.com")]
    [InlineData("tlsa verify --service https --profile rfc7672", "--profile is about mail")]
    [InlineData("tlsa create --from mx.example.com --usage 4", "--usage", "0 to 3")]
    [InlineData("tlsa create --from mx.example.com --selector 2", "--selector", "0 or 1")]
    [InlineData("tlsa create --from mx.example.com --matching 3", "--matching", "0 to 2")]
    [InlineData("tlsa create --from mx.example.com --matching Full", "--matching", "0 to 2")]
    [InlineData("tlsa create --from mx.example.com:0", "--from", "1 to 65535")]
    [InlineData("tlsa create --from a..b", "--from", "empty label")]
    [InlineData("tlsa create --from [::1", "--from", "in brackets")]
    [InlineData("query", "missing", "danecore query --help")]
    [InlineData("query a..b", "empty label", "example.com")]
    [InlineData("query example.com WHAT", "'WHAT' is no record type")]
    [InlineData("query example.com AXFR", "AXFR cannot be looked up")]
    [InlineData("query example.com --server dns.example.com", "--server", "write an address")]
    [InlineData("query example.com --server 192.0.2.1:70000", "--server", "1 to 65535")]
    [InlineData("query example.com --server quic://192.0.2.1", "quic:// is no way to ask DNS")]
    [InlineData("query example.com --server tls://dns.example.com", "write tls://ADDR[:PORT]#NAME")]
    [InlineData("query example.com --server tls://192.0.2.1#pin-sha256=AAAA", "is no pin: write pin-sha256=")]
    [InlineData("query example.com --server https://dns.example.com/dns-query?dns=x", "write https://HOST[:PORT]/PATH")]
    [InlineData("query example.com --server-ca no-such-file.pem --server 192.0.2.1", "no-such-file.pem does not exist")]
    [InlineData("query example.com --server", "--server", "danecore query --help")]
    [InlineData("query example.com --server https://xn--a-\u00FC.example/dns-query", "write https://HOST[:PORT]/PATH")]
    [InlineData("query example.com --timeout 0", "--timeout", "at least 0.001")]
    [InlineData("query example.com --timeout 0.00000001", "--timeout", "at least 0.001")]
    [InlineData("query example.com --nsec3-iterations 65536", "--nsec3-iterations", "0 to 65535")]
    [InlineData("query example.com --sha1 maybe", "--sha1", "insecure or validate")]
    [InlineData("query example.com --negative-trust-anchor ..", "--negative-trust-anchor")]
    [InlineData("check", "missing", "danecore check --help")]
    [InlineData("check example.com --smtp-port 0", "--smtp-port", "1 to 65535")]
    [InlineData("check example.com --helo b@d", "--helo", "EHLO")]
    [InlineData("check example.com --profile strict", "--profile", "rfc7672 or exchange-online")]
    [InlineData("send", "--from", "--to")]
    [InlineData("send --to b@example.com --file x", "give --from ADDRESS")]
    [InlineData("send --from a --to b@example.com -", "'a' is no address", "someone@example.com")]
    [InlineData("send --from a@example.com --to b@example.com", "--file MSG.eml or as -")]
    [InlineData("send --from a@example.com --to b@example.com now", "'now' is no option")]
    [InlineData("send --from a@example.com --to <> -", "--to", "is no address")]
    [InlineData("send --from a@example.com --to b@example.com --file no-such.eml", "--file", "does not exist")]
    [InlineData("send --from a@example.com --to b@example.com --file .", "--file", "is a folder")]
    [InlineData("send --from a@example.com --to b@example.com - --audit-only --require-dane", "--audit-only lets go")]
    [InlineData("send --from a@example.com --to b@example.com - --tls-optional --require-tls-onward", "exclude one another")]
    [InlineData("send --from a@example.com --to b@example.com - --smtp-port 0", "--smtp-port", "1 to 65535")]
    [InlineData("record example.com", "--output", "danecore record --help")]
    [InlineData("demo now", "'now'", "danecore demo --help")]
    public async Task Line_ThatMakesNoSense_IsRefusedInOneLine(string line, params string[] words)
    {
        Run run = await Run.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        run.AssertRefused(2, words);
    }

    [Fact]
    public async Task Chain_WithoutCertificate_IsRefused()
    {
        Run run = await VerifyAsync(_scratch.Write("key.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));

        run.AssertRefused(2, "key.pem", "no certificate", "name a PEM or DER file");
    }

    [Fact]
    public async Task Chain_OfNothing_IsRefused() => (await VerifyAsync(_scratch.Write("empty.pem", ""))).AssertRefused(2, "empty");

    [Fact]
    public async Task Chain_ThatIsMissing_IsRefused() => (await VerifyAsync(_scratch.Path("gone.pem"))).AssertRefused(2, "does not exist");

    [Fact]
    public async Task Chain_ThatIsAFolder_IsRefused() => (await VerifyAsync(_scratch.Folder)).AssertRefused(2, "is a folder");

    [Fact]
    public async Task Chain_OfAnImpossibleName_IsRefused() => (await VerifyAsync("a\0b")).AssertRefused(2, "cannot be read");

    [Theory]
    [InlineData("", "nothing would be trusted")]
    [InlineData("; only a comment\n", "nothing would be trusted")]
    [InlineData("example. 3600 IN A 192.0.2.1\n", "no trust anchor")]
    [InlineData(". 3600 IN DS what\n", "root.ds")]
    public async Task AnchorFile_WithoutAnchor_IsRefused(string text, string words)
    {
        Run run = await Run.Of("query", "example.com", "--trust-anchor", _scratch.Write("root.ds", text));

        run.AssertRefused(2, "--trust-anchor", words, "DS or DNSKEY");
    }

    [Fact]
    public async Task AnchorFile_ThatIsMissing_IsRefused() =>
        (await Run.Of("query", "example.com", "--trust-anchor", _scratch.Path("gone"))).AssertRefused(2, "--trust-anchor", "does not exist");

    [Theory]
    [InlineData("")]
    [InlineData("what is this\n")]
    [InlineData("; danecore recording 1\nat 2026-01-01T00:00:00Z\nquestion example. IN A\nserver s\nwire !!!\n")]
    public async Task Recording_ThatIsNone_IsRefused(string text) =>
        (await Run.Of("query", "example.com", "--replay", _scratch.Write("r", text))).AssertRefused(2, "--replay", "is no recording", "danecore record");

    [Fact]
    public async Task ZoneFolder_WithoutZones_IsRefused() =>
        (await Run.Of("query", "example.com", "--zones", _scratch.Folder)).AssertRefused(2, "--zones", "*.zone");

    [Fact]
    public async Task ZoneFolder_WithABrokenZone_NamesTheFile()
    {
        string file = _scratch.Write("a.zone", "@ SOA\n");

        (await Run.Of("query", "example.com", "--zones", _scratch.Folder)).AssertRefused(2, file);
    }

    [Fact]
    public async Task Sources_MoreThanOne_AreRefused() =>
        (await Run.Of("query", "example.com", "--server", "192.0.2.1", "--replay", _scratch.Write("r", "at 2026-01-01T00:00:00Z\n")))
        .AssertRefused(2, "exclude one another");

    [Fact]
    public async Task Name_WithControlCharacters_IsShownEscaped()
    {
        Run run = await Run.Of("tlsa", "verify", "--name", "a\u001b[31m.example");

        run.AssertRefused(2, "--name");
        Assert.All(run.Error.TrimEnd('\n'), c => Assert.InRange(c, ' ', '~'));
    }

    [Fact]
    public async Task ArgumentThatNamesAFileWithAnAt_IsNotExpanded()
    {
        string file = _scratch.Write("line", "version");

        (await Run.Of("@" + file)).AssertRefused(2, "name a command");
    }

    private static Task<Run> VerifyAsync(string chain) =>
        Run.Of("tlsa", "verify", "--record", "3 1 1 00", "--chain", chain, "--name", "mx.example.com");
}
