using System.Globalization;
using DaneCore.Stress.Differential;

namespace DaneCore.Stress.Scan;

/// <summary>
/// A survey of a list whose every row is known beforehand, by the program itself in a process of its own, over datagrams: killed at random instants, resumed, and
/// compared with what is known. Nothing may be missing, nothing twice, nothing said wrong, and the memory has to stay flat.
/// </summary>
internal sealed class ScanStress : IAsyncDisposable
{
    private const int PrintEach = 10_000;

    private static readonly TimeSpan LookEach = TimeSpan.FromMilliseconds(20);

    private readonly ScanRunOptions _options;
    private readonly Action<string> _say;
    private readonly TimeProvider _clock;
    private readonly SurveyDomain[] _domains;
    private readonly string _folder = Directory.CreateTempSubdirectory("danecore-scan-").FullName;
    private readonly SurveyServer _server;

    private ScanStress(ScanRunOptions options, TextWriter output, TimeProvider clock)
    {
        _options = options;
        _say = text =>
        {
            output.Write(text);
            output.Flush();
        };
        _clock = clock;
        _domains = [.. Enumerable.Range(0, options.Domains).Select(index => SurveyDomain.Of(options.Seed, index))];
        long started = clock.GetTimestamp();
        SurveyWorld world = new(_domains, clock.GetUtcNow());
        _server = new SurveyServer(world, clock);
        File.WriteAllLines(PathOf("list"), _domains.Select(domain => domain.Text));
        File.WriteAllText(PathOf("anchor"), world.Anchor);
        Say($"{options.Domains:N0} lines, seed {options.Seed}; the zones above them are signed in {Seconds(started):0} s\n");
    }

