using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Dane;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Options;

/// <summary>Readers for the simple values of options.</summary>
internal static class OptionText
{
    public const string Sha1Validate = "validate";
    private const string Sha1Insecure = "insecure";
    private const int MaxSeconds = 24 * 60 * 60;

    // Timers count whole milliseconds.
    private const decimal MinSeconds = 0.001m;

    private static readonly string[] InstantForms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyyMMdd'T'HHmmss'Z'",
    ];

    public static bool Name(string text, [NotNullWhen(true)] out DomainName? name, [NotNullWhen(false)] out string? why)
    {
        bool read = DomainName.TryParse(text, out name, out string? fault);
        why = read ? null : $"{fault}; write a domain name such as example.com";
        return read;
    }

    /// <summary>A name, or a name and the instant from which it counts no more.</summary>
    public static bool Negative(string text, [NotNullWhen(true)] out NegativeTrustAnchor? negative, [NotNullWhen(false)] out string? why)
    {
        // An @ may stand in a name; only before an instant does it part the two.
        int at = text.LastIndexOf('@');
        DateTimeOffset until = default;
        bool ends = at > 0 && Instant(text[(at + 1)..], out until, out _);
        negative = Name(ends ? text[..at] : text, out DomainName? name, out why)
            ? new NegativeTrustAnchor(name, ends ? until : null)
            : null;
        return negative is not null;
    }

    public static bool Skew(string text, out TimeSpan skew, [NotNullWhen(false)] out string? why)
    {
        int most = (int)ValidationPolicy.MaxClockSkew.TotalSeconds;
        bool read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds <= most;
        skew = read ? TimeSpan.FromSeconds(seconds) : default;
        why = read ? null : $"'{text}' is no clock skew: write seconds from 0 to {most}";
        return read;
    }

    public static bool Type(string text, out RecordType type, [NotNullWhen(false)] out string? why)
    {
        why = null;
        if (!RecordTypes.TryParse(text, out type) || type == RecordType.None)
        {
            why = $"'{text}' is no record type: write a mnemonic such as MX or TLSA, or TYPE and a number from 1 to 65535";
            return false;
        }

        // RFC 6895 section 3.1: of the types that exist in questions or messages only, ANY alone asks for data.
        if (RecordTypes.IsMeta(type) && type != RecordType.ANY)
        {
            why = $"{RecordTypes.ToText(type)} cannot be looked up: it is no type of data (RFC 6895 section 3.1); name another type";
            return false;
        }

        return true;
    }

    public static bool Instant(string text, out DateTimeOffset instant, [NotNullWhen(false)] out string? why)
    {
        bool read = DateTimeOffset.TryParseExact(
            text,
            InstantForms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out instant);
        why = read ? null : $"'{text}' is no instant: write it as 2026-12-01T00:00:00Z";
        return read;
    }

    public static bool Seconds(string text, out TimeSpan time, [NotNullWhen(false)] out string? why)
    {
        bool read = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)
            && seconds is >= MinSeconds and <= MaxSeconds;
        time = read ? TimeSpan.FromSeconds((double)seconds) : default;
        why = read ? null : $"'{text}' is no time: write seconds, at least 0.001 and at most {MaxSeconds}";
        return read;
    }

    /// <summary>A TTL: whole seconds, as a zone file has them (RFC 2181 section 8).</summary>
    public static bool Ttl(string text, out TimeSpan ttl, [NotNullWhen(false)] out string? why)
    {
        bool read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds);
        ttl = TimeSpan.FromSeconds(seconds);
        why = read ? null : $"'{text}' is no TTL: write whole seconds from 0 to {int.MaxValue}";
        return read;
    }

    public static bool Days(string text, out double days, [NotNullWhen(false)] out string? why)
    {
        const int Most = 10_000;
        bool read = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out days) && days is >= 0 and <= Most;
        why = read ? null : $"'{text}' is no number of days: write one from 0 to {Most}";
        return read;
    }

    public static bool Iterations(string text, out int iterations, [NotNullWhen(false)] out string? why)
    {
        // The field has 16 bits (RFC 5155 section 3.1.3).
        bool read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out iterations) && iterations <= ushort.MaxValue;
        why = read ? null : $"'{text}' is no number of iterations: write one from 0 to 65535";
        return read;
    }

    public static bool Sha1(string text, [NotNullWhen(true)] out string? use, [NotNullWhen(false)] out string? why)
    {
        use = text;
        why = text is Sha1Insecure or Sha1Validate ? null : $"'{text}' is neither: write {Sha1Insecure} or {Sha1Validate}";
        return why is null;
    }

    /// <summary>The numbers of TLSA records that the registries know (RFC 7218 section 2).</summary>
    public static bool Usage(string text, out CertificateUsage usage, [NotNullWhen(false)] out string? why)
    {
        bool read = TryReadDigit(text, CertificateUsage.DaneEe, out usage);
        why = read ? null : $"'{text}' is no certificate usage: write a number from 0 to 3";
        return read;
    }

    public static bool Selects(string text, out Selector selector, [NotNullWhen(false)] out string? why)
    {
        bool read = TryReadDigit(text, Selector.Spki, out selector);
        why = read ? null : $"'{text}' is no selector: write 0 or 1";
        return read;
    }

    public static bool Matches(string text, out MatchingType matching, [NotNullWhen(false)] out string? why)
    {
        bool read = TryReadDigit(text, MatchingType.Sha512, out matching);
        why = read ? null : $"'{text}' is no matching type: write a number from 0 to 2";
        return read;
    }

    public static bool Path(string text, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? why)
    {
        path = text;
        why = text.Length > 0 ? null : "a file name is missing";
        return why is null;
    }

    private static bool TryReadDigit<T>(string text, T greatest, out T value)
        where T : struct, Enum
    {
        value = default;
        return text.Length == 1 && char.IsAsciiDigit(text[0]) && Enum.TryParse(text, out value) && Comparer<T>.Default.Compare(value, greatest) <= 0;
    }
}
