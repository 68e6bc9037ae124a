using System.Text.Json;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Cli.Tests.Commands;

public sealed class TlsaCreateTests : IDisposable
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly LabCertificate Authority = LabCertificates.Authority("Authority", From, To);
    private static readonly LabCertificate Leaf = LabCertificates.Leaf("mx.example.com", From, To, Authority);
    private static readonly LabCertificate Next = LabCertificates.Issue(Leaf.Request with { KeySeed = "next" });

    private readonly Scratch _scratch = new();
    private readonly string _chain;

    public TlsaCreateTests() => _chain = _scratch.Write("chain.pem", Leaf.ToPem() + Authority.ToPem());

    public void Dispose() => _scratch.Dispose();

    [Fact]
    [Requirement("7672-3.1.1-2")]
    [MailRule(68, RuleSide.Holds)]
    [Requirement("7671-5.1-3")]
    public async Task Record_ByDefault_Is311AtTheName()
    {
        Run run = await CreateAsync("--name", "mx.example.com");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains($"\n_25._tcp.mx.example.com. IN TLSA {Leaf.Tlsa()}\n", run.Out, StringComparison.Ordinal);
        Assert.All(run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.True(line[0] is ';' or '_', line));
    }

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(2, 0, 2)]
    public async Task Record_OfTheAuthority_IsMadeWhenAsked(int usage, int selector, int matching)
    {
        Run run = await CreateAsync(
            "--name", "mx.example.com", "--usage", $"{usage}", "--selector", $"{selector}", "--matching", $"{matching}", "--json");

        Assert.Equal(["steps", "warnings", "published"], Run.MembersOf(run.Json));
        Assert.Equal(
            $"_25._tcp.mx.example.com. IN TLSA {Authority.Tlsa(usage, selector, matching)}",
            Assert.Single(run.Json.GetProperty("steps")[0].GetProperty("lines").EnumerateArray()).GetString());
    }

    [Fact]
    [Requirement("7672-3.1.3-1")]
    [MailRule(69, RuleSide.Broken)]
    [Requirement("7671-4.1-2")]
    public async Task Record_NoMailServerCouldUse_IsRefused() =>
        (await CreateAsync("--usage", "1")).AssertRefused(1, "no record can be proved", "RFC 7672 section 3.1.3");

    [Fact]
    [MailRule(69, RuleSide.Broken)]
    public async Task Record_OfANameTheCertificateLacks_IsRefused() =>
        (await CreateAsync("--usage", "2", "--name", "mx.example.org")).AssertRefused(1, "mx.example.org");

    [Fact]
    [MailRule(66, RuleSide.Holds)]
    public async Task Rollover_ToAnotherKey_HasThreeStepsAndAWait()
    {
        string next = _scratch.Write("next.pem", Next.ToPem() + Authority.ToPem());

        Run run = await CreateAsync("--name", "mx.example.com", "--rollover", next, "--ttl", "600", "--json");

        JsonElement[] steps = [.. run.Json.GetProperty("steps").EnumerateArray()];
        Assert.Equal(["before", "during", "after"], steps.Select(step => step.GetProperty("title").GetString()));
        Assert.Equal([1, 2, 1], steps.Select(step => step.GetProperty("lines").GetArrayLength()));
        Assert.Equal([0L, 1200L, 0L], steps.Select(step => step.GetProperty("waitSeconds").GetInt64()));
        Assert.Equal(["title", "lines", "waitSeconds", "reason", "rfc", "notBefore", "safeAt"], Run.MembersOf(steps[0]));
    }

    [Fact]
    public async Task Sources_NoneOrBoth_AreRefused()
    {
        (await Run.Of("tlsa", "create")).AssertRefused(2, "--chain", "--from");
        (await CreateAsync("--from", "mx.example.com")).AssertRefused(2, "--chain", "--from");
    }

    private Task<Run> CreateAsync(params string[] rest) => Run.Of(["tlsa", "create", "--chain", _chain, "--at", "2026-06-01", .. rest]);
}
