using System.Text;
using DaneCore.Cli.Output;
using DaneCore.Cli.Scan;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Cli.Tests.Scan;

/// <summary>A survey without DNS: what a domain comes to is said by the test.</summary>
internal sealed class ScanBench : IDisposable
{
    private readonly Scratch _scratch = new();

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public IScanFormat Format { get; init; } = new JsonLinesFormat();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    public ScanPlan Plan { get; set; } = new(4, 2, TimeSpan.FromSeconds(30));

    public Shard Shard { get; set; } = Shard.Whole;

    public string List { get; set; } = "";

    public string Output => _scratch.Path("rows");

    public byte[] Rows => File.ReadAllBytes(Output);

    /// <summary>What the rows are about, in the order in which they stand.</summary>
    public IEnumerable<(long Number, string Text)> Marks => Lines.Select(line =>
        Format.TryRead(Encoding.ASCII.GetBytes(line), out ScanMark mark) ? (mark.Number, mark.Text) : throw new InvalidOperationException(line));

    public IEnumerable<string> Lines => Encoding.ASCII.GetString(Rows).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(Format.Header.IsEmpty ? 0 : 1);

    /// <summary>How a look comes out that finds everything at once.</summary>
    public ScanResult Answered(ScanSubject subject) => Of(subject, isOpen: false);

    public ScanResult Open(ScanSubject subject) => Of(subject, isOpen: true);

    public Task<string?> RunAsync() => RunAsync((subject, _) => Task.FromResult(Answered(subject)), Stop);

    /// <summary>Begins the survey, or goes on with it; why it does not, or null.</summary>
    public async Task<string?> RunAsync(Func<ScanSubject, CancellationToken, Task<ScanResult>> look, CancellationToken stop)
    {
        Terminal terminal = new(TextWriter.Null, TextWriter.Null) { Clock = Clock };
        (ScanOutput? output, ScanDone? done, string? why) = await ScanOutput.OpenAsync(
            terminal, Output, resumes: true, new ScanManifest([("--shard", Shard.ToString())]), Format, stop);
        if (output is null || done is null)
        {
            return why;
        }

        await using (output)
        await using (ScanReader reader = new(new MemoryStream(Encoding.UTF8.GetBytes(List))))
        {
            ScanInput input = new(reader, 1, Shard, done);
            if (await input.PassDoneAsync("list", stop) is { } other)
            {
                return other;
            }

            if (done.Length == 0)
            {
                output.Add(Format.Header);
            }

            try
            {
                await new ScanRun(Plan, input, look, output, done.Tally, new ScanProgress(terminal, false, null, 0), Clock).RunAsync(stop);
            }
            finally
            {
                output.Finish();
            }

            return null;
        }
    }

    public void Dispose() => _scratch.Dispose();

    private ScanResult Of(ScanSubject subject, bool isOpen)
    {
        ScanRowJson row = subject.Fault is null
            ? new ScanRowJson { N = subject.Number, Domain = subject.Text, Verdict = isOpen ? "undeterminable" : "no-dane", Reason = "said so, \"by the test\", 1" }
            : ScanRowJson.NoneOf(subject.Number, subject.Text, subject.Fault);
        return new ScanResult(subject, ScanMark.Of(row), Format.ToLine(row), isOpen, IsAnswered: !isOpen);
    }
}
