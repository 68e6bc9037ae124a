using System.Globalization;
using System.Text;

namespace DaneCore.Cli.Output;

/// <summary>
/// Text from anywhere, made safe to show: printable ASCII stays, all else becomes <c>\u{hex}</c>. So neither an escape sequence nor a
/// change of writing direction nor a letter that looks like another reaches a terminal.
/// </summary>
internal static class TerminalText
{
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        StringBuilder safe = new(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is >= ' ' and <= '~')
            {
                safe.Append((char)rune.Value);
            }
            else
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
        }

        return safe.ToString();
    }
}
