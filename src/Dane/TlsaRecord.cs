using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using DaneCore.Dane.Certificates;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Dane;

/// <summary>
/// One association of a certificate with a service (RFC 6698 section 2). Holds any octets a zone may hold; whether it can
/// be used is <see cref="WhyUnusable"/>. That a record is usable says nothing about a certificate.
/// </summary>
public sealed class TlsaRecord : IEquatable<TlsaRecord>
{
    // usage, selector, matching type: one octet each (RFC 6698 section 2.1).
    private const int FieldLength = 3;

    private readonly byte[] _data;

    // The whole RDATA of a record too short for its three fields; null for any other.
    private readonly byte[]? _tooShort;

    /// <summary>Makes a record of its parts; the numbers may be any.</summary>
    public TlsaRecord(CertificateUsage usage, Selector selector, MatchingType matchingType, ReadOnlySpan<byte> data)
    {
        Usage = usage;
        Selector = selector;
        MatchingType = matchingType;
        _data = data.ToArray();
    }

    private TlsaRecord(ReadOnlySpan<byte> tooShort)
    {
        Usage = (CertificateUsage)byte.MaxValue;
        Selector = (Selector)byte.MaxValue;
        MatchingType = (MatchingType)byte.MaxValue;
        _data = [];
        _tooShort = tooShort.ToArray();
    }

    /// <summary>What the record vouches for.</summary>
    public CertificateUsage Usage { get; }

    /// <summary>Which octets are compared.</summary>
    public Selector Selector { get; }

    /// <summary>How they are compared.</summary>
    public MatchingType MatchingType { get; }

    /// <summary>The certificate association data, of whatever length.</summary>
    public ReadOnlySpan<byte> Data => _data;

    /// <summary>Takes over what a zone holds.</summary>
    public static TlsaRecord FromRdata(TlsaRdata rdata)
    {
        ArgumentNullException.ThrowIfNull(rdata);
        return new TlsaRecord((CertificateUsage)rdata.Usage, (Selector)rdata.Selector, (MatchingType)rdata.MatchingType, rdata.Data.Span);
    }

