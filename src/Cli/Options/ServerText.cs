using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DaneCore.Cli.Options;

/// <summary>Reads <c>ADDR</c>, <c>ADDR:PORT</c> and <c>[v6]:PORT</c>. Stricter than the platform, which takes <c>1</c> for an address.</summary>
internal static class ServerText
{
    private const int DnsPort = 53;
    private const string Form = "write an address such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53";

    public static bool TryRead(string text, [NotNullWhen(true)] out IPEndPoint? server, [NotNullWhen(false)] out string? why)
    {
        server = null;
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            why = $"{text[..(scheme + 3)]} is not supported yet: use ADDR[:PORT], such as 192.0.2.53 or [2001:db8::53]:53";
            return false;
        }

        if (!TrySplit(text, out string address, out string? port) || !TryReadAddress(address, out IPAddress? read))
        {
            why = $"'{text}' is no server: {Form}";
            return false;
        }

        if (!TryReadPort(port ?? DnsPort.ToString(CultureInfo.InvariantCulture), out int number, out why))
        {
            return false;
        }

        server = new IPEndPoint(read, number);
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
