using System.Globalization;
using System.Text;

namespace DaneCore.Smtp.Protocol;

/// <summary>Makes octets from the network safe to keep and to show: printable ASCII as itself, the rest as <c>\xNN</c>.</summary>
internal static class SmtpText
{
    /// <summary>
    /// Escapes everything but printable ASCII, and the backslash itself, so that two different lines never look alike.
    /// UTF-8 (RFC 6531 section 3.7.4.2 allows it in replies) is escaped as well: a terminal is no place for it.
    /// </summary>
    public static string Escape(ReadOnlySpan<byte> octets)
    {
        if (!octets.ContainsAnyExceptInRange((byte)' ', (byte)'~') && !octets.Contains((byte)'\\'))
        {
            return Encoding.ASCII.GetString(octets);
        }

        StringBuilder text = new(octets.Length + 16);
        foreach (byte octet in octets)
        {
            if (octet is >= (byte)' ' and <= (byte)'~' and not (byte)'\\')
            {
                text.Append((char)octet);
            }
            else if (octet == '\\')
            {
                text.Append(@"\\");
            }
            else
            {
                text.Append(@"\x").Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }
}
