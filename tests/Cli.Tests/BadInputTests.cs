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
