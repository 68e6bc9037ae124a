using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// A zone key (RFC 4034 section 2.1), or as CDNSKEY the child's wish for a DS of it (RFC 7344 section 3.2).
/// </summary>
public sealed class DnskeyRdata : Rdata
{
    // RFC 4034 section 2.1.1; the bit for revocation is that of RFC 5011 section 7.
    private const ushort ZoneKeyBit = 0x0100;
    private const ushort RevokedBit = 0x0080;
    private const ushort SecureEntryPointBit = 0x0001;

    /// <summary>Carries a copy of the key, in the form of its algorithm.</summary>
    public DnskeyRdata(
        ushort flags,
        byte protocol,
        DnssecAlgorithm algorithm,
        ReadOnlyMemory<byte> publicKey,
        RecordType type = RecordType.DNSKEY)
    {
        if (type is not (RecordType.DNSKEY or RecordType.CDNSKEY))
        {
            throw new ArgumentException("The type is DNSKEY or CDNSKEY.", nameof(type));
        }

        Type = type;
        Flags = flags;
        Protocol = protocol;
        Algorithm = algorithm;
        PublicKey = publicKey.ToArray();
    }

    /// <inheritdoc/>
    public override RecordType Type { get; }

    /// <summary>The flags as sent, unknown ones included.</summary>
    public ushort Flags { get; }

    /// <summary>3 in every key that signs (RFC 4034 section 2.1.2); not checked here.</summary>
    public byte Protocol { get; }

    /// <summary>The algorithm.</summary>
    public DnssecAlgorithm Algorithm { get; }

    /// <summary>The key in the form of its algorithm; not checked here.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>True when the key may sign a zone's data (RFC 4034 section 2.1.1).</summary>
    public bool IsZoneKey => (Flags & ZoneKeyBit) != 0;

    /// <summary>True when the key has been revoked (RFC 5011 section 2.1).</summary>
    public bool IsRevoked => (Flags & RevokedBit) != 0;

    /// <summary>A hint for whoever makes DS records; it plays no part in validation (RFC 4034 section 2.1.1).</summary>
    public bool IsSecureEntryPoint => (Flags & SecureEntryPointBit) != 0;

    /// <inheritdoc/>
    public override string ToString() =>
        PublicKey.IsEmpty
            ? ToGenericText()
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Flags} {Protocol} {(byte)Algorithm} {Convert.ToBase64String(PublicKey.Span)}");

    internal static bool TryRead(RecordType type, ref WireReader reader, [NotNullWhen(true)] out DnskeyRdata? data)
    {
        data = DnskeyFields.TryRead(ref reader, out DnskeyFields fields)
            ? new DnskeyRdata(fields.Flags, fields.Protocol, fields.Algorithm, fields.Key.ToArray(), type)
            : null;
        return data is not null;
    }

    internal static bool TryParse(RecordType type, FieldReader fields, [NotNullWhen(true)] out DnskeyRdata? data)
    {
        data = null;
        if (!fields.TryReadUInt16("flags", out ushort flags)
            || !fields.TryReadByte("protocol", out byte protocol)
            || !fields.TryReadAlgorithm(out DnssecAlgorithm algorithm)
            || !fields.TryReadBase64Rest("public key", out byte[]? publicKey))
        {
            return false;
        }

        data = new DnskeyRdata(flags, protocol, algorithm, publicKey, type);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        writer.WriteUInt16(Flags);
        writer.WriteByte(Protocol);
        writer.WriteByte((byte)Algorithm);
        writer.WriteOctets(PublicKey.Span);
    }
}
