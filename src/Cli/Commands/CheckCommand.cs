using System.CommandLine;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp;

namespace DaneCore.Cli.Commands;

/// <summary><c>check</c>: everything a sending server would do for a domain, or for each of a file, short of MAIL FROM.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        CheckOptions check = new();
        DnsOptions dns = new();
        Command command = new("check", "Do what a sending mail server would do for a domain, short of sending, and say what would happen");
        check.AddTo(command, dns);
        dns.AddTo(command);
        command.SetAction(async (line, stop) =>
        {
            MonitorLimits limits = check.Limits(line);
            if (limits.WarnDays < limits.CriticalDays)
            {
                return terminal.Refuse(ExitCode.Unreadable, "--warn-days is below --critical-days: warn earlier, or lower the other");
            }

            DnsSettings settings = dns.Read(line, terminal.Clock);
            IReadOnlyList<CheckedDomain> found = await RunAsync(
                check.Domains(line), check.Parallelism(line), check.Smtp(line, settings), settings, terminal, stop).ConfigureAwait(false);
            switch (check.Format(line, settings.AsJson))
            {
                case CheckFormat.Nagios:
                    return (int)NagiosLine.Write(terminal, found, limits);
                case CheckFormat.OpenMetrics:
                    OpenMetricsText.Write(terminal, found);
                    break;
                case CheckFormat.Json when check.IsList(line):
                    JsonShapes.Write(terminal, new CheckListJson([.. found.Select(each => CheckJson.From(each.Report, settings.Explains))]));
                    break;
                case CheckFormat.Json:
                    JsonShapes.Write(terminal, CheckJson.From(found[0].Report, settings.Explains));
                    break;
                default:
                    CheckListText.Write(new TextReport(terminal), found, check.IsList(line), settings.Explains);
                    break;
            }

            return (int)found.Select(each => ExitOf(each.Report.Verdict)).MaxBy(Weight);
        });
        return command;
    }

    /// <summary>What a verdict ends the process with: 0 when mail would be delivered.</summary>
    internal static ExitCode ExitOf(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.DaneOk or CheckVerdict.DanePublished or CheckVerdict.EncryptOnly or CheckVerdict.NoDane => ExitCode.AsWanted,
        CheckVerdict.DaneFailed or CheckVerdict.DnssecBogus or CheckVerdict.NullMx or CheckVerdict.NoSuchDomain => ExitCode.FoundWanting,
        _ => ExitCode.NotFoundOut,
    };

    // Of several: what is known to be wanting is worse than what could not be found out.
    private static int Weight(ExitCode code) => code switch
    {
        ExitCode.AsWanted => 0,
        ExitCode.NotFoundOut => 1,
        _ => 2,
    };

    private static async Task<IReadOnlyList<CheckedDomain>> RunAsync(
        IReadOnlyList<DomainName> domains, int atATime, SmtpOptions options, DnsSettings settings, Terminal terminal, CancellationToken stop)
    {
        var found = new CheckedDomain[domains.Count];
        StubResolver resolver = settings.OpenResolver();
        await using (resolver.ConfigureAwait(false))
        {
            // One check for all: an address that several domains share is still connected to once at a time.
            DomainCheck check = new(resolver, options);
            Task CheckAllAsync(Action<double> advance) => Parallel.ForAsync(
                0, domains.Count, new ParallelOptions { MaxDegreeOfParallelism = atATime, CancellationToken = stop }, async (i, stopOne) =>
                {
                    long started = terminal.Clock.GetTimestamp();
                    DomainReport report = await check.CheckAsync(domains[i], stopOne).ConfigureAwait(false);
                    found[i] = new CheckedDomain(report, terminal.Clock.GetElapsedTime(started));
                    advance(1.0 / domains.Count);
                });

            if (domains.Count == 1)
            {
                await CheckAllAsync(_ => { }).ConfigureAwait(false);
            }
            else
            {
                await Progress.RunAsync(terminal, $"Checking {domains.Count} domains", CheckAllAsync).ConfigureAwait(false);
            }
        }

        return found;
    }
}
