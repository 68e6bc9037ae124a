using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Options;

/// <summary>
/// Reads <c>ADDR</c>, <c>ADDR:PORT</c>, <c>[v6]:PORT</c>, and the same behind <c>tls://</c>, with whom to reach there behind <c>#</c>; and the
/// URLs of servers over HTTPS. Stricter than the platform, which takes <c>1</c> for an address.
/// </summary>
internal static class ServerText
{
    private const int DnsPort = 53;
    private const int PinOctets = 32;
    private const string TlsScheme = "tls://";
    private const string HttpsScheme = "https://";
    private const string PinMark = "pin-sha256=";
    private const string Form = "write an address such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53";
    private const string TlsForm = "write tls://ADDR[:PORT]#NAME, such as tls://192.0.2.53#dns.example.com";
    private const string HttpsForm = "write https://HOST[:PORT]/PATH, such as https://dns.example.com/dns-query, or with an address https://192.0.2.53/dns-query#dns.example.com";

    public static bool TryRead(string text, [NotNullWhen(true)] out UpstreamServer? server, [NotNullWhen(false)] out string? why)
    {
        server = null;
        if (text.StartsWith(TlsScheme, StringComparison.OrdinalIgnoreCase))
        {
            return TryReadTls(text, out server, out why);
        }

        if (text.StartsWith(HttpsScheme, StringComparison.OrdinalIgnoreCase))
        {
            return TryReadHttps(text, out server, out why);
        }

        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            why = $"{text[..(scheme + 3)]} is no way to ask DNS: use ADDR[:PORT], {TlsScheme}ADDR[:PORT]#NAME or {HttpsScheme}HOST/PATH";
            return false;
        }

        if (!TryReadEndPoint(text, DnsPort, Form, out IPEndPoint? endPoint, out why))
        {
            return false;
        }

        server = endPoint;
        return true;
    }

    /// <summary>An address as people write it, nothing else: no short forms, no octal, no names.</summary>
    public static bool TryReadAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6
            ? text.Contains(':', StringComparison.Ordinal) && text[0] != '['
            : address.ToString() == text);

    public static bool TryReadPort(string text, out int port, [NotNullWhen(false)] out string? why)
    {
        bool read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= ushort.MaxValue;
        why = read ? null : $"'{text}' is no port: write a number from 1 to 65535";
        return read;
    }

    private static bool TryReadTls(string text, out UpstreamServer? server, [NotNullWhen(false)] out string? why)
    {
        server = null;
        SplitFragment(text[TlsScheme.Length..], out string place, out string? fragment);
        if (!TryReadEndPoint(place, UpstreamServer.OverTls.DefaultPort, TlsForm, out IPEndPoint? endPoint, out why)
            || !TryReadIdentity(fragment, TlsForm, out ServerIdentity? identity, out why))
        {
            return false;
        }

        server = new UpstreamServer.OverTls(endPoint, identity);
        return true;
    }

    private static bool TryReadHttps(string text, out UpstreamServer? server, [NotNullWhen(false)] out string? why)
    {
        server = null;
        SplitFragment(text, out string address, out string? fragment);

        // RFC 8484 section 4.1: servers are given as URI templates; the variable is for GET, and POST has no need of it.
        const string Variable = "{?dns}";
        address = address.EndsWith(Variable, StringComparison.Ordinal) ? address[..^Variable.Length] : address;
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            || uri.UserInfo.Length > 0
            || uri.Query.Length > 0
            || address.AsSpan().ContainsAny("{}\\ ")
            || !IsHost(uri))
        {
            why = $"'{text}' is no server: {HttpsForm}";
            return false;
        }

        if (!TryReadIdentity(fragment, HttpsForm, out ServerIdentity? identity, out why))
        {
            return false;
        }

        server = new UpstreamServer.OverHttps(uri, identity);
        return true;
    }

    // The platform takes 0x7f.1 for 127.0.0.1 and any letters for a name.
    private static bool IsHost(Uri uri) => uri.HostNameType switch
    {
        UriHostNameType.IPv4 => uri.OriginalString.Contains(uri.Host, StringComparison.Ordinal),
        UriHostNameType.IPv6 => true,
        UriHostNameType.Dns => TryReadIdnHost(uri, out string? host) && OptionText.Name(host, out _, out _),
        _ => false,
    };

    // The platform throws for a label that is in no form of RFC 5891: xn-- with letters beyond ASCII behind it.
    private static bool TryReadIdnHost(Uri uri, [NotNullWhen(true)] out string? host)
    {
        try
        {
            host = uri.IdnHost;
            return true;
        }
        catch (UriFormatException)
        {
            host = null;
            return false;
        }
    }

    private static void SplitFragment(string text, out string place, out string? fragment)
    {
        int mark = text.IndexOf('#', StringComparison.Ordinal);
        place = mark < 0 ? text : text[..mark];
        fragment = mark < 0 ? null : text[(mark + 1)..];
    }

    // NAME, pin-sha256=BASE64, or several of them with commas between; RFC 7858 appendix A has pins in base64.
    private static bool TryReadIdentity(string? text, string form, [NotNullWhen(true)] out ServerIdentity? identity, [NotNullWhen(false)] out string? why)
    {
        identity = null;
        why = null;
        DomainName? name = null;
        List<ReadOnlyMemory<byte>> pins = [];
        foreach (string part in text?.Split(',') ?? [])
        {
            if (part.StartsWith(PinMark, StringComparison.OrdinalIgnoreCase))
            {
                byte[] pin = new byte[PinOctets + 1];
                if (!Convert.TryFromBase64String(part[PinMark.Length..], pin, out int length) || length != PinOctets)
                {
                    why = $"'{part}' is no pin: write {PinMark} and the SHA-256 of the server's public key in base64, 44 characters";
                    return false;
                }

                pins.Add(pin.AsMemory(0, PinOctets));
            }
            else if (name is not null || part.Length == 0 || !OptionText.Name(part, out name, out _) || name.IsRoot)
            {
                why = $"'{part}' is not whom to reach: {form}, or with a pin #{PinMark}BASE64";
                return false;
            }
        }

        identity = new ServerIdentity(name, pins);
        return true;
    }

    private static bool TryReadEndPoint(
        string text, int defaultPort, string form, [NotNullWhen(true)] out IPEndPoint? endPoint, [NotNullWhen(false)] out string? why)
    {
        endPoint = null;
        if (!TrySplit(text, out string address, out string? port) || !TryReadAddress(address, out IPAddress? read))
        {
            why = $"'{text}' is no server: {form}";
            return false;
        }

        if (!TryReadPort(port ?? defaultPort.ToString(CultureInfo.InvariantCulture), out int number, out why))
        {
            return false;
        }

        endPoint = new IPEndPoint(read, number);
        return true;
    }

    private static bool TrySplit(string text, out string address, out string? port)
    {
        port = null;
        address = text;
        if (text.StartsWith('['))
        {
            int end = text.IndexOf(']', StringComparison.Ordinal);
            address = end > 0 ? text[1..end] : "";
            string rest = end > 0 ? text[(end + 1)..] : "";
            port = rest.Length > 0 ? rest[1..] : null;
            return address.Contains(':', StringComparison.Ordinal) && (rest.Length == 0 || rest[0] == ':');
        }

        // More than one colon without brackets is an IPv6 address without a port.
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && colon == text.LastIndexOf(':'))
        {
            address = text[..colon];
            port = text[(colon + 1)..];
        }

        return true;
    }
}
