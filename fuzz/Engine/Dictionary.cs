using System.Globalization;
using System.Text;

namespace DaneCore.Fuzz.Engine;

/// <summary>Words in the form that AFL++ and libFuzzer read: one to a line, in quotes, octets beyond printable ASCII as <c>\xNN</c>.</summary>
internal static class Dictionary
{
    /// <summary>What stands between the quotes.</summary>
    public static string Escape(string word)
    {
        StringBuilder text = new();
        foreach (byte octet in Encoding.Latin1.GetBytes(word))
        {
            _ = octet is > (byte)' ' and <= (byte)'~' and not (byte)'"' and not (byte)'\\'
                ? text.Append((char)octet)
                : text.Append(CultureInfo.InvariantCulture, $"\\x{octet:X2}");
        }

        return text.ToString();
    }
}
