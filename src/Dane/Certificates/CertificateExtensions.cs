using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;

namespace DaneCore.Dane.Certificates;

/// <summary>The extensions a path depends on (RFC 5280 section 4.2), read once. Absent ones are null.</summary>
internal sealed class CertificateExtensions
{
    public const int DigitalSignatureBit = 0;
    public const int KeyEnciphermentBit = 2;
    public const int KeyAgreementBit = 4;
    public const int KeyCertSignBit = 5;

    private const string KeyUsageOid = "2.5.29.15";
    private const string AlternativeNamesOid = "2.5.29.17";
    private const string BasicConstraintsOid = "2.5.29.19";
    private const string NameConstraintsOid = "2.5.29.30";
    private const string ExtendedKeyUsageOid = "2.5.29.37";
    private const string AnyPurposeOid = "2.5.29.37.0";
    private const string ServerAuthenticationOid = "1.3.6.1.5.5.7.3.1";

    // Policies are let pass unread, as the common validators do unless asked: no policy is required here to begin with.
    private static readonly HashSet<string> Passive = new(StringComparer.Ordinal)
    {
        "2.5.29.14", // subjectKeyIdentifier
        "2.5.29.18", // issuerAltName
        "2.5.29.31", // cRLDistributionPoints
        "2.5.29.32", // certificatePolicies
        "2.5.29.33", // policyMappings
        "2.5.29.35", // authorityKeyIdentifier
        "2.5.29.36", // policyConstraints
        "2.5.29.46", // freshestCRL
        "2.5.29.54", // inhibitAnyPolicy
        "1.3.6.1.5.5.7.1.1", // authorityInfoAccess
        "1.3.6.1.5.5.7.1.24", // TLS feature
    };

    private HashSet<string>? _purposes;
    private bool[]? _keyUsage;

    private CertificateExtensions()
    {
    }

    /// <summary>True, false, or null when basicConstraints is absent.</summary>
    public bool? IsAuthority { get; private set; }

    /// <summary>How many more authorities may follow below; null means any number.</summary>
    public int? PathLength { get; private set; }

    public bool HasKeyUsage => _keyUsage is not null;

    public AlternativeNames? Names { get; private set; }

    public NameConstraintSet? Constraints { get; private set; }

    /// <summary>Extensions marked critical that are not known here.</summary>
    public IReadOnlyList<string> UnknownCritical { get; private set; } = [];

    /// <summary>True when nothing forbids the use for a TLS server (RFC 5280 section 4.2.1.12).</summary>
    public bool AllowsServers => _purposes is null || _purposes.Contains(ServerAuthenticationOid) || _purposes.Contains(AnyPurposeOid);

    /// <summary>True when TLS servers are covered by "any purpose" alone; clients may ask for more (RFC 5280 section 4.2.1.12).</summary>
    public bool NamesAnyPurposeOnly => _purposes is not null && _purposes.Contains(AnyPurposeOid) && !_purposes.Contains(ServerAuthenticationOid);

    /// <summary>True when the bit is set, or there is no keyUsage to forbid it (RFC 5280 section 4.2.1.3).</summary>
    public bool AllowsKeyUse(params ReadOnlySpan<int> anyOf)
    {
        if (_keyUsage is null)
        {
            return true;
        }

        foreach (int bit in anyOf)
        {
            if (bit < _keyUsage.Length && _keyUsage[bit])
            {
                return true;
            }
        }

        return false;
    }

    public static bool TryRead(
        ReadOnlyMemory<byte>? encoded,
        [NotNullWhen(true)] out CertificateExtensions? extensions,
        [NotNullWhen(false)] out string? why)
    {
        extensions = new CertificateExtensions();
        why = null;
        if (encoded is null)
        {
            return true;
        }

        try
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            List<string> unknownCritical = [];
            AsnReader list = new AsnReader(encoded.Value, AsnEncodingRules.BER).ReadSequence();
            while (list.HasData)
            {
                AsnReader extension = list.ReadSequence();
                string oid = extension.ReadObjectIdentifier();
                bool isCritical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
                byte[] value = extension.ReadOctetString();
                extension.ThrowIfNotEmpty();
                if (!seen.Add(oid))
                {
                    throw new AsnContentException($"extension {oid} occurs twice");
                }

                if (!extensions.TryTake(oid, value) && isCritical)
                {
                    unknownCritical.Add(oid);
                }
            }

            extensions.UnknownCritical = unknownCritical;
            return true;
        }
        catch (AsnContentException fault)
        {
            extensions = null;
            why = "its extensions are broken: " + fault.Message;
            return false;
        }
    }

    private bool TryTake(string oid, byte[] value)
    {
        switch (oid)
        {
            case BasicConstraintsOid:
                ReadBasicConstraints(value);
                return true;
            case KeyUsageOid:
                _keyUsage = ReadBits(value);
                return true;
            case ExtendedKeyUsageOid:
                _purposes = ReadPurposes(value);
                return true;
            case AlternativeNamesOid:
                Names = AlternativeNames.Read(value);
                return true;
            case NameConstraintsOid:
                Constraints = NameConstraintSet.Read(value);
                return true;
            default:
                return Passive.Contains(oid);
        }
    }

    private void ReadBasicConstraints(byte[] value)
    {
        AsnReader constraints = new AsnReader(value, AsnEncodingRules.BER).ReadSequence();
        IsAuthority = constraints.HasData && constraints.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && constraints.ReadBoolean();
        if (constraints.HasData)
        {
            System.Numerics.BigInteger length = constraints.ReadInteger();
            if (length.Sign < 0)
            {
                throw new AsnContentException("the path length is negative");
            }

            PathLength = length > int.MaxValue ? null : (int)length;
        }

        constraints.ThrowIfNotEmpty();
    }

    private static bool[] ReadBits(byte[] value)
    {
        byte[] octets = new AsnReader(value, AsnEncodingRules.BER).ReadBitString(out _);
        bool[] bits = new bool[octets.Length * 8];
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = (octets[i / 8] & (0x80 >> (i % 8))) != 0;
        }

        return bits;
    }

    private static HashSet<string> ReadPurposes(byte[] value)
    {
        HashSet<string> purposes = new(StringComparer.Ordinal);
        AsnReader list = new AsnReader(value, AsnEncodingRules.BER).ReadSequence();
        while (list.HasData)
        {
            purposes.Add(list.ReadObjectIdentifier());
        }

        return purposes;
    }
}
