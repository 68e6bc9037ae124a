using System.Buffers;
using System.Globalization;

namespace DaneCore.Resolver.Wire;

/// <summary>
/// Mnemonics of record types, read and written; <c>TYPE12345</c> for what has none (RFC 3597 section 5).
/// </summary>
public static class RecordTypes
{
    private const string UnknownPrefix = "TYPE";

    private static readonly SearchValues<char> MnemonicCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Reads a mnemonic or <c>TYPE12345</c>, in any case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out RecordType type)
    {
        type = RecordType.None;
        if (text.StartsWith(UnknownPrefix, StringComparison.OrdinalIgnoreCase))
        {
            bool read = ushort.TryParse(
                text[UnknownPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort number);
            type = (RecordType)number;
            return read;
        }

        // Enum.TryParse takes numbers, lists and blanks too; a mnemonic starts with a letter and goes on with those and
        // digits.
        return text.Length > 0 && char.IsAsciiLetter(text[0]) && !text.ContainsAnyExcept(MnemonicCharacters)
            && Enum.TryParse(text, ignoreCase: true, out type) && type != RecordType.None;
    }

    /// <summary>The mnemonic, or <c>TYPE12345</c>.</summary>
    public static string ToText(RecordType type) =>
        Enum.IsDefined(type) && type != RecordType.None
            ? Enum.GetName(type)!
            : UnknownPrefix + ((ushort)type).ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// True for types that occur in questions or messages only and are never data of a zone (RFC 6895 section 3.1).
    /// </summary>
    public static bool IsMeta(RecordType type) =>
        type is RecordType.OPT or RecordType.NXNAME || (ushort)type is >= 128 and <= 255;
}
