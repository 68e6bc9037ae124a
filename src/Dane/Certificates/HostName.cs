using System.Diagnostics.CodeAnalysis;
using System.Text;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane.Certificates;

/// <summary>
/// A host name as a certificate writes it: labels between dots, octet for octet, no escapes. No empty label and no dot at the end
/// (RFC 5280 section 4.2.1.6 takes the syntax of RFC 1034 section 3.5), and none that DNS could not hold.
/// </summary>
internal static class HostName
{
    public static bool TryRead(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out DomainName? name)
    {
        name = null;
        if (octets.IsEmpty || octets.Length + 2 > DomainName.MaxWireLength)
        {
            return false;
        }

        DomainName grown = DomainName.Root;
        while (!octets.IsEmpty)
        {
            int dot = octets.LastIndexOf((byte)'.');
            if (!grown.TryPrepend(octets[(dot + 1)..], out DomainName? longer) || dot == 0)
            {
                return false;
            }

            grown = longer;
            octets = dot < 0 ? [] : octets[..dot];
        }

        name = grown;
        return true;
    }

    /// <summary>
    /// The name for TLS (RFC 6066 section 3): ASCII, lower case, no dot at the end. Empty when a label holds an octet that
    /// no host name has, since such a name cannot be sent.
    /// </summary>
    public static string ToServerName(DomainName name)
    {
        StringBuilder text = new();
        DomainName folded = name.ToCanonical();
        for (int i = 0; i < folded.LabelCount; i++)
        {
            if (folded.Label(i).ContainsAnyExcept(LabelOctets))
            {
                return "";
            }

            text.Append(i == 0 ? "" : ".").Append(Encoding.ASCII.GetString(folded.Label(i)));
        }

        return text.ToString();
    }

    // Underscores occur in the names of real mail hosts.
    private static readonly System.Buffers.SearchValues<byte> LabelOctets =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_"u8);
}
