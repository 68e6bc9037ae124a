using System.Diagnostics.CodeAnalysis;
using System.Net;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Options;

/// <summary>A server to connect to, as <c>HOST[:PORT]</c>: a name, or an address in its place (IPv6 in brackets).</summary>
internal sealed record HostPort(DomainName? Name, IPAddress? Address, int Port)
{
    private const int SmtpPort = 25;

    public static bool TryRead(string text, [NotNullWhen(true)] out HostPort? server, [NotNullWhen(false)] out string? why)
    {
        server = null;
        int colon = text.LastIndexOf(':');
        bool hasPort = colon > text.LastIndexOf(']') && !ServerText.TryReadAddress(text, out _);
        string host = hasPort ? text[..colon] : text;
        int port = SmtpPort;
        why = null;
        if (hasPort && !ServerText.TryReadPort(text[(colon + 1)..], out port, out why))
        {
            return false;
        }

        bool isBracketed = host.StartsWith('[') && host.EndsWith(']');
        if (ServerText.TryReadAddress(isBracketed ? host[1..^1] : host, out IPAddress? address))
        {
            server = new HostPort(null, address, port);
        }
        else if (host.AsSpan().ContainsAny("[]:"))
        {
            why = $"'{text}' is no server: write HOST, HOST:PORT, or an IPv6 address in brackets";
        }
        else if (OptionText.Name(host, out DomainName? name, out why))
        {
            server = new HostPort(name, null, port);
        }

        return server is not null;
    }

    public override string ToString() => $"{Name?.ToString() ?? Address!.ToString()} port {Port}";
}
