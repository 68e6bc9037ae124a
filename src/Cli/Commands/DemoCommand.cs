using System.CommandLine;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Lab.Internet;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp;

namespace DaneCore.Cli.Commands;

/// <summary>
/// <c>demo</c>: the check of every domain of the sample internet, in process. Fails when a verdict is not the one the domain
/// was made for.
/// </summary>
internal static class DemoCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<bool> json = CommonOptions.Json();
        Command command = new("demo", "Check every domain of a sample internet inside this program: no network, no set-up") { json };
        command.SetAction((line, stop) => RunAsync(sample => sample.Domains, line.GetValue(json), terminal, stop));
        return command;
    }

    /// <summary>Checks what <paramref name="choose"/> takes of the sample internet.</summary>
    internal static async Task<int> RunAsync(
        Func<SampleInternet, IReadOnlyList<SampleDomain>> choose, bool asJson, Terminal terminal, CancellationToken stop)
    {
        long started = terminal.Clock.GetTimestamp();
        var sample = SampleInternet.Create();
        await using (sample.ConfigureAwait(false))
        {
            IReadOnlyList<SampleDomain> domains = choose(sample);
            var reports = new DomainReport[domains.Count];
            await Progress.RunAsync(terminal, "Checking the sample internet", domains.Count, tick =>
                CheckAllAsync(sample, domains, reports, tick, stop)).ConfigureAwait(false);

            int odd = domains.Zip(reports).Count(pair => !DemoText.IsAsExpected(pair.First, pair.Second));
            if (asJson)
            {
                JsonShapes.Write(terminal, new DemoJson([.. domains.Zip(reports, ToJson)]));
            }
            else
            {
                DemoText.Write(new TextReport(terminal), [.. domains.Zip(reports)], odd, terminal.Clock.GetElapsedTime(started));
            }

            return (int)(odd == 0 ? ExitCode.AsWanted : ExitCode.FoundWanting);
        }
    }

    private static async Task CheckAllAsync(
        SampleInternet sample, IReadOnlyList<SampleDomain> domains, DomainReport[] reports, Action tick, CancellationToken stop)
    {
        PinnedClock clock = new(sample.Now);
        SmtpOptions options = new() { Clock = clock, Connect = sample.ConnectAsync, Timeouts = SmtpTimeouts.Probe };
        StubResolver resolver = new(sample.Source, new ResolverOptions { Anchors = sample.Anchors, Clock = clock });
        await using (resolver.ConfigureAwait(false))
        {
            DomainCheck check = new(resolver, options);
            await Parallel.ForAsync(0, domains.Count, stop, async (i, stopOne) =>
            {
                reports[i] = await check.CheckAsync(DomainName.Parse(domains[i].Name), stopOne).ConfigureAwait(false);
                tick();
            }).ConfigureAwait(false);
        }
    }

    private static CheckJson ToJson(SampleDomain domain, DomainReport report) => CheckJson.From(report) with
    {
        Says = domain.Says,
        ExpectedVerdict = domain.ExpectedVerdict,
        ExpectedCode = domain.ExpectedCode,
    };
}
