using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using DaneCore.Dane;
using DaneCore.Smtp;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Cli.Options;

/// <summary>The options of every command that talks to mail hosts.</summary>
internal sealed class MailOptions
{
    private readonly Option<int> _port = Reading.OneOr<int>(
        "--smtp-port", "PORT", "The port mail hosts listen on, and TLSA records are looked up for", new SmtpOptions().Port, ServerText.TryReadPort);

    private readonly Option<UsageProfile> _profile = ProfileOption.Create();

    private readonly Option<string> _helo = Reading.One<string>("--helo", "NAME", "What EHLO says; the address of this end where it is not given", HeloName);

    public IReadOnlyList<Option> All => [_port, _profile, _helo];

    public SmtpOptions Read(ParseResult line, DnsSettings settings) => new()
    {
        Port = line.GetValue(_port),
        Profile = line.GetRequiredValue(_profile),
        HeloName = line.GetValue(_helo),
        Clock = settings.Clock,
    };

    private static bool HeloName(string text, [NotNullWhen(true)] out string? name, [NotNullWhen(false)] out string? why)
    {
        name = text;
        why = HostText.IsEhloName(text) ? null : $"'{text}' cannot be said in EHLO: write a host name, or an address literal such as [192.0.2.1]";
        return why is null;
    }
}
