using System.Globalization;
using System.Text.RegularExpressions;
using DaneCore.Lab.Mail;

namespace DaneCore.Cli.Tests.Commands;

/// <summary>What monitoring systems read: one line with numbers, or metrics.</summary>
public sealed partial class CheckMonitoringTests
{
    private static readonly string[] Types = ["gauge", "stateset"];
    private static readonly string[] Headers = ["HELP", "UNIT"];

    [Fact]
    public async Task Nagios_OfASoundDomain_IsOkInOneLineWithNumbers()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Run run = await world.CheckAsync("example.lab", "--nagios", "--warn-days", "1", "--critical-days", "0.5");

        AssertLine(run, 0, "OK");
        Assert.Contains("example.lab: dane-ok: mail would go to mx.example.lab at 127.0.0.1", run.Out, StringComparison.Ordinal);
        Assert.Contains(" | cert_days=198.5;1:;0.5: rrsig_days=7;1:;0.5: time=", run.Out, StringComparison.Ordinal);
    }

    // The signatures of the zone run for fourteen days, and seven are left: a fifth is 2.8, a tenth 1.4.
    [Theory]
    [InlineData("2026-06-15T12:00:00Z", 0, "OK")]
    [InlineData("2026-06-19T18:00:00Z", 1, "WARNING")]
    [InlineData("2026-06-21T12:00:00Z", 2, "CRITICAL")]
    public async Task Nagios_WhenSignaturesRunOut_SaysSoInTime(string at, int code, string word)
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Run run = await Run.Of(
            "check", "example.lab", "--smtp-port", world.Port, "--zones", world.Internet.Folder, "--trust-anchor", world.Internet.Anchor, "--at", at, "--nagios");

        AssertLine(run, code, word);
        Assert.Equal(code > 0, run.Out.Contains("the signature over ", StringComparison.Ordinal));
        Assert.Equal(code > 0, run.Out.Contains("RFC 4035 section 5.3.1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, 1, "WARNING", "which usage 3 does not mind (RFC 7671 section 5.1)")]
    [InlineData(false, 2, "CRITICAL", "ends in 0.5 days")]
    public async Task Nagios_WhenTheCertificateRunsOut_MindsWhetherSendersDo(bool isByKey, int code, string word, string text)
    {
        LabCertificate old = LabCertificates.Issue(MailWorld.Leaf.Request with { NotAfter = new DateTimeOffset(2026, 6, 16, 0, 0, 0, TimeSpan.Zero) });
        await using var world = MailWorld.Showing(old, isByKey ? old.Tlsa() : MailWorld.Authority.Tlsa(2));

        Run run = await world.CheckAsync("example.lab", "--nagios");

        AssertLine(run, code, word);
        Assert.Contains(text, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nagios_OfABrokenDomain_IsCritical()
    {
        await using var world = MailWorld.Showing(MailWorld.Next, MailWorld.Leaf.Tlsa());

        Run run = await world.CheckAsync("example.lab", "--nagios");

        AssertLine(run, 2, "CRITICAL");
        Assert.Contains("dane-failed", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nagios_WithoutDane_IsAWarning()
    {
        await using var world = MailWorld.Showing(null);

        AssertLine(await world.CheckAsync("example.lab", "--nagios"), 1, "WARNING");
    }

    [Fact]
    public async Task Nagios_WhenAnotherHostFails_IsAWarning()
    {
        await using var world = MailWorld.With(
            new LabMailBehaviour { Chain = [MailWorld.Leaf] }, "@ MX 20 spare\nspare A 127.0.0.1\n", MailWorld.Leaf.Tlsa());

        Run run = await world.CheckAsync("example.lab", "--nagios");

        AssertLine(run, 1, "WARNING");
        Assert.Contains("spare.example.lab: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nagios_WhenNobodyAnswers_IsUnknown()
    {
        using TestInternet internet = new();

        Run run = await Run.Of("check", "example.lab", "--server", "192.0.2.1", "--timeout", "0.1", "--no-iterate", "--nagios");

        AssertLine(run, 3, "UNKNOWN");
    }

    [Fact]
    public async Task Nagios_OfAList_IsOneLineWithTheWorst()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Run run = await world.CheckFileAsync("example.lab\nmissing.example.lab\n", "--nagios", "--warn-days", "1", "--critical-days", "1");

        AssertLine(run, 2, "CRITICAL");
        Assert.Contains("2 domains: 1 CRITICAL, 1 OK; missing.example.lab: no-such-domain", run.Out, StringComparison.Ordinal);
        Assert.Contains("'example.lab cert_days'=198.5;1:;1:", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nagios_WithABarFromTheServer_KeepsItsNumbersApart()
    {
        await using var world = MailWorld.With(
            new LabMailBehaviour
            {
                Chain = [MailWorld.Leaf],
                Replies = new Dictionary<string, string>(StringComparer.Ordinal) { ["STARTTLS"] = "454 4.7.0 no | cert_days=99\u001b[2J\r\n" },
            },
            "",
            MailWorld.Leaf.Tlsa());

        Run run = await world.CheckAsync("example.lab", "--nagios");

        AssertLine(run, 2, "CRITICAL");
        Assert.Contains("no / cert_days=99", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenMetrics_OfAList_IsWellFormed()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa(), MailWorld.Authority.Tlsa(2));

        Run run = await world.CheckFileAsync("example.lab\nmissing.example.lab\na\\\"b.example.lab\n", "--openmetrics");

        Assert.Equal("", run.Error);
        AssertOpenMetrics(run.Out);
        Assert.Contains("danecore_verdict{domain=\"example.lab\",danecore_verdict=\"dane-ok\"} 1\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("danecore_verdict{domain=\"missing.example.lab\",danecore_verdict=\"dane-ok\"} 0\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("{domain=\"a\\\\\\\"b.example.lab\"", run.Out, StringComparison.Ordinal);
        Assert.Contains("danecore_rollover_ready{domain=\"example.lab\",host=\"mx.example.lab\"} 1\n", run.Out, StringComparison.Ordinal);
        Assert.Contains(
            "danecore_certificate_end_timestamp_seconds{domain=\"example.lab\",host=\"mx.example.lab\",address=\"127.0.0.1\"} 1798675200\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(1, run.Code);
    }

    [Theory]
    [InlineData("check example.lab --json --nagios", "exclude one another")]
    [InlineData("check example.lab --openmetrics --nagios", "exclude one another")]
    [InlineData("check example.lab --openmetrics --json", "exclude one another")]
    [InlineData("check example.lab --openmetrics --explain", "--explain is for text and --json")]
    [InlineData("check example.lab --nagios --explain", "--explain is for text and --json")]
    [InlineData("check example.lab --parallel 2", "--parallel goes with --file")]
    [InlineData("check example.lab --warn-days 2", "go with --nagios")]
    [InlineData("check example.lab --json --critical-days 2", "go with --nagios")]
    [InlineData("check example.lab --nagios --warn-days 2 --critical-days 2.5", "--warn-days is below --critical-days")]
    [InlineData("check example.lab --nagios --warn-days -1", "no number of days")]
    [InlineData("check example.lab --nagios --warn-days NaN", "no number of days")]
    [InlineData("check --file gone.txt example.lab", "DOMAIN and --file exclude one another")]
    [InlineData("check --file gone.txt", "gone.txt does not exist")]
    [InlineData("check", "name a DOMAIN, or --file FILE")]
    public async Task Line_ThatContradictsItself_IsRefused(string line, string word) =>
        (await Run.Of(line.Split(' '))).AssertRefused(2, word);

    [Fact]
    public async Task ChecksAtATime_OutOfBounds_AreRefused()
    {
        using Scratch scratch = new();
        string list = scratch.Write("list.txt", "example.lab\n");

        (await Run.Of("check", "--file", list, "--parallel", "0")).AssertRefused(2, "--parallel", "from 1 to 64");
        (await Run.Of("check", "--file", list, "--parallel", "65")).AssertRefused(2, "--parallel", "from 1 to 64");
    }

    [Fact]
    public async Task Limit_ThatIsNotGiven_MakesRoomForTheOther()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());

        Assert.Contains("rrsig_days=7;1:;1: ", (await world.CheckAsync("example.lab", "--nagios", "--warn-days", "1")).Out, StringComparison.Ordinal);
        Assert.Contains("cert_days=198.5;20:;20: ", (await world.CheckAsync("example.lab", "--nagios", "--critical-days", "20")).Out, StringComparison.Ordinal);
    }

    private static void AssertLine(Run run, int code, string word)
    {
        Assert.Equal("", run.Error);
        Assert.Matches(NagiosForm(), run.Out);
        Assert.StartsWith($"DANE {word} - ", run.Out, StringComparison.Ordinal);
        Assert.Equal(code, run.Code);
    }

    // One line of printable ASCII, one bar, and behind it labels, values and limits.
    [GeneratedRegex(@"\ADANE (OK|WARNING|CRITICAL|UNKNOWN) - [ -{}~]+ \|( ('[^'=|]+'|[^' =|]+)=-?[0-9.]+s?(;[0-9.]*:?(;[0-9.]*:?(;[0-9.]*)?)?)?)+\n\z")]
    private static partial Regex NagiosForm();

    // The grammar of the OpenMetrics specification as far as gauges and state sets use it.
    private static void AssertOpenMetrics(string text)
    {
        Assert.EndsWith("\n# EOF\n", text, StringComparison.Ordinal);
        string family = "";
        HashSet<string> seen = [];
        foreach (string line in text[..^"# EOF\n".Length].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                family = line.Split(' ')[2];
                Assert.True(seen.Add(family), line);
                Assert.Contains(line.Split(' ')[3], Types);
            }
            else if (line.StartsWith('#'))
            {
                string[] words = line.Split(' ', 4);
                Assert.Contains(words[1], Headers);
                Assert.Equal(family, words[2]);
                Assert.True(words[1] == "HELP" || family.EndsWith("_" + words[3], StringComparison.Ordinal), line);
            }
            else
            {
                Match sample = Sample().Match(line);
                Assert.True(sample.Success, line);
                Assert.Equal(family, sample.Groups[1].Value);
                Assert.True(seen.Add(line[..line.LastIndexOf(' ')]), line);
                Assert.True(double.TryParse(sample.Groups[3].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _), line);
            }
        }
    }

    [GeneratedRegex(@"\A([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-z_]+=""(?:[^""\\\n]|\\[\\""n])*""(?:,[a-z_]+=""(?:[^""\\\n]|\\[\\""n])*"")*\})? (-?[0-9.]+)\z")]
    private static partial Regex Sample();
}
