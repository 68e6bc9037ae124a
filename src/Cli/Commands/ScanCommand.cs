using System.CommandLine;
using System.Globalization;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Cli.Scan;
using DaneCore.Resolver;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Transport;
using DaneCore.Smtp;

namespace DaneCore.Cli.Commands;

/// <summary>
/// <c>scan</c>: a survey of a list of domains, however long. Each line gets one row, whatever comes of it, so it ends with 0 when every line has one; it can be stopped
/// at any instant and resumed.
/// </summary>
internal static class ScanCommand
{
    // A list's names are asked about once. What is asked about again is what many share, zones at the top and the hosts of providers: it stays in use, and therefore stays,
    // however small the tables. What is kept beside it is kept in vain, and collected again and again.
    private static readonly CacheOptions Cache = new()
    {
        Zones = 500,
        UnsignedDelegations = 1_000,
        PlainNames = 500,
        Answers = 1_000,
        Links = 500,
        Failures = 500,
        DenialZones = 64,
    };

    public static Command Create(Terminal terminal)
    {
        ScanOptions scan = new();
        DnsOptions dns = new("For each domain, at each try");
        Command command = new("scan", "Survey a list of domains, however long: MX, TLSA and DNSSEC, a row for each line");
        scan.AddTo(command, dns);
        dns.AddTo(command);
        command.SetAction((line, stop) => RunAsync(line, scan, dns.Read(line, terminal.Clock), terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, ScanOptions scan, DnsSettings settings, Terminal terminal, CancellationToken stop)
    {
        string? why = null;
        bool isPiped = scan.List(line) == ScanOptions.Dash;
        using FileStream? file = isPiped ? null : InputFile.Open(scan.List(line), out why);
        if (why is not null)
        {
            return terminal.Refuse(ExitCode.Unreadable, why);
        }

        IScanFormat format = scan.RowFormat(line);
        var output = ScanOutput.ToTerminal(terminal);
        ScanDone? done = new();
        if (scan.Output(line) is { } path)
        {
            (output, done, why) = await ScanOutput.OpenAsync(terminal, path, scan.Resumes(line), scan.Manifest(line, settings), format, stop).ConfigureAwait(false);
            if (output is null || done is null)
            {
                return terminal.Refuse(ExitCode.Unreadable, why!);
            }
        }

        await using (output.ConfigureAwait(false))
        {
            return await RunAsync(line, scan, settings, terminal, file ?? terminal.In, output, done, format, stop).ConfigureAwait(false);
        }
    }

    private static async Task<int> RunAsync(
        ParseResult line, ScanOptions scan, DnsSettings settings, Terminal terminal, Stream list, ScanOutput output, ScanDone done, IScanFormat format, CancellationToken stop)
    {
        ScanReader reader = new(list);
        ServerPace pace = new(scan.QuestionsPerSecond(line), settings.Clock);
        StubResolver resolver = settings.OpenResolver(pace, Cache);
        await using (reader.ConfigureAwait(false))
        await using (resolver.ConfigureAwait(false))
        {
            ScanInput input = new(reader, scan.Column(line), scan.Part(line), done);
            if (await input.PassDoneAsync(scan.List(line), stop).ConfigureAwait(false) is { } why)
            {
                return terminal.Refuse(ExitCode.Unreadable, why);
            }

            if (done.Length == 0)
            {
                output.Add(format.Header);
            }

            long before = done.Tally.Rows;
            ScanLook look = new(new DomainCheck(resolver, scan.Smtp(line, settings)), scan.Connects(line), scan.IsStamped(line), format);
            ScanProgress progress = new(terminal, scan.ShowsProgress(line), list.CanSeek ? list.Length : null, before);
            ScanRun run = new(scan.Plan(line, settings), input, look.AtAsync, output, done.Tally, progress, terminal.Clock);
            try
            {
                await run.RunAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                progress.Clear();
                output.Finish();
                return terminal.Refuse(ExitCode.Interrupted, string.Create(
                    CultureInfo.InvariantCulture,
                    $"interrupted: {done.Tally.Rows:N0} rows are whole; {(scan.Output(line) is null ? "with --output they could be gone on with" : "the same command with --resume goes on")}"));
            }

            output.Finish();
            progress.Clear();
            Summarise(terminal, done.Tally, before, progress, pace.Questions);
            return (int)ExitCode.AsWanted;
        }
    }

    private static void Summarise(Terminal terminal, ScanTally tally, long before, ScanProgress progress, long questions)
    {
        double seconds = Math.Max(0.001, progress.Elapsed.TotalSeconds);
        string earlier = before > 0 ? string.Create(CultureInfo.InvariantCulture, $", {before:N0} of them before") : "";
        string each = progress.Rows > 0 && questions > 0 ? string.Create(CultureInfo.InvariantCulture, $", {(double)questions / progress.Rows:0.0} questions each") : "";
        terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{tally.Rows:N0} rows{earlier}; {ScanProgress.Said(progress.Elapsed)}, {progress.Rows / seconds:N0} a second{each}"));
        foreach (string text in tally.Lines())
        {
            terminal.Error.WriteLine(text);
        }
    }
}
