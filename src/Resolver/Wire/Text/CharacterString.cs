using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace DaneCore.Resolver.Wire.Text;

/// <summary>
/// Strings of a zone file (RFC 1035 section 5.1): written in quotes, printable ASCII as itself, the rest as
/// <c>\DDD</c>.
/// </summary>
internal static class CharacterString
{
    private const char Quote = '"';
    private const int DecimalDigits = 3;

    /// <summary>The octets in quotes; safe to show on a terminal.</summary>
    public static string ToText(ReadOnlySpan<byte> octets)
    {
        StringBuilder text = new(octets.Length + 2);
        text.Append(Quote);
        foreach (byte octet in octets)
        {
            if (octet is (byte)Quote or (byte)'\\')
            {
                text.Append('\\').Append((char)octet);
            }
            else if (octet is >= 0x20 and < 0x7F)
            {
                text.Append((char)octet);
            }
            else
            {
                text.Append('\\').Append(octet.ToString("D3", CultureInfo.InvariantCulture));
            }
        }

        return text.Append(Quote).ToString();
    }

    /// <summary>Reads a string with or without quotes, of any length.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? octets, [NotNullWhen(false)] out string? why)
    {
        octets = null;
        why = null;
        ReadOnlySpan<char> inner = text is [Quote, .., Quote] ? text[1..^1] : text;
        List<byte> read = new(inner.Length);
        for (int i = 0; i < inner.Length; i++)
        {
            char c = inner[i];
            if (c != '\\' && c is '\t' or (>= ' ' and < '\x7F'))
            {
                read.Add((byte)c);
            }
            else if (c == '\\' && TryReadEscape(inner[(i + 1)..], out byte octet, out int length))
            {
                read.Add(octet);
                i += length;
            }
            else
            {
                why = $"{QuotedText.Of(text)} holds a character that is neither printable ASCII nor an escape \\DDD";
                return false;
            }
        }

        octets = [.. read];
        return true;
    }

    /// <summary>What follows a backslash: three digits up to 255, or one character that stands for itself.</summary>
    private static bool TryReadEscape(ReadOnlySpan<char> text, out byte octet, out int length)
    {
        octet = 0;
        length = 1;
        if (text.IsEmpty)
        {
            return false;
        }

        if (!char.IsAsciiDigit(text[0]))
        {
            octet = (byte)(text[0] & 0x7F);
            return text[0] is >= ' ' and < '\x7F';
        }

        length = DecimalDigits;
        return text.Length >= DecimalDigits
            && byte.TryParse(text[..DecimalDigits], NumberStyles.None, CultureInfo.InvariantCulture, out octet);
    }
}
