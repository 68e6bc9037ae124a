using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp;

namespace DaneCore.Cli.Options;

/// <summary>The options of <c>check</c> besides those of DNS, and what excludes what.</summary>
internal sealed class CheckOptions
{
    private const int DefaultParallel = 4;
    private const int MostParallel = 64;

    private readonly Argument<DomainName> _domain = CommonOptions.Name("DOMAIN", "The domain that mail would be sent to");

    private readonly Option<IReadOnlyList<DomainName>> _file = Reading.One<IReadOnlyList<DomainName>>(
        "--file", "FILE", "Check the domains of a file in place of DOMAIN: one a line, # begins a comment", DomainFile.TryRead);

    private readonly Option<int> _parallel = Reading.OneOr<int>(
        "--parallel", "N", "How many domains of a file are checked at a time", DefaultParallel, Parallel);

    private readonly MailOptions _mail = new();

    private readonly Option<bool> _nagios = new("--nagios")
    {
        Description = "One line for monitoring plug-ins; exit 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN",
    };

    private readonly Option<bool> _openMetrics = new("--openmetrics") { Description = "Metrics in OpenMetrics text" };

    private readonly Option<double> _warn = Reading.OneOr<double>(
        "--warn-days", "DAYS", "With --nagios: warn when a certificate or signature has less left, or a fifth of its length if that is less", MonitorLimits.Default.WarnDays, OptionText.Days);

    private readonly Option<double> _critical = Reading.OneOr<double>(
        "--critical-days", "DAYS", "The same for critical, and a tenth", MonitorLimits.Default.CriticalDays, OptionText.Days);

    public CheckOptions() => _domain.Arity = ArgumentArity.ZeroOrOne;

    public void AddTo(Command command, DnsOptions dns)
    {
        command.Add(_domain);
        foreach (Option option in (ReadOnlySpan<Option>)[_file, _parallel, .. _mail.All, _nagios, _openMetrics, _warn, _critical])
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

    /// <summary>The domains to check, in the order in which they are reported.</summary>
    public IReadOnlyList<DomainName> Domains(ParseResult line) => line.GetValue(_file) ?? [line.GetRequiredValue(_domain)];

    /// <summary>True when they come from a file, be it of one.</summary>
    public bool IsList(ParseResult line) => line.GetValue(_file) is not null;

    public int Parallelism(ParseResult line) => line.GetValue(_parallel);

    public CheckFormat Format(ParseResult line, bool asJson) =>
        line.GetValue(_nagios) ? CheckFormat.Nagios
        : line.GetValue(_openMetrics) ? CheckFormat.OpenMetrics
        : asJson ? CheckFormat.Json
        : CheckFormat.Text;

    /// <summary>The limits; one that was not given makes room for the other.</summary>
    public MonitorLimits Limits(ParseResult line)
    {
        double warn = line.GetValue(_warn);
        double critical = line.GetValue(_critical);
        return new MonitorLimits(
            Reading.IsGiven(line.CommandResult, _warn) ? warn : Math.Max(warn, critical),
            Reading.IsGiven(line.CommandResult, _critical) ? critical : Math.Min(warn, critical));
    }

    public SmtpOptions Smtp(ParseResult line, DnsSettings settings) => _mail.Read(line, settings) with
    {
        Timeouts = SmtpTimeouts.Probe,
        CheckTimeout = settings.Timeout,
    };

    private string? WhyContradictory(CommandResult line, DnsOptions dns)
    {
        bool isNagios = line.GetValue(_nagios);
        bool isMetrics = line.GetValue(_openMetrics);
        bool hasDomain = line.GetResult(_domain) is { Tokens.Count: > 0 };
        bool hasFile = Reading.IsGiven(line, _file);
        return hasDomain && hasFile ? "DOMAIN and --file exclude one another: give one of them"
            : !hasDomain && !hasFile ? "what to check is missing: name a DOMAIN, or --file FILE; see 'danecore check --help'"
            : new[] { isNagios, isMetrics, dns.IsJson(line) }.Count(given => given) > 1
                ? "--json, --nagios and --openmetrics exclude one another: give one of them"
            : (isNagios || isMetrics) && dns.IsExplaining(line) ? "--explain is for text and --json: leave it out"
            : !hasFile && Reading.IsGiven(line, _parallel) ? "--parallel goes with --file: leave it out"
            : !isNagios && (Reading.IsGiven(line, _warn) || Reading.IsGiven(line, _critical)) ? "--warn-days and --critical-days go with --nagios: leave them out"
            : null;
    }

    private static bool Parallel(string text, out int number, [NotNullWhen(false)] out string? why)
    {
        bool read = int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number)
            && number is >= 1 and <= MostParallel;
        why = read ? null : $"'{text}' is no number of checks at a time: write one from 1 to {MostParallel}";
        return read;
    }
}
