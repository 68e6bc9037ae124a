using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace DaneCore.Smtp.Protocol;

/// <summary>
/// A status such as <c>5.7.1</c> (RFC 3463 section 2): class, subject, detail. It refines a reply code and never
/// overrules it. The default value is no code at all.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EnhancedStatusCode(int Class, int Subject, int Detail)
{
    private const int MaxPart = 999;

    /// <summary>The same status for "this is over": class 5.</summary>
    public EnhancedStatusCode Permanent => this with { Class = 5 };

    /// <summary>The same status for "try again": class 4.</summary>
    public EnhancedStatusCode Transient => this with { Class = 4 };

    /// <summary>
    /// Reads the code in front of a reply's text; false when there is none, or when its class is not the reply's:
    /// then the reply code alone counts (RFC 2034 section 4).
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, int replyClass, out EnhancedStatusCode code)
    {
        code = default;
        int end = text.IndexOf(' ');
        return TryParse(end < 0 ? text : text[..end], out EnhancedStatusCode found)
            && found.Class == replyClass
            && (code = found) != default;
    }

    /// <summary>Reads exactly one code.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out EnhancedStatusCode code)
    {
        code = default;
        Span<Range> parts = stackalloc Range[4];
        if (text.Split(parts, '.') != 3
            || !TryParsePart(text[parts[0]], out int statusClass)
            || !TryParsePart(text[parts[1]], out int subject)
            || !TryParsePart(text[parts[2]], out int detail)
            || statusClass is not (2 or 4 or 5))
        {
            return false;
        }

        code = new EnhancedStatusCode(statusClass, subject, detail);
        return true;
    }

    /// <summary>The code as it stands in a reply.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    // RFC 3463 section 2: one to three digits without leading zeros.
    private static bool TryParsePart(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return text.Length is >= 1 and <= 3
            && (text.Length == 1 || text[0] != '0')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && value <= MaxPart;
    }
}
