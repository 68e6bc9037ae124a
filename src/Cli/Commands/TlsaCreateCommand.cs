using System.CommandLine;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp;

namespace DaneCore.Cli.Commands;

/// <summary>
/// <c>tlsa create</c>: records out of certificates, each proved against them before it is printed, and the order and times of a change. DNS is asked
/// only where the line says where, where the certificates come from a live server, or where a change needs a TTL that was not given.
/// </summary>
internal static class TlsaCreateCommand
{
    private const int SmtpPort = 25;
    private static readonly TimeSpan DefaultTtl = TimeSpan.FromHours(1);

    public static Command Create(Terminal terminal)
    {
        Option<PeerChain> chain = Reading.One<PeerChain>(
            "--chain", "CHAIN.pem", "The certificates as the server sends them, its own first; PEM or DER", CertificateFiles.Chain);
        Option<CertificateUsage> usage = Reading.OneOr<CertificateUsage>(
            "--usage", "0-3", "Certificate usage", CertificateUsage.DaneEe, OptionText.Usage);
        Option<Selector> selector = Reading.OneOr<Selector>("--selector", "0|1", "Selector", Selector.Spki, OptionText.Selects);
        Option<MatchingType> matching = Reading.OneOr<MatchingType>(
            "--matching", "0-2", "Matching type", MatchingType.Sha256, OptionText.Matches);
        Option<IReadOnlyList<TlsaParameters>> also = Reading.Many<TlsaParameters>(
            "--also", "\"2 1 1\"", "A further record under these parameters; repeatable", TlsaParameters.TryParse);
        Option<DomainName> name = Reading.One<DomainName>("--name", "HOST", "The server's name, which the record will stand at", OptionText.Name);
        Option<int> port = Reading.OneOr<int>("--port", "PORT", "The service's port", SmtpPort, ServerText.TryReadPort);
        Option<PeerChain> next = Reading.One<PeerChain>(
            "--rollover", "NEXT.pem", "The certificates to come: print the records before, during and after the change", CertificateFiles.Chain);
        Option<IReadOnlyList<TlsaParameters>> to = Reading.Many<TlsaParameters>(
            "--to", "\"2 0 1\"", "The parameters to be published in the end, in place of those now; repeatable", TlsaParameters.TryParse);
        Option<TimeSpan> ttl = Reading.One<TimeSpan>(
            "--ttl", "SECONDS", "TTL of the published records, which the waiting times follow. Default: what DNS says, else an hour", OptionText.Ttl);
        Option<HostPort> from = Reading.One<HostPort>(
            "--from", "HOST[:PORT]", "Take the certificates from a mail server, after STARTTLS, in place of --chain", HostPort.TryRead);
        DnsOptions dns = new();
        Command command = new("create", "Make TLSA records from certificates, and prove each against them")
        {
            chain, from, usage, selector, matching, also, name, port, next, to, ttl,
        };
        dns.AddTo(command);
        command.Validators.Add(line =>
        {
            if (Reading.IsGiven(line, chain) == Reading.IsGiven(line, from))
            {
                line.AddError("give either --chain CHAIN.pem or --from HOST[:PORT]");
            }
        });
        command.SetAction((line, stop) =>
        {
            HostPort? server = line.GetValue(from);
            TlsaParameters[] now = [new(line.GetValue(usage), line.GetValue(selector), line.GetValue(matching)), .. line.GetValue(also) ?? []];
            CreateRequest request = new()
            {
                Chain = line.GetValue(chain),
                Server = server,
                Host = line.GetValue(name) ?? server?.Name,
                Port = server is not null && !Reading.IsGiven(line.CommandResult, port) ? server.Port : line.GetValue(port),
                From = now,
                To = line.GetValue(to) is { Count: > 0 } goal ? goal : now,
                Next = line.GetValue(next),
                Ttl = Reading.IsGiven(line.CommandResult, ttl) ? line.GetValue(ttl) : null,
                AsksDns = dns.NamesSource(line.CommandResult),
            };
            return RunAsync(request, dns.Read(line, terminal.Clock), terminal, stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(CreateRequest request, DnsSettings settings, Terminal terminal, CancellationToken stop)
    {
        PeerChain? current = request.Chain;
        TlsaPublication? published = null;
        if (request.Server is not null || request.LooksUp)
        {
            StubResolver resolver = settings.OpenResolver();
            await using (resolver.ConfigureAwait(false))
            {
                if (request.Server is { } server)
                {
                    SmtpOptions options = new() { Timeouts = SmtpTimeouts.Probe, CheckTimeout = settings.Timeout, Clock = settings.Clock };
                    (current, string? why) = await new LiveChain(resolver, options).FetchAsync(server, stop).ConfigureAwait(false);
                    if (current is null)
                    {
                        return terminal.Refuse(ExitCode.NotFoundOut, why!);
                    }
                }

                published = request.LooksUp
                    ? await TlsaPublication.ReadAsync(resolver, request.Host!, request.Port, stop).ConfigureAwait(false)
                    : null;
            }
        }

        ReferenceNames? names = request.Host is null ? null : new ReferenceNames(request.Host);
        TlsaGenerator generator = new(ProfileOf(request.Port), settings.Clock);
        RolloverTiming timing = TimingOf(request, published, settings.Clock.GetUtcNow());
        RolloverPlan? plan = request.IsChange ? generator.PlanRollover(current!, request.Next, request.From, request.To, timing, names) : null;
        IReadOnlyList<TlsaCreation> made = plan is null ? generator.CreateSet(current!, request.From, names) : plan.Creations;
        if (WhyRefused(plan, made) is { } refusal)
        {
            return terminal.Refuse(ExitCode.FoundWanting, refusal);
        }

        TlsaRecord[] planned = [.. made.Select(creation => creation.Record!)];
        PublicationReview? review = published is null ? null : generator.Review(published, current!, planned, names!);
        var shape = TlsaCreateJson.From(made, plan, review, timing, record => LineOf(request.Host, request.Port, record));
        if (settings.AsJson)
        {
            JsonShapes.Write(terminal, shape);
        }
        else
        {
            TlsaCreateText.Write(new TextReport(terminal), shape);
        }

        return (int)ExitCode.AsWanted;
    }

    // Caches hold what stands now for its own TTL, and nothing for as long as the zone says (RFC 2308 section 5).
    private static RolloverTiming TimingOf(CreateRequest request, TlsaPublication? published, DateTimeOffset now)
    {
        TimeSpan held = request.Ttl ?? published?.Ttl ?? DefaultTtl;
        return new RolloverTiming(now, held, request.Ttl ?? (published is { Records.Count: > 0 } ? held : DefaultTtl));
    }

    private static string? WhyRefused(RolloverPlan? plan, IReadOnlyList<TlsaCreation> made) =>
        plan is { Current: { IsProved: false } now } ? $"no record can be proved against these certificates: {now.Reason}"
        : plan is { Next: { IsProved: false } coming } ? $"no record can be proved against the certificates to come: {coming.Reason}"
        : made.FirstOrDefault(creation => !creation.IsProved) is { } refused ? $"no record can be proved against these certificates: {refused.Reason}"
        : null;

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