    /// <returns>0 when every promise held, 1 when one was broken, 2 for arguments that mean nothing.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output)
    {
        if (ScanRunOptions.Read(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync("usage: stress/run.sh " + ScanRunOptions.Usage).ConfigureAwait(false);
            return 2;
        }

        if (options.Parallel > 0 && ParallelSurvey.Version() is null)
        {
            await Console.Error.WriteLineAsync("--parallel needs GNU parallel, which is not installed: apt-get install parallel").ConfigureAwait(false);
            return 2;
        }

        ScanStress stress = new(options, output, TimeProvider.System);
        await using (stress.ConfigureAwait(false))
        {
            bool isRight = await stress.WholeAsync().ConfigureAwait(false);
            bool isWhole = options.Shards == 0 || await stress.ShardsAsync().ConfigureAwait(false);
            bool isParallel = options.Parallel == 0 || await stress.ParallelAsync().ConfigureAwait(false);
            bool isKept = isRight && isWhole && isParallel;
            stress.Say($"\n{(isKept ? "every promise held" : "A PROMISE WAS BROKEN")}\n");
            return isKept ? 0 : 1;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> WholeAsync()
    {
        string rows = PathOf("rows");
        RowCounter counter = new(rows);
        Queue<long> kills = new(KillsAt());
        List<double> memory = [];
        TimeSpan processor = TimeSpan.Zero;
        long started = _clock.GetTimestamp();
        Say($"|    rows |  after | memory of the process | most so far | processor |\n|---:|---:|---:|---:|---:|\n");
        for (long next = PrintEach; ;)
        {
            using SurveyProcess survey = Start(rows, "1/1");
            while (!survey.HasExited)
            {
                await Task.Delay(LookEach, _clock).ConfigureAwait(false);
                long now = counter.Count();
                _ = survey.ProcessorTime;
                (double held, double most) = survey.Memory;
                if (now >= next)
                {
                    memory.Add(held);
                    Say($"| {now,7:N0} | {Seconds(started),4:0} s | {held,5:0} MiB | {most,5:0} MiB | {(processor + survey.ProcessorTime).TotalSeconds,4:0} s |\n");
                    next = (now / PrintEach * PrintEach) + PrintEach;
                }

                if (kills.TryPeek(out long at) && now >= at)
                {
                    kills.Dequeue();
                    processor += survey.ProcessorTime;
                    survey.Kill();
                    Say($"| {counter.Count(),7:N0} | {Seconds(started),4:0} s | killed (SIGKILL), {(EndsInRow(rows) ? "behind a whole row" : "inside a row")} | | |\n");
                    break;
                }
            }

            string said = await survey.EndAsync().ConfigureAwait(false);
            if (survey.ExitCode != 0 && said.Length == 0)
            {
                continue;
            }

            processor += survey.ProcessorTime;
            double seconds = Seconds(started);
            Say($"\nWhat the survey printed at its end:\n\n```\n{said}```\n\n");
            Say($"{counter.Count():N0} rows in {seconds:0} s, {new FileInfo(rows).Length:N0} octets of rows for {new FileInfo(PathOf("list")).Length:N0} octets of list; ");
            Say($"{processor.TotalMilliseconds / _options.Domains:0.00} ms of a processor for each; {_server.Queries:N0} queries came, {_server.Lost:N0} were lost on purpose\n");
            if (memory.Count > 2)
            {
                Say($"memory: {memory.Min():0} to {memory.Max():0} MiB over all that was printed\n");
            }

            return survey.ExitCode == 0 & Holds(Lines(rows), "the whole");
        }
    }

    // The same list in parts, side by side; together they have to be what the whole is.
    private async Task<bool> ShardsAsync()
    {
        long started = _clock.GetTimestamp();
        string[] parts = [.. Enumerable.Range(1, _options.Shards).Select(i => PathOf($"rows.{i}"))];
        SurveyProcess[] surveys = [.. parts.Select((path, i) => Start(path, $"{i + 1}/{_options.Shards}"))];
        string[] said = await Task.WhenAll(surveys.Select(survey => survey.EndAsync())).ConfigureAwait(false);
        bool ended = Array.TrueForAll(surveys, survey => survey.ExitCode == 0);
        foreach (SurveyProcess survey in surveys)
        {
            survey.Dispose();
        }

        Say($"\n{_options.Shards} parts side by side, {Seconds(started):0} s: {RowsOf(parts)}\n");
        return ended & AreTheWhole(parts, "the parts together");
    }

    // The same by GNU parallel; one of its jobs is killed when a third of its part is done, and parallel has to try it again.
    private async Task<bool> ParallelAsync()
    {
        string[] parts = [.. Enumerable.Range(1, _options.Parallel).Select(i => PathOf($"rows.parallel.{i}"))];
        string log = PathOf("joblog");
        RowCounter counter = new(parts[0]);
        long killedAt = 0;
        long started = _clock.GetTimestamp();
        using var survey = ParallelSurvey.Start(_options.Parallel, log, ArgumentsOf(PathOf("rows.parallel.{}"), $"{{}}/{_options.Parallel}"));
        while (!survey.HasExited)
        {
            await Task.Delay(LookEach, _clock).ConfigureAwait(false);
            if (killedAt == 0 && counter.Count() is var rows && rows >= _options.Domains / (3 * _options.Parallel) && ParallelSurvey.Kill(parts[0]))
            {
                killedAt = Math.Max(1, rows);
            }
        }

        string said = await survey.EndAsync().ConfigureAwait(false);
        Say($"\n{ParallelSurvey.Version()}, {_options.Parallel} jobs, the first killed (SIGKILL) at {killedAt:N0} rows, {Seconds(started):0} s: {RowsOf(parts)}; it ended with {survey.ExitCode}\n\n");
        Say($"What the surveys printed first, and the log of parallel without the commands:\n\n```\n");
        string[] jobs = await File.ReadAllLinesAsync(log).ConfigureAwait(false);
        foreach (string line in said.Split('\n').Where(line => line.Contains(" rows", StringComparison.Ordinal)).Concat(jobs.Select(line => line[..line.LastIndexOf('\t')])))
        {
            Say($"{line}\n");
        }

        Say($"```\n\n");
        return survey.ExitCode == 0 & killedAt > 0 & AreTheWhole(parts, "the jobs together");
    }

    private bool AreTheWhole(string[] parts, string what)
    {
        string[] other = [.. parts.SelectMany(Lines).Except(Lines(PathOf("rows")), StringComparer.Ordinal)];
        Say($"of the rows of all parts together {other.Length:N0} are not octet for octet rows of the whole: {other.Count(row => row.Contains("\"undeterminable\"", StringComparison.Ordinal)):N0} undeterminable, with the words of the last try\n");
        foreach (string row in other.Where(row => !row.Contains("\"undeterminable\"", StringComparison.Ordinal)).Take(5))
        {
            Say($"  {row}\n  {Lines(PathOf("rows")).FirstOrDefault(line => line.StartsWith(row[..(row.IndexOf(',', StringComparison.Ordinal) + 1)], StringComparison.Ordinal))}\n");
        }

        return Holds(parts.SelectMany(Lines), what);
    }

    private SurveyProcess Start(string rows, string shard) => SurveyProcess.Start(ArgumentsOf(rows, shard));

    private string[] ArgumentsOf(string rows, string shard) =>
    [
        PathOf("list"), "--output", rows, "--resume", "--shard", shard, "--server", _server.EndPoint.ToString(), "--trust-anchor", PathOf("anchor"),
        "--rate", "0", "--no-iterate", "--timeout", "20", "--retries", "3", "--retry-after", "8",
    ];

    private bool Holds(IEnumerable<string> rows, string what)
    {
        Dictionary<SurveyKind, (int Right, int Wrong)> counts = [];
        HashSet<long> seen = [];
        int twice = 0;
        List<string> wrong = [];
        foreach (SurveyRow row in rows.Select(SurveyRow.Read))
        {
            SurveyDomain domain = _domains[row.Number - 1];
            twice += seen.Add(row.Number) ? 0 : 1;
            bool isRight = row.Shown == domain.Expected;
            (int right, int bad) = counts.GetValueOrDefault(domain.Kind);
            counts[domain.Kind] = isRight ? (right + 1, bad) : (right, bad + 1);
            if (!isRight)
            {
                wrong.Add($"line {row.Number}, {domain.Kind}: wanted {domain.Expected}\n  had {row.Shown}");
            }
        }

        Say($"\n{what} beside what was known beforehand: {seen.Count:N0} of {_options.Domains:N0} lines have a row, {_options.Domains - seen.Count:N0} are missing, {twice:N0} twice, {wrong.Count:N0} wrong\n\n");
        Say($"| kind | right | wrong |\n|---|---:|---:|\n");
        foreach ((SurveyKind kind, (int right, int bad)) in counts.OrderBy(each => each.Key))
        {
            Say($"| {kind} | {right:N0} | {bad:N0} |\n");
        }

        foreach (string line in wrong.Take(20))
        {
            Say($"\n{line}\n");
        }

        return wrong.Count == 0 && twice == 0 && seen.Count == _options.Domains;
    }

    // Instants nobody chose: between 3 and 97 parts in a hundred, by the dice of the run.
    private IEnumerable<long> KillsAt()
    {
        Dice dice = new((ulong)_options.Seed);
        return [.. Enumerable.Range(0, _options.Kills).Select(_ => (long)_options.Domains * (30 + dice.Below(940)) / 1000).Order()];
    }

    private static bool EndsInRow(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length == 0)
        {
            return true;
        }

        file.Position = file.Length - 1;
        return file.ReadByte() == '\n';
    }

    private double Seconds(long since) => _clock.GetElapsedTime(since).TotalSeconds;

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void Say(FormattableString text) => _say(text.ToString(CultureInfo.InvariantCulture));

    private static string RowsOf(string[] parts) => string.Join(", ", parts.Select(path => string.Create(CultureInfo.InvariantCulture, $"{Lines(path).LongCount():N0} rows")));

    private static IEnumerable<string> Lines(string path) => File.ReadLines(path);
}
