using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire;

/// <content>Presentation format (RFC 1035 section 5.1, RFC 4343 section 2.1): octets as themselves, <c>\.</c> or <c>\DDD</c>.</content>
public sealed partial class DomainName
{
    // Every octet as \DDD.
    private const int MaxTextLength = 4 * MaxWireLength;

    /// <summary>Reads presentation format; the final dot may be left out, the name is absolute all the same.</summary>
    /// <exception cref="FormatException">The text is no domain name; the message says why.</exception>
    public static DomainName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out DomainName? name, out string? why) ? name : throw new FormatException(why);
    }

    /// <summary>Reads presentation format without exceptions.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DomainName? name) =>
        TryParse(text, out name, out _);

    /// <summary>Reads presentation format; <paramref name="why"/> says in words what is wrong with the text.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out DomainName? name,
        [NotNullWhen(false)] out string? why)
    {
        name = null;
        why = text is null or "" ? "a domain name is missing" : null;
        return why is null && TryParse(text, Root, out name, out why);
    }

    /// <summary>Reads presentation format; a name without a final dot is completed by <paramref name="origin"/>.</summary>
    internal static bool TryParse(
        ReadOnlySpan<char> text,
        DomainName origin,
        [NotNullWhen(true)] out DomainName? name,
        [NotNullWhen(false)] out string? why)
    {
        name = null;
        why = null;
        if (text is ".")
        {
            name = Root;
            return true;
        }

        Span<byte> wire = stackalloc byte[MaxWireLength];
        int labelAt = 0;
        int length = 0;
        int labels = 0;
        bool absolute = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '.')
            {
                if (length == 0)
                {
                    why = $"{QuotedText.Of(text)} has an empty label: two dots stand together, or one leads";
                    return false;
                }

                wire[labelAt] = (byte)length;
                labelAt += length + 1;
                length = 0;
                labels++;
                absolute = i == text.Length - 1;
                continue;
            }

            if (!TryReadOctet(text, ref i, out byte octet))
            {
                why = $"{QuotedText.Of(text)} holds a character that is neither ASCII nor an escape \\DDD; write the A-label (xn--) of an internationalised name";
                return false;
            }

            length++;
            if (length > MaxLabelLength)
            {
                why = $"{QuotedText.Of(text)} has a label longer than {MaxLabelLength} octets";
                return false;
            }

            if (labelAt + length + 1 >= MaxWireLength)
            {
                why = $"{QuotedText.Of(text)} is longer than {MaxWireLength} octets";
                return false;
            }

            wire[labelAt + length] = octet;
        }

        if (length > 0)
        {
            wire[labelAt] = (byte)length;
            labelAt += length + 1;
            labels++;
        }

        ReadOnlySpan<byte> suffix = absolute ? Root._wire : origin._wire;
        if (labelAt + suffix.Length > MaxWireLength)
        {
            why = $"{QuotedText.Of(text)} is longer than {MaxWireLength} octets";
            return false;
        }

        name = new DomainName([.. wire[..labelAt], .. suffix], labels + (absolute ? 0 : origin.LabelCount));
        return true;
    }

    /// <summary>Presentation format, absolute; every octet that is not printable ASCII as <c>\DDD</c>, so it is safe to show.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[MaxTextLength];
        return new string(text[..Write(text)]);
    }

    /// <summary>The same; a name has no other forms.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>The same, without a string of its own: sentences are full of names.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (destination.Length >= MaxTextLength)
        {
            charsWritten = Write(destination);
            return true;
        }

        Span<char> text = stackalloc char[MaxTextLength];
        charsWritten = Write(text);
        if (text[..charsWritten].TryCopyTo(destination))
        {
            return true;
        }

        charsWritten = 0;
        return false;
    }

    private int Write(Span<char> text)
    {
        if (IsRoot)
        {
            text[0] = '.';
            return 1;
        }

        int written = 0;
        for (int label = 0; label < LabelCount; label++)
        {
            foreach (byte octet in Label(label))
            {
                written += WriteOctet(text[written..], octet);
            }

            text[written++] = '.';
        }

        return written;
    }

    private static int WriteOctet(Span<char> text, byte octet)
    {
        if (octet is > 0x20 and < 0x7F and not ((byte)'.' or (byte)'\\' or (byte)'"' or (byte)';' or (byte)'(' or (byte)')' or (byte)'@' or (byte)'$'))
        {
            text[0] = (char)octet;
            return 1;
        }

        text[0] = '\\';
        if (octet is > 0x20 and < 0x7F)
        {
            text[1] = (char)octet;
            return 2;
        }

        octet.TryFormat(text[1..], out int digits, "D3", CultureInfo.InvariantCulture);
        return 1 + digits;
    }

    private static bool TryReadOctet(ReadOnlySpan<char> text, ref int i, out byte octet)
    {
        char c = text[i];
        octet = (byte)(c & 0x7F);
        if (c != '\\')
        {
            return c is > ' ' and < '\x7F';
        }

        ReadOnlySpan<char> rest = text[(i + 1)..];
        if (rest.IsEmpty)
        {
            return false;
        }

        if (!char.IsAsciiDigit(rest[0]))
        {
            octet = (byte)(rest[0] & 0x7F);
            i++;
            return rest[0] is >= ' ' and < '\x7F';
        }

        if (rest.Length < 3 || !byte.TryParse(rest[..3], NumberStyles.None, CultureInfo.InvariantCulture, out octet))
        {
            return false;
        }

        i += 3;
        return true;
    }
}
