using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Smtp;

namespace DaneCore.Cli.Scan;

/// <summary>The options of <c>scan</c> besides those of DNS, and what excludes what.</summary>
internal sealed class ScanOptions
{
    /// <summary>Standard input.</summary>
    public const string Dash = "-";

    private const int DefaultConcurrency = 256;
    private const double DefaultRate = 1000;
    private const int DefaultRetries = 2;
    private const int DefaultConnections = 64;

    // A domain asks about eight questions before anything is known of its surroundings.
    private const int QuestionsOfADomain = 8;

    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(30);

    private readonly Argument<string> _list = Reading.Argument<string>("FILE", "The list, a domain a line, # begins a comment; - is standard input", OptionText.Path);

    private readonly Option<string> _output = Reading.One<string>(
        "--output", "FILE", "Write the rows to FILE in place of standard output; how the survey was begun is kept in FILE.scan", OptionText.Path);

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the survey whose rows are in --output; begins it where there are none" };

    private readonly Option<string> _format = Reading.OneOr<string>("--format", "jsonl|csv", "JSON Lines, or comma-separated values with a header line", JsonLinesFormat.Text, Format);

    private readonly Option<bool> _connect = new("--connect") { Description = "Connect to the mail hosts too, as check does: STARTTLS, and the certificates against TLSA" };

    private readonly Option<int> _connections = Reading.OneOr<int>(
        "--connections", "N", "With --connect: connections at a time; an address has one at most", DefaultConnections, Number(1, 4096));

    private readonly Option<int> _concurrency = Reading.OneOr<int>(
        "--concurrency", "N", "Domains at a time at most; fewer while servers are silent", DefaultConcurrency, Number(1, 4096));

    private readonly Option<double> _rate = Reading.OneOr<double>(
        "--rate", "N", "Questions a second to each server at most; 0 for no limit", DefaultRate, Rate);

    private readonly Option<int> _retries = Reading.OneOr<int>(
        "--retries", "N", "Further tries, later in the run, for what could not be found out", DefaultRetries, Number(0, 10));

    private readonly Option<TimeSpan> _retryAfter = Reading.Seconds(
        "--retry-after", "How long before the first of them; each further one waits twice as long", DefaultRetryAfter);

    private readonly Option<Shard> _shard = Reading.OneOr<Shard>(
        "--shard", "i/n", "Only the i-th of n parts; the name alone decides which part it falls into", Shard.Whole, Shard.TryRead);

    private readonly Option<int> _column = Reading.OneOr<int>(
        "--column", "N", "Where in a line the domain stands, columns parted by commas or tabs", 1, Number(1, 1000));

    private readonly Option<bool> _stamp = new("--stamp") { Description = "Add the instant to each row; without it, rows do not differ from run to run" };

    private readonly Option<bool> _progress = new("--progress") { Description = "A line every ten seconds on standard error where no person looks at it" };

    private readonly MailOptions _mail = new();

    public void AddTo(Command command, DnsOptions dns)
    {
        command.Add(_list);
        foreach (Option option in (ReadOnlySpan<Option>)
            [_output, _resume, _format, _connect, _connections, _concurrency, _rate, _retries, _retryAfter, _shard, _column, _stamp, _progress, .. _mail.All])
        {
            command.Add(option);
        }

        command.Validators.Add(line =>
        {
            // What cannot be read has its complaint already.
            if (!line.Children.Any(child => child.Errors.Any()) && WhyContradictory(line, dns) is { } why)
            {
                line.AddError(why);
            }
        });
    }

    public string List(ParseResult line) => line.GetRequiredValue(_list);

    public string? Output(ParseResult line) => line.GetValue(_output);

    public bool Resumes(ParseResult line) => line.GetValue(_resume);

    public bool Connects(ParseResult line) => line.GetValue(_connect);

    public bool IsStamped(ParseResult line) => line.GetValue(_stamp);

    public bool ShowsProgress(ParseResult line) => line.GetValue(_progress);

