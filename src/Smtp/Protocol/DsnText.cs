using System.Globalization;
using System.Text;

namespace DaneCore.Smtp.Protocol;

/// <summary>What the parameters of delivery status notifications look like on the wire, and which texts they may carry (RFC 3461, RFC 6533).</summary>
internal static class DsnText
{
    // RFC 3461 sections 4.2 and 4.4.
    private const int MaxOriginalRecipient = 500;
    private const int MaxEnvelopeId = 100;
    private const string Utf8Type = "utf-8";

    /// <summary>The value of NOTIFY; null when nothing is asked for.</summary>
    public static string? Of(DsnNotify notify)
    {
        // RFC 3461 section 4.1: NEVER stands by itself.
        if (notify.HasFlag(DsnNotify.Never))
        {
            return "NEVER";
        }

        List<string> words = [];
        foreach ((DsnNotify flag, string word) in
            new[] { (DsnNotify.Success, "SUCCESS"), (DsnNotify.Failure, "FAILURE"), (DsnNotify.Delay, "DELAY") })
        {
            if (notify.HasFlag(flag))
            {
                words.Add(word);
            }
        }

        return words.Count == 0 ? null : string.Join(',', words);
    }

    /// <summary>The value of ORCPT.</summary>
    public static string OfOriginalRecipient(string text)
    {
        (string type, string address) = Split(text);
        return string.Equals(type, Utf8Type, StringComparison.OrdinalIgnoreCase)
            ? $"{type};{ToUtf8Xtext(address)}"
            : $"{type};{ToXtext(address)}";
    }

    /// <summary>Encodes printable ASCII as xtext (RFC 3461 section 4).</summary>
    public static string ToXtext(string text)
    {
        StringBuilder encoded = new(text.Length);
        foreach (char c in text)
        {
            if (c is >= '!' and <= '~' and not ('+' or '='))
            {
                encoded.Append(c);
            }
            else
            {
                encoded.Append('+').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    /// <summary>Why the text is no envelope identifier; null when it is one.</summary>
    public static string? WhyNoEnvelopeId(string text) =>
        text.Length == 0 || !IsPrintable(text)
            ? "The envelope identifier is not printable ASCII (RFC 3461 section 4.4)."
            : ToXtext(text).Length > MaxEnvelopeId
                ? $"The envelope identifier is longer than {MaxEnvelopeId} characters (RFC 3461 section 4.4)."
                : null;

    /// <summary>Why the text is no original recipient; null when it is one.</summary>
    public static string? WhyNoOriginalRecipient(string text)
    {
        (string type, string address) = Split(text);
        if (type.Length == 0 || address.Length == 0 || !type.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            return "The original recipient is not of the form rfc822;address (RFC 3461 section 4.2).";
        }

        bool isUtf8 = string.Equals(type, Utf8Type, StringComparison.OrdinalIgnoreCase);
        if (isUtf8 ? !IsText(address) : !IsPrintable(address))
        {
            return isUtf8
                ? "The original recipient holds a control character."
                : "The original recipient is not printable ASCII; beyond ASCII its type is utf-8 (RFC 6533 section 3).";
        }

        return OfOriginalRecipient(text).Length + "ORCPT=".Length > MaxOriginalRecipient
            ? $"The original recipient is longer than {MaxOriginalRecipient} characters (RFC 3461 section 4.2)."
            : null;
    }

    // RFC 6533 section 3, utf-8-addr-xtext: the form that passes with and without SMTPUTF8.
    private static string ToUtf8Xtext(string text)
    {
        StringBuilder encoded = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is >= '!' and <= '~' and not ('+' or '=' or '\\'))
            {
                encoded.Append((char)rune.Value);
            }
            else
            {
                encoded.Append(@"\x{").Append(rune.Value.ToString("X2", CultureInfo.InvariantCulture)).Append('}');
            }
        }

        return encoded.ToString();
    }

    private static (string Type, string Address) Split(string text)
    {
        int at = text.IndexOf(';', StringComparison.Ordinal);
        return at < 0 ? ("", text) : (text[..at], text[(at + 1)..]);
    }

    private static bool IsPrintable(string text) => text.All(c => c is >= ' ' and <= '~');

    // C1 controls are controls too; U+FFFD is what a lone surrogate would be read as.
    private static bool IsText(string text) => text.EnumerateRunes().All(rune => !Rune.IsControl(rune) && rune != Rune.ReplacementChar);
}
