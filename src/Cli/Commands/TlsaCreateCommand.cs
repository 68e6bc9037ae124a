using System.CommandLine;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp;

namespace DaneCore.Cli.Commands;

/// <summary><c>tlsa create</c>: records out of certificates, each proved against them before it is printed.</summary>
internal static class TlsaCreateCommand
{
    private const int SmtpPort = 25;
    private const int DefaultTtlSeconds = 3600;

    public static Command Create(Terminal terminal)
    {
        Option<PeerChain> chain = Reading.One<PeerChain>(
            "--chain", "CHAIN.pem", "The certificates as the server sends them, its own first; PEM or DER", CertificateFiles.Chain);
        Option<CertificateUsage> usage = Reading.OneOr<CertificateUsage>(
            "--usage", "0-3", "Certificate usage", CertificateUsage.DaneEe, OptionText.Usage);
        Option<Selector> selector = Reading.OneOr<Selector>("--selector", "0|1", "Selector", Selector.Spki, OptionText.Selects);
        Option<MatchingType> matching = Reading.OneOr<MatchingType>(
            "--matching", "0-2", "Matching type", MatchingType.Sha256, OptionText.Matches);
        Option<DomainName> name = Reading.One<DomainName>("--name", "HOST", "The server's name, which the record will stand at", OptionText.Name);
        Option<int> port = Reading.OneOr<int>("--port", "PORT", "The service's port", SmtpPort, ServerText.TryReadPort);
        Option<PeerChain> next = Reading.One<PeerChain>(
            "--rollover", "NEXT.pem", "The certificates to come: print the records before, during and after the change", CertificateFiles.Chain);
        Option<TimeSpan> ttl = Reading.OneOr<TimeSpan>(
            "--ttl", "SECONDS", "TTL of the published records, which the waiting times follow", TimeSpan.FromSeconds(DefaultTtlSeconds), OptionText.Seconds);
        Option<HostPort> from = Reading.One<HostPort>(
            "--from", "HOST[:PORT]", "Take the certificates from a mail server, after STARTTLS, in place of --chain", HostPort.TryRead);
        DnsOptions dns = new();
        Command command = new("create", "Make TLSA records from certificates, and prove each against them")
        {
            chain, from, usage, selector, matching, name, port, next, ttl,
        };
        dns.AddTo(command);
        command.Validators.Add(line =>
        {
            if (Reading.IsGiven(line, chain) == Reading.IsGiven(line, from))
            {
                line.AddError("give either --chain CHAIN.pem or --from HOST[:PORT]");
            }
        });
        command.SetAction(async (line, stop) =>
        {
            DnsSettings settings = dns.Read(line, terminal.Clock);
            HostPort? server = line.GetValue(from);
            (PeerChain? current, string? why) = server is null
                ? (line.GetRequiredValue(chain), null)
                : await FetchAsync(server, settings, stop).ConfigureAwait(false);
            if (current is null)
            {
                return terminal.Refuse(ExitCode.NotFoundOut, why!);
            }

            DomainName? host = line.GetValue(name) ?? server?.Name;
            int number = server is not null && !Reading.IsGiven(line.CommandResult, port) ? server.Port : line.GetValue(port);
            ReferenceNames? names = host is null ? null : new ReferenceNames(host);
            TlsaGenerator generator = new(ProfileOf(number), settings.Clock);
            CertificateUsage of = line.GetValue(usage);
            Selector what = line.GetValue(selector);
            MatchingType how = line.GetValue(matching);
            RolloverPlan? plan = line.GetValue(next) is { } coming
                ? generator.PlanRollover(current, coming, of, what, how, line.GetValue(ttl), names)
                : null;
            TlsaCreation creation = plan?.Current ?? generator.Create(current, of, what, how, names);
            return Show(creation, plan, record => LineOf(host, number, record), settings.AsJson, terminal);
        });
        return command;
    }

    private static async Task<(PeerChain? Chain, string? Why)> FetchAsync(HostPort server, DnsSettings settings, CancellationToken stop)
    {
        SmtpOptions options = new() { Timeouts = SmtpTimeouts.Probe, CheckTimeout = settings.Timeout, Clock = settings.Clock };
        StubResolver resolver = settings.OpenResolver();
        await using (resolver.ConfigureAwait(false))
        {
            return await new LiveChain(resolver, options).FetchAsync(server, stop).ConfigureAwait(false);
        }
    }

    private static int Show(TlsaCreation creation, RolloverPlan? plan, Func<TlsaRecord, string> line, bool asJson, Terminal terminal)
    {
        if (!creation.IsProved)
        {
            return terminal.Refuse(ExitCode.FoundWanting, $"no record can be proved against these certificates: {creation.Reason}");
        }

        if (plan is { Next: { IsProved: false } coming })
        {
            return terminal.Refuse(ExitCode.FoundWanting, $"no record can be proved against the certificates to come: {coming.Reason}");
        }

        TlsaCreateJson shape = plan is null ? TlsaCreateJson.From(creation, line) : TlsaCreateJson.From(plan, line);
        if (asJson)
        {
            JsonShapes.Write(terminal, shape);
            return (int)ExitCode.AsWanted;
        }

        // What is no record is a comment, so that all of it may go into a zone file.
        TextReport report = new(terminal);
        foreach (TlsaStepJson step in shape.Steps)
        {
            string wait = step.WaitSeconds > 0 ? $", at least {step.WaitSeconds} seconds" : "";
            report.Line($"; {step.Title}{wait}: {step.Reason} ({step.Rfc})", Tone.Faint);
            foreach (string each in step.Lines)
            {
                report.Line(each);
            }
        }

        foreach (string warning in shape.Warnings)
        {
            report.Line($"; mind: {warning}", Tone.Doubtful);
        }

        return (int)ExitCode.AsWanted;
    }

    // Without a name the line goes on at the owner before it, as zone files have it (RFC 1035 section 5.1).
    private static string LineOf(DomainName? host, int port, TlsaRecord record) =>
        (host is null ? null : TlsaGenerator.ToZoneLine(host, port, record)) ?? $"    IN TLSA {record}";

    private static UsageProfile ProfileOf(int port) => port switch
    {
        SmtpPort => UsageProfile.Smtp,
        443 => UsageProfile.Https,
        993 => UsageProfile.Imaps,
        465 or 587 => UsageProfile.Submissions,
        5222 or 5223 or 5269 => UsageProfile.Xmpp,
        _ => UsageProfile.ForService("tcp"),
    };
}
