using System.Net;
using System.Net.Sockets;
using System.Text;
using DaneCore.Resolver.Wire;

namespace DaneCore.Smtp.Protocol;

/// <summary>Names as mail writes them: without the final dot. The edge where <see cref="DomainName"/> becomes text.</summary>
internal static class HostText
{
    /// <summary>Presentation format without the final dot; the root stays a dot.</summary>
    public static string Of(DomainName name) => name.IsRoot ? "." : name.ToString()[..^1];

    /// <summary>
    /// True for letters, digits, hyphens and underscores: what may stand in a command, in SNI, and in a certificate's name.
    /// Anything else in DNS is no host, whatever records it has.
    /// </summary>
    public static bool IsHostName(DomainName name)
    {
        for (int i = 0; i < name.LabelCount; i++)
        {
            foreach (byte octet in name.Label(i))
            {
                if (!char.IsAsciiLetterOrDigit((char)octet) && octet is not ((byte)'-' or (byte)'_'))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>True when the text is a host name or an address literal, fit for EHLO (RFC 5321 section 4.1.1.1).</summary>
    public static bool IsEhloName(string text) =>
        DomainName.TryParse(text, out DomainName? name) ? !name.IsRoot && IsHostName(name) : IsLiteral(text);

    /// <summary>An address as mail writes it in place of a name (RFC 5321 section 4.1.3).</summary>
    public static string LiteralOf(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? $"[{address.MapToIPv4()}]"
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{new IPAddress(address.GetAddressBytes())}]"
        : $"[{address}]";

    private static bool IsLiteral(string text) =>
        text.Length > 2 && text[0] == '[' && text[^1] == ']' && Ascii.IsValid(text)
        && text[1..^1].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':');
}
