using System.Globalization;
using System.Text;

namespace DaneCore.Dane.Certificates;

/// <summary>Text out of a certificate, made safe to show: what could steer a terminal or a reader's eye becomes an escape.</summary>
internal static class SafeText
{
    // A subject can be as long as the whole certificate; a line of a report cannot.
    private const int Longest = 200;

    public static string Of(string text)
    {
        StringBuilder safe = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (safe.Length >= Longest)
            {
                return safe.Append("...").ToString();
            }

            if (IsPlain(rune))
            {
                safe.Append(rune);
            }
            else
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
        }

        return safe.ToString();
    }

    /// <summary>Octets that should be ASCII.</summary>
    public static string Of(ReadOnlySpan<byte> octets) => Of(Encoding.Latin1.GetString(octets));

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
            or UnicodeCategory.OtherNotAssigned => false,
        _ => true,
    };
}
