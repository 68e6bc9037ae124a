using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DaneCore.Resolver.Wire.Text;

/// <summary>
/// Reads the fields of one record's data in presentation format. A method returns false and <see cref="Why"/> says in
/// words what is wrong; after that every further read fails. Never throws because of the text.
/// </summary>
internal sealed class FieldReader(IReadOnlyList<string> fields, DomainName origin)
{
    private int _next;

    /// <summary>The first reason why a read failed.</summary>
    public string? Why { get; private set; }

    public bool AtEnd => _next == fields.Count;

    /// <summary>The next field as it was written, quotes and escapes included.</summary>
    public bool TryReadRaw(string what, [NotNullWhen(true)] out string? field)
    {
        field = null;
        if (Why is not null)
        {
            return false;
        }

        if (AtEnd)
        {
            return Fail($"{what} is missing");
        }

        field = fields[_next++];
        return true;
    }

    /// <summary>A name; <c>@</c> and names without a final dot stand under the origin.</summary>
    public bool TryReadName(string what, [NotNullWhen(true)] out DomainName? name)
    {
        name = null;
        if (!TryReadRaw(what, out string? field))
        {
            return false;
        }

        return TryParseName(field, origin, out name, out string? why) || Fail($"{what}: {why}");
    }

    public bool TryReadByte(string what, out byte value)
    {
        value = 0;
        return TryReadRaw(what, out string? field)
            && (byte.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out value)
                || FailNumber(what, field, byte.MaxValue));
    }

    public bool TryReadUInt16(string what, out ushort value)
    {
        value = 0;
        return TryReadRaw(what, out string? field)
            && (ushort.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out value)
                || FailNumber(what, field, ushort.MaxValue));
    }

    public bool TryReadUInt32(string what, out uint value)
    {
        value = 0;
        return TryReadRaw(what, out string? field)
            && (uint.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out value)
                || FailNumber(what, field, uint.MaxValue));
    }

    /// <summary>Seconds, with or without units.</summary>
    public bool TryReadSeconds(string what, out uint value)
    {
        value = 0;
        return TryReadRaw(what, out string? field)
            && (SecondsText.TryParse(field, out value)
                || Fail($"{what}: {QuotedText.Of(field)} is no number of seconds"));
    }

    public bool TryReadTime(string what, out uint value)
    {
        value = 0;
        return TryReadRaw(what, out string? field)
            && (SignatureTime.TryParse(field, out value)
                || Fail($"{what}: {QuotedText.Of(field)} is neither a time YYYYMMDDHHmmSS nor a number of seconds"));
    }

    public bool TryReadType(string what, out RecordType type)
    {
        type = RecordType.None;
        return TryReadRaw(what, out string? field)
            && (RecordTypes.TryParse(field, out type)
                || Fail($"{what}: {QuotedText.Of(field)} is no record type; one without a mnemonic is written TYPE123"));
    }

    /// <summary>A number, or the mnemonic of RFC 4034 appendix A.1 and its registry.</summary>
    public bool TryReadAlgorithm(out DnssecAlgorithm algorithm)
    {
        algorithm = DnssecAlgorithm.None;
        if (!TryReadRaw("algorithm", out string? field))
        {
            return false;
        }

        if (byte.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out byte number))
        {
            algorithm = (DnssecAlgorithm)number;
            return true;
        }

        // The mnemonics are the names of the enumeration, with hyphens.
        string name = field.Replace("-", "", StringComparison.Ordinal);
        return (name.All(char.IsAsciiLetterOrDigit)
                && name.Any(char.IsAsciiLetter)
                && Enum.TryParse(name, ignoreCase: true, out algorithm)
                && algorithm != DnssecAlgorithm.None)
            || Fail($"algorithm: {QuotedText.Of(field)} is no number up to 255 and no known mnemonic");
    }

    /// <summary>A string of at most <paramref name="maxLength"/> octets, with or without quotes.</summary>
    public bool TryReadString(string what, int maxLength, [NotNullWhen(true)] out byte[]? octets)
    {
        octets = null;
        if (!TryReadRaw(what, out string? field))
        {
            return false;
        }

        if (!CharacterString.TryParse(field, out octets, out string? why))
        {
            return Fail($"{what}: {why}");
        }

        return octets.Length <= maxLength || Fail($"{what}: {QuotedText.Of(field)} is longer than {maxLength} octets");
    }

    /// <summary>One field of hex digits, or a hyphen for none.</summary>
    public bool TryReadSalt([NotNullWhen(true)] out byte[]? octets)
    {
        octets = [];
        return TryReadRaw("salt", out string? field) && (field is "-" || TryDecodeHex("salt", field, out octets))
            && (octets.Length <= byte.MaxValue || Fail("salt: it is longer than 255 octets"));
    }

    /// <summary>All fields that are left, as one run of hex digits; not empty.</summary>
    public bool TryReadHexRest(string what, [NotNullWhen(true)] out byte[]? octets)
    {
        octets = null;
        return TryTakeRest(what, out string? digits) && TryDecodeHex(what, digits, out octets);
    }

    /// <summary>All fields that are left, as one run of base 64; not empty.</summary>
    public bool TryReadBase64Rest(string what, [NotNullWhen(true)] out byte[]? octets)
    {
        octets = null;
        return TryTakeRest(what, out string? digits)
            && (TryDecodeBase64(digits, out octets) || Fail($"{what}: {QuotedText.Of(digits)} is not base 64"));
    }

    /// <summary>All fields that are left, as types; none is allowed.</summary>
    public bool TryReadTypesRest([NotNullWhen(true)] out TypeBitmap? types)
    {
        types = null;
        List<RecordType> read = [];
        while (!AtEnd)
        {
            if (!TryReadType("types", out RecordType type))
            {
                return false;
            }

            read.Add(type);
        }

        types = TypeBitmap.Of(read);
        return Why is null;
    }

    public bool TryFinish() => Why is null && (AtEnd || Fail($"{QuotedText.Of(fields[_next])} is left over"));

    /// <summary>Records a fault found by the caller; always false.</summary>
    public bool Fail(string why)
    {
        Why ??= why;
        return false;
    }

    internal static bool TryParseName(
        string field, DomainName origin, [NotNullWhen(true)] out DomainName? name, [NotNullWhen(false)] out string? why)
    {
        name = origin;
        why = null;
        if (field is "@")
        {
            return true;
        }

        if (field.StartsWith('"'))
        {
            name = null;
            why = $"{QuotedText.Of(field)} stands in quotes, which names do not";
            return false;
        }

        return DomainName.TryParse(field.AsSpan(), origin, out name, out why);
    }

    internal static bool TryDecodeBase64(string digits, [NotNullWhen(true)] out byte[]? octets)
    {
        byte[] space = new byte[digits.Length];
        bool decoded = Convert.TryFromBase64String(digits, space, out int length);
        octets = decoded ? space[..length] : null;
        return decoded;
    }

    private bool TryTakeRest(string what, [NotNullWhen(true)] out string? rest)
    {
        rest = null;
        if (Why is not null)
        {
            return false;
        }

        rest = string.Concat(fields.Skip(_next));
        _next = fields.Count;
        return rest.Length > 0 || Fail($"{what} is missing");
    }

    private bool TryDecodeHex(string what, string digits, out byte[] octets)
    {
        octets = new byte[digits.Length / 2];
        return (digits.Length % 2 == 0 && Convert.FromHexString(digits, octets, out _, out _) == OperationStatus.Done)
            || Fail($"{what}: {QuotedText.Of(digits)} is not a whole number of octets in hex digits");
    }

    private bool FailNumber(string what, string field, uint max) =>
        Fail(string.Create(CultureInfo.InvariantCulture, $"{what}: {QuotedText.Of(field)} is not a number from 0 to {max}"));
}
