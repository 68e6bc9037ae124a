using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DaneCore.Cli.Output;
using DaneCore.Lab;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Cli.Tests.Commands;

public sealed class ScanTests : IDisposable
{
    private const string Lines = "@ MX 10 mx\nmx A 127.0.0.1\n_25._tcp.mx TLSA 3 1 1 " + Digest + "\nnull MX 0 .\nbare MX 10 www\nodd MX 10 odd\nodd A 127.0.0.1\n_25._tcp.odd TLSA 9 1 1 00\n";
    private const string Digest = "00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF";

    private const string List = """
        # a survey
        example.lab
        null.example.lab
        bare.example.lab
        odd.example.lab   # usage 9
        missing.example.lab
        www.plain.lab
        www.forged.lab
        a..b
        txt.example.lab
        """;

    private static readonly string[] Verdicts =
    [
        "2 example.lab dane-published", "3 null.example.lab null-mx", "4 bare.example.lab no-dane", "5 odd.example.lab encrypt-only", "6 missing.example.lab no-such-domain",
        "7 www.plain.lab no-dane", "8 www.forged.lab dnssec-bogus", "9 a..b not-a-domain", "10 txt.example.lab unreachable",
    ];

    private readonly TestInternet _internet = new(Lines);

    public void Dispose() => _internet.Dispose();

