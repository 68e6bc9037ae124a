using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Resolver;
using DaneCore.Smtp;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Cli.Commands;

/// <summary><c>send</c>: delivers a message once, now, to the mail hosts of its recipients. Keeps no queue.</summary>
internal static class SendCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<EnvelopeSender> from = Reading.One<EnvelopeSender>("--from", "ADDRESS", "Where notifications go; '' or <> for nowhere", Sender);
        Option<IReadOnlyList<Mailbox>> to = Reading.Many<Mailbox>("--to", "ADDRESS", "A recipient; repeatable", Recipient);
        Option<string> file = Reading.One<string>("--file", "MSG.eml", "The message, header and all; - reads standard input", MessageFile.TryReadPath);
        Argument<string?> input = new("-")
        {
            Description = "A lone - reads the message from standard input",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> requireDane = new("--require-dane") { Description = "Deliver to servers authenticated by DANE, or not at all for now (RFC 7672 section 6)" };
        Option<bool> requireTls = new("--require-tls") { Description = "Send nothing in clear, whatever the domain publishes" };
        Option<bool> onward = new("--require-tls-onward")
        {
            Description = "REQUIRETLS (RFC 8689): authenticated TLS to a server that promises the same for every further step, or a final failure",
        };
        Option<bool> optional = new("--tls-optional") { Description = "TLS-Required: No (RFC 8689): rather deliver than protect" };
        Option<bool> audit = new("--audit-only") { Description = "Where a policy would hold the message back, say so and deliver (RFC 7672 section 9.1)" };
        MailOptions mail = new();
        DnsOptions dns = new(
            "Over all; the reply to the end of the message is waited for all the same. Without it, as long for each DNS lookup, and mail servers as RFC 5321 section 4.5.3.2 asks");
        Command command = new("send", "Deliver a message once, now, to the mail hosts of its recipients, under RFC 7672")
        {
            from, to, file, input, requireDane, requireTls, onward, optional, audit,
        };
        foreach (Option option in mail.All)
        {
            command.Add(option);
        }

        dns.AddTo(command);
        command.Validators.Add(line =>
        {
            if (!Reading.IsGiven(line, from) || !Reading.IsGiven(line, to))
            {
                line.AddError("give --from ADDRESS and at least one --to ADDRESS");
            }
            else if (line.GetValue(input) is { } text && text != "-")
            {
                line.AddError($"'{text}' is no option: name the message with --file, or write - to read it from standard input");
            }
            else if (Reading.IsGiven(line, file) == (line.GetValue(input) is not null))
            {
                line.AddError("give the message either as --file MSG.eml or as - for standard input");
            }
            else if (line.GetValue(audit) && (line.GetValue(requireDane) || line.GetValue(requireTls)))
            {
                line.AddError("--audit-only lets go what --require-dane and --require-tls demand: leave one of them out");
            }
            else if (line.GetValue(optional) && line.GetValue(onward))
            {
                line.AddError("--tls-optional and --require-tls-onward exclude one another: give one of them");
            }
        });
        command.SetAction((line, stop) =>
        {
            DnsSettings settings = dns.Read(line, terminal.Clock);
            SmtpOptions options = mail.Read(line, settings) with
            {
                RequireDane = line.GetValue(requireDane),
                RequireTls = line.GetValue(requireTls),
                AuditsOnly = line.GetValue(audit),
                DeliveryTimeout = dns.IsBounded(line.CommandResult) ? settings.Timeout : null,
            };
            Envelope envelope = new()
            {
                Sender = line.GetRequiredValue(from).Address,
                Recipients = [.. line.GetRequiredValue(to).Select(address => new EnvelopeRecipient(address))],
                RequiresTls = line.GetValue(onward),
                TlsIsOptional = line.GetValue(optional),
            };
            return RunAsync(envelope, line.GetValue(file) ?? "-", settings, options, terminal, stop);
        });
        return command;
    }

    /// <summary>0 when everybody got it; 3 when nobody did and it could not be found out whether they might; else 1.</summary>
    internal static ExitCode ExitOf(DeliveryReport report) =>
        report.IsDelivered ? ExitCode.AsWanted
        : report.Recipients.All(IsNotFoundOut) ? ExitCode.NotFoundOut
        : ExitCode.FoundWanting;

    // Nobody answered, or nobody knows what became of it: no server and no record has said no.
    private static bool IsNotFoundOut(RecipientOutcome outcome) =>
        outcome is { IsDelivered: false, IsTransient: true, ResultType: Dane.ResultType.None, Reply: null };

    private static async Task<int> RunAsync(
        Envelope envelope, string path, DnsSettings settings, SmtpOptions options, Terminal terminal, CancellationToken stop)
    {
        (MessageFile? file, string? why) = await MessageFile.OpenAsync(path, terminal.In, stop).ConfigureAwait(false);
        if (file is null)
        {
            return terminal.Refuse(ExitCode.Unreadable, $"--file: {why}");
        }

        await using (file.ConfigureAwait(false))
        {
            StubResolver resolver = settings.OpenResolver();
            await using (resolver.ConfigureAwait(false))
            {
                SmtpSender sender = new(resolver, options);
                await using (sender.ConfigureAwait(false))
                {
                    try
                    {
                        DeliveryReport report = await sender.SendAsync(envelope, file.Source, stop).ConfigureAwait(false);
                        Show(report, settings, terminal);
                        return (int)ExitOf(report);
                    }
                    catch (DeliveryCanceledException stopped)
                    {
                        // Who has it already must not be sent it once more.
                        Show(stopped.Report, settings, terminal);
                        throw;
                    }
                }
            }
        }
    }

    private static void Show(DeliveryReport report, DnsSettings settings, Terminal terminal)
    {
        if (!settings.AsJson)
        {
            SendText.Write(new TextReport(terminal), report, settings.Explains);
            return;
        }

        RecipientJson[] shapes = [.. report.Recipients.Select(outcome => RecipientJson.From(outcome, report))];
        if (shapes is [RecipientJson only])
        {
            JsonShapes.Write(terminal, only);
        }
        else
        {
            JsonShapes.Write(terminal, new RecipientsJson(shapes));
        }
    }

    private static bool Sender(string text, [NotNullWhen(true)] out EnvelopeSender? sender, [NotNullWhen(false)] out string? why)
    {
        why = null;
        sender = text is "" or "<>" ? new EnvelopeSender(null)
            : Recipient(text, out Mailbox? address, out why) ? new EnvelopeSender(address)
            : null;
        return sender is not null;
    }

    private static bool Recipient(string text, [NotNullWhen(true)] out Mailbox? address, [NotNullWhen(false)] out string? why)
    {
        bool read = Mailbox.TryParse(text, out address, out string? fault);
        why = read ? null : $"'{text}' is no address: {fault}; write one such as someone@example.com";
        return read;
    }

    /// <summary>The reverse path: an address, or none.</summary>
    private sealed record EnvelopeSender(Mailbox? Address);
}
