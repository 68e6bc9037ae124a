using System.Globalization;

namespace DaneCore.Resolver.Wire.Text;

/// <summary>
/// The times of a signature as text (RFC 4034 section 3.2): <c>YYYYMMDDHHmmSS</c> in UTC, or seconds since 1970.
/// </summary>
internal static class SignatureTime
{
    private const string Format = "yyyyMMddHHmmss";

    /// <summary>
    /// The digits of the date; of the instants that these 32 bits can mean, the one from 1970 to 2106.
    /// </summary>
    public static string ToText(uint time) =>
        DateTimeOffset.FromUnixTimeSeconds(time).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads either form; a date outside 1970 to 2106 is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out uint time)
    {
        // RFC 4034 section 3.2: 14 digits are a date, since no number of seconds has more than 10.
        if (text.Length != Format.Length)
        {
            return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out time);
        }

        bool read = DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant);
        long seconds = read ? instant.ToUnixTimeSeconds() : -1;
        time = seconds is >= 0 and <= uint.MaxValue ? (uint)seconds : 0;
        return seconds is >= 0 and <= uint.MaxValue;
    }
}