    public int Column(ParseResult line) => line.GetValue(_column);

    public Shard Part(ParseResult line) => line.GetRequiredValue(_shard);

    /// <summary>Questions a second to each server; null for no limit.</summary>
    public double? QuestionsPerSecond(ParseResult line) => line.GetValue(_rate) is > 0 and var rate ? rate : null;

    public IScanFormat RowFormat(ParseResult line) => line.GetValue(_format) == CsvFormat.Text ? new CsvFormat() : new JsonLinesFormat();

    public SmtpOptions Smtp(ParseResult line, DnsSettings settings) => _mail.Read(line, settings) with
    {
        Timeouts = SmtpTimeouts.Probe,
        CheckTimeout = settings.Timeout,
        MaxConnections = line.GetValue(_connections),
    };

    /// <summary>The plan. At a fixed date what failed has failed: the memory of a failure does not end there.</summary>
    public ScanPlan Plan(ParseResult line, DnsSettings settings)
    {
        int concurrency = line.GetValue(_concurrency);
        if (QuestionsPerSecond(line) is { } rate && !settings.Iterate)
        {
            // More at a time would wait for their turn until their time is over.
            double most = rate * Math.Max(1, settings.Servers.Count) * settings.Timeout.TotalSeconds / (2 * QuestionsOfADomain);
            concurrency = (int)Math.Clamp(most, 1, concurrency);
        }

        return new ScanPlan(concurrency, settings.Clock is PinnedClock ? 0 : line.GetValue(_retries), Reading.SecondsOr(line, _retryAfter, DefaultRetryAfter));
    }

    /// <summary>What decides what a row says and which rows there are.</summary>
    public ScanManifest Manifest(ParseResult line, DnsSettings settings)
    {
        SmtpOptions smtp = Smtp(line, settings);
        return new ScanManifest(
        [
            ("--format", RowFormat(line).Name),
            ("--shard", Part(line).ToString()),
            ("--column", Column(line).ToString(CultureInfo.InvariantCulture)),
            ("--connect", Connects(line) ? "on" : "off"),
            ("--stamp", IsStamped(line) ? "on" : "off"),
            ("--profile", smtp.Profile.Name),
            ("--smtp-port", smtp.Port.ToString(CultureInfo.InvariantCulture)),
            ("--at", settings.Clock is PinnedClock pinned ? TextReport.Instant(pinned.GetUtcNow()) : "now"),
        ]);
    }

    private string? WhyContradictory(CommandResult line, DnsOptions dns) =>
        dns.IsExplaining(line) ? "--explain is for one domain: use check for it"
        : dns.IsJson(line) && line.GetValue(_format) == CsvFormat.Text ? "--json and --format csv exclude one another: give one of them"
        : line.GetValue(_resume) && line.GetValue(_output) is null ? "--resume needs --output FILE, where the rows are that it goes on from"
        : Reading.IsGiven(line, _connections) && !line.GetValue(_connect) ? "--connections goes with --connect: leave it out"
        : null;

    private static bool Format(string text, [NotNullWhen(true)] out string? format, [NotNullWhen(false)] out string? why)
    {
        format = text;
        why = text is JsonLinesFormat.Text or CsvFormat.Text ? null : $"'{text}' is neither: write {JsonLinesFormat.Text} or {CsvFormat.Text}";
        return why is null;
    }

    private static bool Rate(string text, out double rate, [NotNullWhen(false)] out string? why)
    {
        const double Most = 1_000_000;
        bool read = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out rate) && rate is 0 or (>= 0.1 and <= Most);
        why = read ? null : $"'{text}' is no rate: write questions a second from 0.1 to {Most:0}, or 0 for no limit";
        return read;
    }

    private static TryRead<int> Number(int least, int most)
    {
        return (string text, out int number, [NotNullWhen(false)] out string? why) =>
        {
            bool read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
            why = read ? null : $"'{text}' does not fit: write a number from {least} to {most}";
            return read;
        };
    }
}
