using DaneCore.Cli.Scan;

namespace DaneCore.Cli.Tests.Scan;

/// <summary>A survey that ends at any octet of its output goes on from there, with nothing lost and nothing twice; with another list, or rows that are none, it does not.</summary>
public sealed class ScanResumeTests
{
    private const string List = "one.example\n# a remark\n\ntwo.example # why\nb\u00FCcher.example\na..b\n\"three.example\",3\nfour.example\nfive.example";

    [Theory]
    [InlineData(JsonLinesFormat.Text)]
    [InlineData(CsvFormat.Text)]
    public async Task Output_CutAtEveryOctet_IsCompletedExactly(string format)
    {
        using ScanBench bench = BenchOf(format);
        Assert.Null(await bench.RunAsync());
        byte[] whole = bench.Rows;
        string[] lines = [.. bench.Lines.Order(StringComparer.Ordinal)];
        Assert.Equal([1, 4, 5, 6, 7, 8, 9], bench.Marks.Select(mark => mark.Number).Order());

        for (int length = 0; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(bench.Output, whole[..length], ScanBench.Stop);

            Assert.Null(await bench.RunAsync());

            Assert.Equal(lines, bench.Lines.Order(StringComparer.Ordinal));
            Assert.Equal(whole.Length, bench.Rows.Length);
        }
    }

    [Fact]
    public async Task Rows_InAnyOrder_LeaveTheRestToDo()
    {
        using ScanBench bench = BenchOf(JsonLinesFormat.Text);
        Assert.Null(await bench.RunAsync());
        string[] lines = [.. bench.Lines];
        await File.WriteAllTextAsync(bench.Output, $"{lines[5]}\n{lines[1]}\n{lines[3]}\n", ScanBench.Stop);
        List<string> looked = [];

        Assert.Null(await bench.RunAsync((subject, _) => Task.FromResult(Looked(bench, subject, looked)), ScanBench.Stop));

        Assert.Equal(lines.Order(StringComparer.Ordinal), bench.Lines.Order(StringComparer.Ordinal));
        Assert.Equal(4, looked.Count);
    }

    [Theory]
    [InlineData("one.example\n# a remark\n\nTWO.example\n")]
    [InlineData("one.example\ntwo.example\n")]
    [InlineData("one.example\n")]
    [InlineData("")]
    public async Task List_Other_IsNoticedBeforeAnythingIsWritten(string other)
    {
        using ScanBench bench = BenchOf(JsonLinesFormat.Text);
        Assert.Null(await bench.RunAsync());
        byte[] whole = bench.Rows;
        bench.List = other;
        List<string> looked = [];

        string? why = await bench.RunAsync((subject, _) => Task.FromResult(Looked(bench, subject, looked)), ScanBench.Stop);

        Assert.Equal("list is not the list that the rows are about: give that list, or begin anew with another --output", why);
        Assert.Empty(looked);
        Assert.Equal(whole, bench.Rows);
    }

    [Fact]
    public async Task List_ThatHasGrown_IsGoneOnWith()
    {
        using ScanBench bench = BenchOf(JsonLinesFormat.Text);
        Assert.Null(await bench.RunAsync());
        bench.List += "\nsix.example\n";

        Assert.Null(await bench.RunAsync());

        Assert.Equal((10, "six.example"), bench.Marks.Last());
        Assert.Equal(8, bench.Marks.Count());
    }

    [Theory]
    [InlineData("{\"n\":1}")]
    [InlineData("not a row")]
    [InlineData("{\"n\":0,\"domain\":\"a\",\"verdict\":\"no-dane\",\"mx\":[]}")]
    [InlineData("{\"n\":\"4\",\"domain\":\"a\",\"verdict\":\"no-dane\",\"mx\":[]}")]
    [InlineData("\0\0\0\0")]
    public async Task Row_ThatIsNone_IsLeftToItsOwner(string row)
    {
        using ScanBench bench = BenchOf(JsonLinesFormat.Text);
        Assert.Null(await bench.RunAsync());
        string[] lines = [.. bench.Lines];
        await File.WriteAllTextAsync(bench.Output, $"{lines[0]}\n{row}\n{lines[2]}\n", ScanBench.Stop);

        string? why = await bench.RunAsync();

        Assert.Contains("line 2 of ", why, StringComparison.Ordinal);
        Assert.Contains("cut the file before it (head -n 1)", why, StringComparison.Ordinal);
        Assert.Equal($"{lines[0]}\n{row}\n{lines[2]}\n", await File.ReadAllTextAsync(bench.Output, ScanBench.Stop));
    }

    [Fact]
    public async Task Row_Twice_IsLeftToItsOwner()
    {
        using ScanBench bench = BenchOf(JsonLinesFormat.Text);
        Assert.Null(await bench.RunAsync());
        string[] lines = [.. bench.Lines];
        await File.WriteAllTextAsync(bench.Output, $"{lines[0]}\n{lines[0]}\n", ScanBench.Stop);

        Assert.Contains("or a second one", await bench.RunAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choice_Other_IsNamed()
    {
        using ScanBench bench = BenchOf(JsonLinesFormat.Text);
        Assert.Null(await bench.RunAsync());
        bench.Shard = new Shard(1, 2);

        Assert.Equal(
            "the survey was begun with --shard 1/1, and this command says 1/2: give the same, or begin anew with another --output", await bench.RunAsync());
    }

    [Theory]
    [InlineData(null, "does not exist")]
    [InlineData("something else\n", "does not say how a survey was begun")]
    public async Task Manifest_ThatIsMissingOrNone_KeepsTheRowsAsTheyAre(string? text, string words)
    {
        using ScanBench bench = BenchOf(JsonLinesFormat.Text);
        Assert.Null(await bench.RunAsync());
        byte[] whole = bench.Rows;
        string path = ScanManifest.PathOf(bench.Output);
        File.Delete(path);
        if (text is not null)
        {
            await File.WriteAllTextAsync(path, text, ScanBench.Stop);
        }

        string? why = await bench.RunAsync();

        Assert.Contains(words, why, StringComparison.Ordinal);
        Assert.Equal(whole, bench.Rows);
    }

    [Fact]
    public async Task Output_OfARunUnderWay_IsNotShared()
    {
        using ScanBench bench = BenchOf(JsonLinesFormat.Text);
        string? second = null;

        Assert.Null(await bench.RunAsync(
            async (subject, _) =>
            {
                second ??= await bench.RunAsync();
                return bench.Answered(subject);
            },
            ScanBench.Stop));

        Assert.Contains("cannot be written", second, StringComparison.Ordinal);
        Assert.Equal(7, bench.Marks.Count());
    }

    private static ScanBench BenchOf(string format) => new()
    {
        Format = format == CsvFormat.Text ? new CsvFormat() : new JsonLinesFormat(),
        List = List,
    };

    private static ScanResult Looked(ScanBench bench, ScanSubject subject, List<string> looked)
    {
        lock (looked)
        {
            looked.Add(subject.Text);
        }

        return bench.Answered(subject);
    }
}
