namespace DaneCore.Resolver.Wire.Text;

/// <summary>
/// A length of time as zone files have it: seconds, or numbers with the units w, d, h, m and s, as in <c>1h30m</c>. The
/// units are custom (RFC 1035 knows seconds only) and are read, never written.
/// </summary>
internal static class SecondsText
{
    private const uint Minute = 60;
    private const uint Hour = 60 * Minute;
    private const uint Day = 24 * Hour;
    private const uint Week = 7 * Day;

    public static bool TryParse(ReadOnlySpan<char> text, out uint seconds)
    {
        seconds = 0;
        ulong total = 0;
        ulong number = 0;
        bool hasDigit = false;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                number = (number * 10) + (uint)(c - '0');
                hasDigit = true;
            }
            else if (hasDigit && UnitOf(c) is { } unit)
            {
                total += number * unit;
                number = 0;
                hasDigit = false;
            }
            else
            {
                return false;
            }

            if (number > uint.MaxValue || total > uint.MaxValue)
            {
                return false;
            }
        }

        // Either the last number has its unit, or it is the only one: "1h30" says nothing about the 30.
        total += number;
        seconds = total <= uint.MaxValue ? (uint)total : 0;
        return text.Length > 0 && total <= uint.MaxValue && (!hasDigit || text.IndexOfAnyExceptInRange('0', '9') < 0);
    }

    private static uint? UnitOf(char c) => c switch
    {
        's' or 'S' => 1,
        'm' or 'M' => Minute,
        'h' or 'H' => Hour,
        'd' or 'D' => Day,
        'w' or 'W' => Week,
        _ => null,
    };
}
