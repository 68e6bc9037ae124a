using System.Globalization;

namespace DaneCore.Resolver.Wire;

/// <summary>Mnemonics of classes, read and written; <c>CLASS123</c> for what has none (RFC 3597 section 5).</summary>
public static class RecordClasses
{
    private const string UnknownPrefix = "CLASS";

    private static readonly RecordClass[] Known = [RecordClass.IN, RecordClass.CH, RecordClass.HS, RecordClass.ANY];

    /// <summary>Reads a mnemonic or <c>CLASS123</c>, in any case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out RecordClass @class)
    {
        @class = RecordClass.None;
        if (text.StartsWith(UnknownPrefix, StringComparison.OrdinalIgnoreCase))
        {
            bool read = ushort.TryParse(
                text[UnknownPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort number);
            @class = (RecordClass)number;
            return read;
        }

        foreach (RecordClass known in Known)
        {
            if (text.Equals(known.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                @class = known;
                return true;
            }
        }

        return false;
    }

    /// <summary>The mnemonic, or <c>CLASS123</c>.</summary>
    public static string ToText(RecordClass @class) =>
        Array.IndexOf(Known, @class) >= 0
            ? @class.ToString()
            : UnknownPrefix + ((ushort)@class).ToString(CultureInfo.InvariantCulture);
}