    [Fact]
    public async Task List_OfEveryKind_HasARowForEachLineAndEndsWith0()
    {
        Run run = await ScanAsync(List);

        JsonElement[] rows = [.. RowsOf(run.Out)];
        Assert.Equal(Verdicts, rows.Select(row => $"{row.GetProperty("n")} {Text(row, "domain")} {Text(row, "verdict")}"));
        Assert.Equal(0, run.Code);
        Assert.Equal(["n", "domain", "verdict", "code", "resultType", "mxSecurity", "implicitMx", "error", "reason", "mx"], Run.MembersOf(rows[0]));
        JsonElement host = Assert.Single(rows[0].GetProperty("mx").EnumerateArray());
        Assert.Equal(["host", "preference", "addressSecurity", "tlsaBase", "tlsaSecurity", "tlsa", "policy", "code", "resultType"], Run.MembersOf(host));
        Assert.Equal(("mx.example.lab", "dane", "3 1 1 " + Digest), (Text(host, "host"), Text(host, "policy"), Assert.Single(host.GetProperty("tlsa").EnumerateArray()).GetString()?.ToUpperInvariant()));
        Assert.Equal(("insecure", "bogus"), (Text(rows[5], "mxSecurity"), Text(rows[6], "mx", 0, "addressSecurity")));
        Assert.Equal(("DNSSEC Bogus", "5.7.324"), (Text(rows[6], "error"), Text(rows[6], "code")));
        Assert.Contains("empty label", Text(rows[7], "reason"), StringComparison.Ordinal);
        Assert.StartsWith("9 rows; ", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n  no-dane                        2   22.2 %\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("\nfailures: DNSSEC Bogus 1\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_AsCsv_SayTheSame()
    {
        Run run = await ScanAsync(List, "--format", "csv");

        string[] lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("n,domain,verdict,code,resultType,mxSecurity,implicitMx,error,hosts,daneHosts,mx,tlsa,addresses,at,reason", lines[0]);
        Assert.Equal(Verdicts, lines.Skip(1).OrderBy(NumberOf).Select(line => string.Join(' ', line.Split(',').Take(3))));
        string first = lines.Skip(1).Single(line => NumberOf(line) == 2);
        Assert.StartsWith("2,example.lab,dane-published,,,secure,false,,1,1,10 mx.example.lab dane,mx.example.lab 3 1 1 0011", first, StringComparison.Ordinal);
        Assert.Equal(0, run.Code);

        static int NumberOf(string line) => int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Rows_OfTwoRuns_AreTheSameButForTheirOrder()
    {
        Run first = await ScanAsync(List);
        Run second = await ScanAsync(List, "--concurrency", "1");

        Assert.Equal(first.Out.Split('\n').Order(StringComparer.Ordinal), second.Out.Split('\n').Order(StringComparer.Ordinal));
        Assert.Equal(Verdicts.Length, second.Out.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task Rows_Stamped_HaveTheInstant()
    {
        Run run = await ScanAsync("example.lab\n", "--stamp");

        Assert.Equal(TestInternet.At, Text(Assert.Single(RowsOf(run.Out)), "at"));
    }

    [Fact]
    public async Task List_OnStandardInput_IsRead()
    {
        Run run = await ScanAsync(new MemoryStream(Encoding.UTF8.GetBytes("1,example.lab\n2,null.example.lab\n3\n")), ["-", "--column", "2"], TestContext.Current.CancellationToken);

        Assert.Equal(["dane-published", "null-mx", "not-a-domain"], RowsOf(run.Out).Select(row => Text(row, "verdict")));
        Assert.Contains("no column 2", Text(RowsOf(run.Out).Last(), "reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shards_Together_AreTheWhole()
    {
        Run whole = await ScanAsync(List);
        Run first = await ScanAsync(List, "--shard", "1/2");
        Run second = await ScanAsync(List, "--shard", "2/2");

        Assert.Equal(whole.Out.Split('\n').Order(StringComparer.Ordinal).Skip(1), (first.Out + second.Out).Split('\n').Order(StringComparer.Ordinal).Skip(1));
        Assert.NotEqual(0, first.Out.Length);
        Assert.NotEqual(0, second.Out.Length);
    }

    [Fact]
    public async Task Output_InAFile_IsResumedAndCountedWhole()
    {
        string rows = _internet.Path("rows");
        Run first = await ScanAsync(List, "--output", rows);
        string whole = await File.ReadAllTextAsync(rows, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(rows, whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);

        Run second = await ScanAsync(List, "--output", rows, "--resume");
        Run third = await ScanAsync(List, "--output", rows, "--resume");

        Assert.Equal((0, 0, 0), (first.Code, second.Code, third.Code));
        Assert.Equal(("", ""), (first.Out, second.Out));
        string resumed = await File.ReadAllTextAsync(rows, TestContext.Current.CancellationToken);
        Assert.Equal(whole.Split('\n').Order(StringComparer.Ordinal), resumed.Split('\n').Order(StringComparer.Ordinal));
        Assert.Matches("^9 rows, [1-8] of them before; ", second.Error);
        Assert.StartsWith("9 rows, 9 of them before; ", third.Error, StringComparison.Ordinal);
        Assert.Equal(first.Error.Split('\n').Skip(1), third.Error.Split('\n').Skip(1));
    }

    [Fact]
    public async Task Output_ThatIsThere_IsNotTouchedUnlessAskedFor()
    {
        string rows = _internet.Path("rows");
        await File.WriteAllTextAsync(rows, "mine", TestContext.Current.CancellationToken);

        (await ScanAsync(List, "--output", rows)).AssertRefused(2, "rows exists", "add --resume", "name another --output");
        (await ScanAsync(List, "--output", rows, "--resume")).AssertRefused(2, "rows.scan does not exist", "how the survey was begun");
        Assert.Equal("mine", await File.ReadAllTextAsync(rows, TestContext.Current.CancellationToken));
        (await ScanAsync(List, "--output", _internet.Path("no/rows"))).AssertRefused(2, "no/rows cannot be written: there is no folder ", "make it, or name another --output");
        (await ScanAsync(List, "--output", _internet.Folder)).AssertRefused(2, "is a folder: name a file as --output");
    }

    [Fact]
    public async Task Choices_Other_AreNoticed()
    {
        string rows = _internet.Path("rows");
        await ScanAsync(List, "--output", rows);

        (await ScanAsync(List, "--output", rows, "--resume", "--connect")).AssertRefused(2, "begun with --connect off", "says on");
        (await ScanAsync(List, "--output", rows, "--resume", "--format", "csv")).AssertRefused(2, "begun with --format jsonl", "says csv");
        (await ScanAsync(List, "--output", rows, "--resume", "--smtp-port", "26")).AssertRefused(2, "begun with --smtp-port 25", "says 26");
        (await ScanAsync(List + "# more\n", "--output", rows, "--resume")).AssertCode(0);
        (await ScanAsync("other.example\n", "--output", rows, "--resume")).AssertRefused(2, "list.txt is not the list that the rows are about");
    }

    [Theory]
    [InlineData("scan", "FILE")]
    [InlineData("scan no-such-list", "no-such-list does not exist")]
    [InlineData("scan .", ". is a folder")]
    [InlineData("scan - --shard 3/2", "--shard", "write i/n")]
    [InlineData("scan - --resume", "--resume needs --output FILE")]
    [InlineData("scan - --format xml", "--format", "jsonl or csv")]
    [InlineData("scan - --json --format csv", "exclude one another")]
    [InlineData("scan - --explain", "use check for it")]
    [InlineData("scan - --connections 2", "--connections goes with --connect")]
    [InlineData("scan - --concurrency 0", "--concurrency", "from 1 to 4096")]
    [InlineData("scan - --rate 0.01", "--rate", "0 for no limit")]
    [InlineData("scan - --retries 11", "--retries", "from 0 to 10")]
    [InlineData("scan - --column 0", "--column", "from 1 to 1000")]
    [InlineData("scan - --smtp-port 0", "--smtp-port", "1 to 65535")]
    public async Task Line_ThatMakesNoSense_IsRefusedInOneLine(string line, params string[] words)
    {
        Run run = await Run.Of(line.Split(' '));

        run.AssertRefused(2, words);
    }

    [Fact]
    public async Task Hosts_ConnectedTo_AreJudgedAsCheckJudgesThem()
    {
        await using var world = MailWorld.Showing(null, MailWorld.Leaf.Tlsa());
        await File.WriteAllTextAsync(world.Internet.Path("list"), "example.lab\nmissing.example.lab\nsecond.example.lab\n", TestContext.Current.CancellationToken);

        Run scan = await Run.Of(["scan", world.Internet.Path("list"), "--connect", "--smtp-port", world.Port, .. world.Internet.Options]);
        Run check = await world.CheckAsync("second.example.lab", "--json");

        JsonElement row = RowsOf(scan.Out).Last();
        Assert.Equal(["dane-ok", "no-such-domain", "dane-ok"], RowsOf(scan.Out).Select(each => Text(each, "verdict")));
        AssertPartOf(check.Json, row, "$");
        Assert.Equal("authenticated", Text(row, "mx", 0, "addresses", 0, "result"));
        Assert.Equal("TLSv1.3", Text(row, "mx", 0, "addresses", 0, "tls", "version"));
        Assert.Equal(0, scan.Code);
    }

    [Fact]
    public async Task Hosts_ThatDoNotMatch_AreSeenByConnectingAlone()
    {
        await using var world = MailWorld.Showing(MailWorld.Next, MailWorld.Leaf.Tlsa());
        await File.WriteAllTextAsync(world.Internet.Path("list"), "example.lab\n", TestContext.Current.CancellationToken);
        string[] line = ["scan", world.Internet.Path("list"), "--smtp-port", world.Port, .. world.Internet.Options];

        Run dns = await Run.Of(line);
        Assert.Equal(0, world.Mail.Connections);
        Run connected = await Run.Of([.. line, "--connect"]);

        Assert.Equal(("dane-published", "dane-failed"), (Text(RowsOf(dns.Out).Single(), "verdict"), Text(RowsOf(connected.Out).Single(), "verdict")));
        Assert.Equal(1, world.Mail.Connections);
    }

    [Fact]
    public async Task Questions_ToAServer_GoAtItsPaceAndAreCounted()
    {
        await using var server = LoopbackDnsServer.Start(_internet.Zones);
        await File.WriteAllTextAsync(_internet.Path("list.txt"), "example.lab\n", TestContext.Current.CancellationToken);

        Run run = await Run.Of(
            "scan", _internet.Path("list.txt"), "--server", server.EndPoint.ToString(), "--no-iterate", "--trust-anchor", _internet.Anchor, "--at", TestInternet.At);

        Assert.Equal("dane-published", Text(RowsOf(run.Out).Single(), "verdict"));
        string counted = Regex.Match(run.Error, "([0-9]+)[.]0 questions each").Groups[1].Value;
        Assert.InRange(int.Parse(counted, CultureInfo.InvariantCulture), 5, server.Queries);
    }

    [Fact]
    public async Task Run_Interrupted_SaysHowToGoOn()
    {
        using CancellationTokenSource stop = new();
        await using StoppingStream list = new(Encoding.ASCII.GetBytes("example.lab\nnull.example.lab\n"), stop);
        string rows = _internet.Path("rows");

        Run run = await ScanAsync(list, ["-", "--output", rows], stop.Token);

        run.AssertRefused(130, "interrupted: ", "the same command with --resume goes on");
        Assert.True(File.Exists(rows));
    }

    /// <summary>Rows that nobody reads are not asked for: what comes behind <c>head</c> would else be looked at to the end of the list.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_ThatNobodyReadsAnyMore_EndTheRun(bool isGone)
    {
        await using StringWriter output = new() { NewLine = "\n" };
        await using StringWriter error = new() { NewLine = "\n" };
        const int Many = 5_000;
        Terminal terminal = new(output, error)
        {
            In = new MemoryStream(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a..b\n", Many)))),
            IsOutGone = () => isGone && output.GetStringBuilder().Length > 0,
        };

        int code = await CommandLine.RunAsync(["scan", "-", .. _internet.Options], terminal, TestContext.Current.CancellationToken);

        Assert.Equal(isGone ? 3 : 0, code);
        Assert.StartsWith(isGone ? "danecore: the output cannot be written: nobody reads it any more\n" : "5,000 rows; ", error.ToString(), StringComparison.Ordinal);
        Assert.InRange(RowsOf(output.ToString()).Count(), isGone ? 1 : Many, isGone ? Many / 2 : Many);
    }

    /// <summary>A full disk, and a standard output that was closed before the start.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_ThatCannotBeWritten_EndTheRunInOneLine(bool isFull)
    {
        await using FailingWriter output = new(isFull ? new IOException("No space left on device") : new UnauthorizedAccessException("Access to the path is denied."));
        await using StringWriter error = new() { NewLine = "\n" };
        Terminal terminal = new(output, error) { In = new MemoryStream(Encoding.ASCII.GetBytes("a..b\n")) };

        int code = await CommandLine.RunAsync(["scan", "-", .. _internet.Options], terminal, TestContext.Current.CancellationToken);

        new Run(code, "", error.ToString()).AssertRefused(3, "the output cannot be written: ", isFull ? "No space" : "denied");
    }

    [Fact]
    public async Task Help_OfOptionsInSeconds_SaysTheirDefaultInSeconds()
    {
        Run run = await Run.Of("scan", "--help");

        Assert.Contains("waits twice as long [default: 30]\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("at each try [default: 15]\n", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("[default: 00", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, run.Code);
    }

    /// <summary>Where nobody looks nothing is shown, and where it is asked for a line every ten seconds.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Progress_AskedFor_TellsRateAndTimeLeft(bool isAskedFor)
    {
        FakeTimeProvider clock = new(DateTimeOffset.Parse(TestInternet.At, CultureInfo.InvariantCulture));
        await using StringWriter output = new() { NewLine = "\n" };
        await using StringWriter error = new() { NewLine = "\n" };
        await using AdvancingStream list = new(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("example.lab\n", 40))), clock);
        Terminal terminal = new(output, error) { In = list, Clock = clock };

        // The clock stands still once the list is read: nothing may wait for it then.
        string[] line = ["scan", "-", "--retries", "0", .. isAskedFor ? new[] { "--progress" } : [], "--zones", _internet.Folder, "--trust-anchor", _internet.Anchor];
        Assert.Equal(0, await CommandLine.RunAsync(line, terminal, TestContext.Current.CancellationToken));

        string[] shown = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(isAskedFor, shown.Any(text => text.Contains(" a second, ", StringComparison.Ordinal) && text.Contains("under way", StringComparison.Ordinal)));
        Assert.Equal(40, RowsOf(output.ToString()).Count());
    }

    private async Task<Run> ScanAsync(string list, params string[] rest)
    {
        await File.WriteAllTextAsync(_internet.Path("list.txt"), list, TestContext.Current.CancellationToken);
        return await Run.Of(["scan", _internet.Path("list.txt"), .. _internet.Options, .. rest]);
    }

    private async Task<Run> ScanAsync(Stream input, string[] rest, CancellationToken stop)
    {
        await using StringWriter output = new() { NewLine = "\n" };
        await using StringWriter error = new() { NewLine = "\n" };
        int code = await CommandLine.RunAsync(["scan", .. rest, .. _internet.Options], new Terminal(output, error) { In = input }, stop);
        return new Run(code, output.ToString(), error.ToString());
    }

    private static IEnumerable<JsonElement> RowsOf(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement).OrderBy(row => row.GetProperty("n").GetInt64());

    private static string? Text(JsonElement value, params object[] path)
    {
        foreach (object step in path)
        {
            value = step is int index ? value[index] : value.GetProperty((string)step);
        }

        return value.GetString();
    }

    // What a row has in common with check it says alike; n, error and at are its own.
    private static void AssertPartOf(JsonElement whole, JsonElement part, string path)
    {
        if (part.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal(whole.GetArrayLength(), part.GetArrayLength());
            for (int i = 0; i < part.GetArrayLength(); i++)
            {
                AssertPartOf(whole[i], part[i], $"{path}[{i}]");
            }
        }
        else if (part.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in part.EnumerateObject().Where(member => member.Name is not ("n" or "error")))
            {
                AssertPartOf(whole.GetProperty(member.Name), member.Value, $"{path}.{member.Name}");
            }
        }
        else
        {
            Assert.True(whole.GetRawText() == part.GetRawText(), $"{path}: {whole.GetRawText()}, {part.GetRawText()}");
        }
    }

    private sealed class FailingWriter(Exception fault) : StringWriter
    {
        public override void Write(string? value) => throw fault;
    }
}
