using System.Text;

namespace DaneCore.Resolver.Wire.Text;

/// <summary>
/// What somebody wrote, quoted back in a message: cut short, and printable ASCII only, so it is safe to show.
/// </summary>
internal static class QuotedText
{
    private const int Shown = 80;

    public static string Of(ReadOnlySpan<char> text)
    {
        StringBuilder quoted = new();
        quoted.Append('\'');
        foreach (char c in text[..Math.Min(text.Length, Shown)])
        {
            quoted.Append(c is >= ' ' and < '\x7F' ? c : '?');
        }

        return quoted.Append(text.Length > Shown ? "...'" : "'").ToString();
    }
}
