using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// The digest of a child zone's key (RFC 4034 section 5.1), or as CDS the child's wish for one (RFC 7344 section 3.1).
/// </summary>
public sealed class DsRdata : Rdata
{
    /// <summary>Carries a copy of the digest, whatever its length.</summary>
    public DsRdata(
        ushort keyTag,
        DnssecAlgorithm algorithm,
        DigestType digestType,
        ReadOnlyMemory<byte> digest,
        RecordType type = RecordType.DS)
    {
        if (type is not (RecordType.DS or RecordType.CDS))
        {
            throw new ArgumentException("The type is DS or CDS.", nameof(type));
        }

        Type = type;
        KeyTag = keyTag;
        Algorithm = algorithm;
        DigestType = digestType;
        Digest = digest.ToArray();
    }

    /// <inheritdoc/>
    public override RecordType Type { get; }

    /// <summary>A hint, not an identity: two keys may share one.</summary>
    public ushort KeyTag { get; }

    /// <summary>The algorithm of the key.</summary>
    public DnssecAlgorithm Algorithm { get; }

    /// <summary>How the digest is made.</summary>
    public DigestType DigestType { get; }

    /// <summary>The digest as sent: its length is not checked against the digest type here.</summary>
    public ReadOnlyMemory<byte> Digest { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        Digest.IsEmpty
            ? ToGenericText()
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{KeyTag} {(byte)Algorithm} {(byte)DigestType} {Convert.ToHexString(Digest.Span)}");

    internal static bool TryRead(RecordType type, ref WireReader reader, [NotNullWhen(true)] out DsRdata? data)
    {
        data = null;
        if (!reader.TryReadUInt16(out ushort keyTag)
            || !reader.TryReadByte(out byte algorithm)
            || !reader.TryReadByte(out byte digestType))
        {
            return false;
        }

        data = new DsRdata(keyTag, (DnssecAlgorithm)algorithm, (DigestType)digestType, reader.TakeRest().ToArray(), type);
        return true;
    }

    internal static bool TryParse(RecordType type, FieldReader fields, [NotNullWhen(true)] out DsRdata? data)
    {
        data = null;
        if (!fields.TryReadUInt16("key tag", out ushort keyTag)
            || !fields.TryReadAlgorithm(out DnssecAlgorithm algorithm)
            || !fields.TryReadByte("digest type", out byte digestType)
            || !fields.TryReadHexRest("digest", out byte[]? digest))
        {
            return false;
        }

        data = new DsRdata(keyTag, algorithm, (DigestType)digestType, digest, type);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        writer.WriteUInt16(KeyTag);
        writer.WriteByte((byte)Algorithm);
        writer.WriteByte((byte)DigestType);
        writer.WriteOctets(Digest.Span);
    }
}