    /// <summary>Reads presentation format, as in <c>3 1 1 8bd1...</c>; white space may stand within the digits.</summary>
    /// <exception cref="FormatException">The text is no TLSA record; the message says why.</exception>
    public static TlsaRecord Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out TlsaRecord? record, out string? why) ? record : throw new FormatException(why);
    }

    /// <summary>Reads presentation format (RFC 6698 section 2.2) without exceptions.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out TlsaRecord? record,
        [NotNullWhen(false)] out string? why)
    {
        record = null;
        why = "a TLSA record is three numbers from 0 to 255 and hexadecimal digits, as in '3 1 1 8bd1...'";
        string[] fields = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < FieldLength
            || !TryReadNumber(fields[0], out byte usage)
            || !TryReadNumber(fields[1], out byte selector)
            || !TryReadNumber(fields[2], out byte matchingType))
        {
            return false;
        }

        // Zone files may set the digits in parentheses (RFC 1035 section 5.1).
        string digits = string.Concat(fields.Skip(FieldLength).Where(field => field is not ("(" or ")")));
        if (digits.Length % 2 != 0 || !digits.All(char.IsAsciiHexDigit))
        {
            why = "the association data of a TLSA record is an even number of hexadecimal digits";
            return false;
        }

        record = new TlsaRecord((CertificateUsage)usage, (Selector)selector, (MatchingType)matchingType, Convert.FromHexString(digits));
        why = null;
        return true;
    }

    /// <summary>Why the record cannot be used for this protocol; null when it can.</summary>
    public DaneReason? WhyUnusable(UsageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (_tooShort is not null)
        {
            return new($"the record has {_tooShort.Length} octets and needs at least {FieldLength}", "RFC 6698 section 2.1");
        }

        // RFC 6698 section 4.1: a number that is not understood makes the record unusable, not the set.
        if (Usage > CertificateUsage.DaneEe)
        {
            return new($"certificate usage {(byte)Usage} is not known", "RFC 6698 section 4.1");
        }

        if (Usage <= CertificateUsage.PkixEe && !profile.HonoursPkixUsages)
        {
            return new($"usage {(byte)Usage} rests on public authorities, which mail relay does not use", "RFC 7672 section 3.1.3");
        }

        if (Selector > Selector.Spki)
        {
            return new($"selector {(byte)Selector} is not known", "RFC 6698 section 4.1");
        }

        if (MatchingType > MatchingType.Sha512)
        {
            return new($"matching type {(byte)MatchingType} is not known", "RFC 6698 section 4.1");
        }

        return _data.Length == 0 ? new("the association data is empty", "RFC 6698 section 4.1") : WhyDataUnusable();
    }

    /// <inheritdoc/>
    public bool Equals(TlsaRecord? other) =>
        other is not null && Usage == other.Usage && Selector == other.Selector && MatchingType == other.MatchingType
        && Data.SequenceEqual(other.Data)
        && _tooShort.AsSpan().SequenceEqual(other._tooShort) && _tooShort is null == other._tooShort is null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TlsaRecord);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Usage);
        hash.Add(Selector);
        hash.Add(MatchingType);
        hash.AddBytes(_data);
        return hash.ToHashCode();
    }

    /// <summary>Presentation format with lower-case digits; a record too short for it as RFC 3597 writes unknown data.</summary>
    public override string ToString() =>
        _tooShort is { } octets
            ? string.Create(CultureInfo.InvariantCulture, $@"\# {octets.Length} {Convert.ToHexStringLower(octets)}").TrimEnd()
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(byte)Usage} {(byte)Selector} {(byte)MatchingType} {Convert.ToHexStringLower(_data)}").TrimEnd();

    /// <summary>Every TLSA datum a zone may hold becomes a record, so that none is lost before it is counted.</summary>
    internal static TlsaRecord? FromAnyRdata(Rdata rdata) => rdata switch
    {
        TlsaRdata { Type: RecordType.TLSA } tlsa => FromRdata(tlsa),
        UnknownRdata { Type: RecordType.TLSA } unknown => new TlsaRecord(unknown.ToWire()),
        _ => null,
    };

    /// <summary>An order that does not depend on how records arrived: by usage 3, 2, 1, 0, then by the rest.</summary>
    internal static int CompareByWorth(TlsaRecord left, TlsaRecord right)
    {
        int order = right.Usage.CompareTo(left.Usage);
        order = order != 0 ? order : left.Selector.CompareTo(right.Selector);
        order = order != 0 ? order : left.MatchingType.CompareTo(right.MatchingType);
        return order != 0 ? order : left.Data.SequenceCompareTo(right.Data);
    }

    private DaneReason? WhyDataUnusable()
    {
        // RFC 7671 section 9: a digest of the wrong length makes the record malformed, and it counts for nothing.
        int length = MatchingType switch
        {
            MatchingType.Sha256 => SHA256.HashSizeInBytes,
            MatchingType.Sha512 => SHA512.HashSizeInBytes,
            _ => _data.Length,
        };
        if (_data.Length != length)
        {
            return new($"the digest has {_data.Length} octets and matching type {(byte)MatchingType} has {length}", "RFC 7671 section 9");
        }

        if (MatchingType != MatchingType.Full)
        {
            return null;
        }

        // RFC 6698 section 4.1: malformed comparison data. It must be the structure to its last octet, or it can match nothing.
        string? fault = Selector == Selector.Cert
            ? CertificateParts.TryRead(_data, out _, out string? why) ? null : why
            : PublicKeyInfo.WhyMalformed(_data);
        return fault is null ? null : new($"the association data is no {(Selector == Selector.Cert ? "certificate" : "public key")}: {fault}", "RFC 6698 section 4.1");
    }

    private static bool TryReadNumber(string text, out byte number) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
