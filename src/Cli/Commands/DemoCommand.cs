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
    // How much of the time goes into setting the sample internet up.
    private const double SigningShare = 0.4;

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
        List<(SampleDomain Sample, DomainReport Found)> checkedDomains = [];
        await Progress.RunAsync(terminal, "Checking the sample internet", async advance =>
        {
            var sample = SampleInternet.Create();
            await using (sample.ConfigureAwait(false))
            {
                advance(SigningShare);
                IReadOnlyList<SampleDomain> domains = choose(sample);
                DomainReport[] reports = await CheckAllAsync(
                    sample, domains, () => advance((1 - SigningShare) / domains.Count), stop).ConfigureAwait(false);
                checkedDomains.AddRange(domains.Zip(reports));
            }
        }).ConfigureAwait(false);

        int odd = checkedDomains.Count(domain => !DemoText.IsAsExpected(domain.Sample, domain.Found));
        if (asJson)
        {
            JsonShapes.Write(terminal, new DemoJson([.. checkedDomains.Select(domain => ToJson(domain.Sample, domain.Found))]));
        }
        else
        {
            DemoText.Write(new TextReport(terminal), checkedDomains, odd, terminal.Clock.GetElapsedTime(started));
        }

        return (int)(odd == 0 ? ExitCode.AsWanted : ExitCode.FoundWanting);
    }

    private static async Task<DomainReport[]> CheckAllAsync(
        SampleInternet sample, IReadOnlyList<SampleDomain> domains, Action tick, CancellationToken stop)
    {
        var reports = new DomainReport[domains.Count];
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

        return reports;
    }

    private static CheckJson ToJson(SampleDomain domain, DomainReport report) => CheckJson.From(report) with
    {
        Says = domain.Says,
        ExpectedVerdict = domain.ExpectedVerdict,
        ExpectedCode = domain.ExpectedCode,
    };
}
