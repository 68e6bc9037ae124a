using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Dane;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Commands;

/// <summary><c>tlsa verify</c>: records against a chain, both given. Asks no network.</summary>
internal static class TlsaVerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<IReadOnlyList<TlsaRecord>> records = Reading.Many<TlsaRecord>(
            "--record", "\"3 1 1 HEX\"", "A TLSA record; repeatable", TlsaRecord.TryParse);
        Option<PeerChain> chain = Reading.One<PeerChain>(
            "--chain", "CHAIN.pem", "The certificates as the server sends them, its own first; PEM or DER", CertificateFiles.Chain);
        Option<IReadOnlyList<DomainName>> names = Reading.Many<DomainName>(
            "--name", "HOST", "The TLSA base domain, then other names the certificate may bear", OptionText.Name);
        Option<string> service = Reading.OneOr<string>(
            "--service", "smtp|https|NAME", "Whose rules apply", "smtp", Service);
        Option<TrustRoots> roots = Reading.One<TrustRoots>(
            "--ca-file", "ROOTS.pem", "Public authorities for usages 0 and 1. Default: the system's", CertificateFiles.Roots);
        Option<UsageProfile> profile = ProfileOption.Create();
        Option<DateTimeOffset> at = CommonOptions.At();
        Option<bool> json = CommonOptions.Json();
        records.Required = chain.Required = names.Required = true;

        Command command = new("verify", "Judge TLSA records against a certificate chain, without any network")
        {
            records, chain, names, service, roots, profile, at, json,
        };
        command.Validators.Add(line =>
        {
            if (Reading.IsGiven(line, profile) && Reading.IsGiven(line, service) && line.GetValue(service) != "smtp")
            {
                line.AddError("--profile is about mail: leave it out, or write --service smtp");
            }
        });
        command.SetAction(line =>
        {
            DaneVerifier verifier = new(
                Reading.IsGiven(line.CommandResult, profile) ? line.GetRequiredValue(profile) : UsageProfile.ForService(line.GetRequiredValue(service)),
                CommonOptions.ClockOf(line, at, terminal.Clock),
                line.GetValue(roots));
            IReadOnlyList<DomainName> hosts = line.GetRequiredValue(names);
            DaneOutcome outcome = verifier.Verify(
                TlsaRecordSet.FromTrustedInput(line.GetRequiredValue(records)),
                line.GetRequiredValue(chain),
                new ReferenceNames(hosts[0], hosts.Skip(1)));
            Show(outcome, line.GetValue(json), terminal);
            return (int)(outcome.Status == DaneStatus.Matched ? ExitCode.AsWanted : ExitCode.FoundWanting);
        });
        return command;
    }

    private static void Show(DaneOutcome outcome, bool asJson, Terminal terminal)
    {
        if (asJson)
        {
            JsonShapes.Write(terminal, TlsaVerifyJson.From(outcome));
            return;
        }

        TextReport report = new(terminal);
        Tone tone = outcome.Status switch
        {
            DaneStatus.Matched => Tone.Good,
            DaneStatus.Mismatched => Tone.Bad,
            _ => Tone.Doubtful,
        };
        report.Line(outcome.StatusText, tone);
        report.Field("why", outcome.Reason.ToString());
        if (outcome.MatchedRecord is { } matched)
        {
            report.Field("record", matched.ToString());
            report.Field("certificate", outcome.MatchedDepth == 0 ? "the server's own" : $"{outcome.MatchedDepth} above the server's own");
            report.Field("name", outcome.MatchedName is { } name ? NameText.Of(name) : "not looked at");
        }
        else if (ResultTypes.ToText(outcome.ResultType) is { } type)
        {
            report.Field("reported as", $"{type} (RFC 8460 section 4.3)");
        }

        report.Field("judged at", $"{TextReport.Instant(outcome.JudgedAt)}, profile {outcome.Profile}");
        report.Line();
        TlsaText.Records(report, outcome.Records);
        foreach (string warning in outcome.Warnings)
        {
            report.Line($"warning: {warning}", Tone.Doubtful);
        }
    }

    private static bool Service(string text, [NotNullWhen(true)] out string? service, [NotNullWhen(false)] out string? why)
    {
        service = text.ToLowerInvariant();
        why = service.Length > 0 && service.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? null
            : $"'{text}' is no service: write smtp, https or another name of letters, digits and hyphens";
        return why is null;
    }
}
