using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using DaneCore.Dane.Certificates;

namespace DaneCore.Dane;

/// <summary>
/// One certificate as it was sent. Octets are kept as they came and compared as they came; what cannot be read of them is
/// a value with a reason. Safe for parallel use.
/// </summary>
public sealed class PeerCertificate
{
    private const int LastYearOfTwoDigits = 2049;

    private readonly byte[] _octets;
    private readonly CertificateParts? _parts;
    private readonly byte[]?[] _digests = new byte[]?[4];

    private readonly Lazy<(DistinguishedName? Subject, DistinguishedName? Issuer)> _names;
    private readonly Lazy<(DateTimeOffset From, DateTimeOffset To)?> _validity;
    private readonly Lazy<(CertificateExtensions? Read, string? Why)> _extensions;

    internal PeerCertificate(ReadOnlySpan<byte> octets, int position)
    {
        _octets = octets.ToArray();
        Position = position;
        if (!CertificateParts.TryRead(_octets, out _parts, out string? why))
        {
            Fault = why;
        }

        _names = new(ReadNames);
        _validity = new(ReadValidity);
        _extensions = new(ReadExtensions);
    }

    /// <summary>Its place among the certificates sent; 0 is the server's own.</summary>
    public int Position { get; }

    /// <summary>What is wrong with its outline, so that nothing of it can be used; null when nothing is.</summary>
    public string? Fault { get; }

    /// <summary>The octets as sent.</summary>
    public ReadOnlyMemory<byte> Octets => _octets;

    /// <summary>The slice of those octets that holds the public key; empty when it cannot be found.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo => _parts?.PublicKey ?? default;

    /// <summary>Whom it names; safe to show.</summary>
    public string Subject => _names.Value.Subject?.ToString() ?? "(unreadable)";

    /// <summary>Who signed it, by its own account; safe to show.</summary>
    public string Issuer => _names.Value.Issuer?.ToString() ?? "(unreadable)";

    /// <summary>Start of its validity; null when that cannot be read.</summary>
    public DateTimeOffset? NotBefore => _validity.Value?.From;

    /// <summary>End of its validity, the instant included; null when that cannot be read.</summary>
    public DateTimeOffset? NotAfter => _validity.Value?.To;

    /// <summary>The DNS names it bears, without regard to whether they count; safe to show.</summary>
    public IReadOnlyList<string> DnsNames => [.. (Names?.DnsNames ?? []).Select(name => SafeText.Of(name))];

    /// <summary>SHA-256 of the public key in lower-case digits: the data of a <c>3 1 1</c> record.</summary>
    public string SubjectPublicKeySha256 => Convert.ToHexStringLower(Associate(Selector.Spki, MatchingType.Sha256).Span);

    internal CertificateParts? Parts => _parts;

    internal DistinguishedName? SubjectName => _names.Value.Subject;

    internal DistinguishedName? IssuerName => _names.Value.Issuer;

    internal CertificateExtensions? Extensions => _extensions.Value.Read;

    internal string? ExtensionsFault => _extensions.Value.Why;

    internal AlternativeNames? Names => Extensions?.Names;

    /// <summary>True when issuer and subject are one: a link in a key's renewal, or a root (RFC 5280 section 3.2).</summary>
    internal bool IsSelfIssued => SubjectName is { } subject && subject.Equals(IssuerName);

    /// <summary>How it is spoken of in reasons.</summary>
    internal string Title => Position switch
    {
        0 => $"the server's certificate ({Subject})",
        < 0 => $"the certificate {Subject}",
        _ => $"certificate {Position} ({Subject})",
    };

    /// <summary>The octets a record with these parameters is compared with; empty when there are none.</summary>
    internal ReadOnlyMemory<byte> Associate(Selector selector, MatchingType matchingType)
    {
        ReadOnlyMemory<byte> selected = selector == Selector.Cert ? _octets : SubjectPublicKeyInfo;
        if (matchingType == MatchingType.Full || selected.IsEmpty)
        {
            return selected;
        }

        // Two threads may compute the same digest; either result is the right one.
        int slot = ((int)selector * 2) + (int)matchingType - 1;
        return _digests[slot] ??= matchingType == MatchingType.Sha256 ? SHA256.HashData(selected.Span) : SHA512.HashData(selected.Span);
    }

    /// <summary>The same octets, whatever place they were sent at.</summary>
    internal bool IsSameAs(PeerCertificate other) => _octets.AsSpan().SequenceEqual(other._octets);

    internal bool TryGetParts([NotNullWhen(true)] out CertificateParts? parts)
    {
        parts = _parts;
        return parts is not null;
    }

    private (DistinguishedName? Subject, DistinguishedName? Issuer) ReadNames()
    {
        if (_parts is null)
        {
            return default;
        }

        _ = DistinguishedName.TryRead(_parts.Subject, out DistinguishedName? subject, out _);
        _ = DistinguishedName.TryRead(_parts.Issuer, out DistinguishedName? issuer, out _);
        return (subject, issuer);
    }

    private (DateTimeOffset From, DateTimeOffset To)? ReadValidity()
    {
        try
        {
            if (_parts is null)
            {
                return null;
            }

            AsnReader validity = new AsnReader(_parts.Validity, AsnEncodingRules.BER).ReadSequence();
            return (ReadTime(validity), ReadTime(validity));
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private (CertificateExtensions? Read, string? Why) ReadExtensions() =>
        _parts is null ? (null, Fault)
        : CertificateExtensions.TryRead(_parts.Extensions, out CertificateExtensions? extensions, out string? why) ? (extensions, null)
        : (null, why);

    // RFC 5280 section 4.1.2.5: UTCTime until 2049, GeneralizedTime from 2050 on.
    private static DateTimeOffset ReadTime(AsnReader validity) =>
        validity.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime)
            ? validity.ReadUtcTime(LastYearOfTwoDigits)
            : validity.ReadGeneralizedTime();
}
