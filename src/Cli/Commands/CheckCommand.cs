using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Cli.Commands;

/// <summary><c>check</c>: everything a sending server would do for a domain, short of MAIL FROM.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<DomainName> domain = CommonOptions.Name("DOMAIN", "The domain that mail would be sent to");
        Option<int> port = Reading.OneOr<int>(
            "--smtp-port", "PORT", "The port mail hosts listen on, and TLSA records are looked up for", new SmtpOptions().Port, ServerText.TryReadPort);
        Option<UsageProfile> profile = ProfileOption.Create();
        Option<string> helo = Reading.OneOr<string>("--helo", "NAME", "What EHLO says", new SmtpOptions().HeloName, HeloName);
        DnsOptions dns = new();
        Command command = new("check", "Do what a sending mail server would do for a domain, short of sending, and say what would happen")
        {
            domain, port, profile, helo,
        };
        dns.AddTo(command);
        command.SetAction((line, stop) =>
        {
            DnsSettings settings = dns.Read(line, terminal.Clock);
            SmtpOptions options = new()
            {
                Port = line.GetValue(port),
                Profile = line.GetRequiredValue(profile),
                HeloName = line.GetRequiredValue(helo),
                Timeouts = SmtpTimeouts.Probe,
                CheckTimeout = settings.Timeout,
                Clock = settings.Clock,
            };
            return RunAsync(line.GetRequiredValue(domain), settings, options, terminal, stop);
        });
        return command;
    }

    /// <summary>What a verdict ends the process with: 0 when mail would be delivered.</summary>
    internal static ExitCode ExitOf(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.DaneOk or CheckVerdict.EncryptOnly or CheckVerdict.NoDane => ExitCode.AsWanted,
        CheckVerdict.DaneFailed or CheckVerdict.DnssecBogus or CheckVerdict.NullMx or CheckVerdict.NoSuchDomain => ExitCode.FoundWanting,
        _ => ExitCode.NotFoundOut,
    };

    private static async Task<int> RunAsync(
        DomainName domain, DnsSettings settings, SmtpOptions options, Terminal terminal, CancellationToken stop)
    {
        StubResolver resolver = settings.OpenResolver();
        await using (resolver.ConfigureAwait(false))
        {
            DomainReport report = await new DomainCheck(resolver, options).CheckAsync(domain, stop).ConfigureAwait(false);
            if (settings.AsJson)
            {
                JsonShapes.Write(terminal, CheckJson.From(report));
            }
            else
            {
                CheckText.Write(new TextReport(terminal), report, settings.Explains);
            }

            return (int)ExitOf(report.Verdict);
        }
    }

    private static bool HeloName(string text, [NotNullWhen(true)] out string? name, [NotNullWhen(false)] out string? why)
    {
        name = text;
        why = HostText.IsEhloName(text) ? null : $"'{text}' cannot be said in EHLO: write a host name, or an address literal such as [192.0.2.1]";
        return why is null;
    }
}
