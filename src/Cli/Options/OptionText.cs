using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Options;

/// <summary>Readers for the simple values of options.</summary>
internal static class OptionText
{
    private const int MaxSeconds = 24 * 60 * 60;

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
            && seconds is > 0 and <= MaxSeconds;
        time = read ? TimeSpan.FromSeconds((double)seconds) : default;
        why = read ? null : $"'{text}' is no time: write seconds, more than 0 and at most {MaxSeconds}";
        return read;
    }

    public static bool Iterations(string text, out int iterations, [NotNullWhen(false)] out string? why)
    {
        // The field has 16 bits (RFC 5155 section 3.1.3).
        bool read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out iterations) && iterations <= ushort.MaxValue;
        why = read ? null : $"'{text}' is no number of iterations: write one from 0 to 65535";
        return read;
    }

    /// <summary>True to check SHA-1 like any other algorithm.</summary>
    public static bool Sha1(string text, out bool validates, [NotNullWhen(false)] out string? why)
    {
        validates = text == "validate";
        why = validates || text == "insecure" ? null : $"'{text}' is neither: write insecure or validate";
        return why is null;
    }

    public static bool Anchors(string path, [NotNullWhen(true)] out TrustAnchorSet? anchors, [NotNullWhen(false)] out string? why)
    {
        anchors = null;
        if (!InputFile.TryReadText(path, out string? text, out why))
        {
            return false;
        }

        bool read = TrustAnchorSet.TryParse(text, out anchors, out string? fault);
        why = read ? null : $"{path}: {fault}; write DS or DNSKEY records, one a line, as a zone file has them";
        return read;
    }
}
