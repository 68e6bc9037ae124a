using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// A signature over a record set (RFC 4034 section 3.1). Everything in it is a claim until the signature is verified.
/// <code>
/// | type covered (16) | algorithm (8) | labels (8) | original TTL (32) | expiration (32) |
/// | inception (32) | key tag (16) | signer, uncompressed | signature ... |
/// </code>
/// </summary>
public sealed class RrsigRdata(
    RecordType typeCovered,
    DnssecAlgorithm algorithm,
    byte labels,
    uint originalTtl,
    uint expiration,
    uint inception,
    ushort keyTag,
    DomainName signer,
    ReadOnlyMemory<byte> signature) : Rdata
{
    /// <inheritdoc/>
    public override RecordType Type => RecordType.RRSIG;

    /// <summary>The type of the set that is signed.</summary>
    public RecordType TypeCovered { get; } = typeCovered;

    /// <summary>The algorithm.</summary>
    public DnssecAlgorithm Algorithm { get; } = algorithm;

    /// <summary>
    /// Labels of the name as it stood in the zone, a leading <c>*</c> not counted (RFC 4034 section 3.1.3).
    /// </summary>
    public byte Labels { get; } = labels;

    /// <summary>The TTL in the zone; the one that is signed.</summary>
    public uint OriginalTtl { get; } = originalTtl;

    /// <summary>The last second of validity, modulo 2^32 (RFC 4034 section 3.1.5).</summary>
    public uint Expiration { get; } = expiration;

    /// <summary>The first second of validity, modulo 2^32 (RFC 4034 section 3.1.5).</summary>
    public uint Inception { get; } = inception;

    /// <summary>A hint which key signed, not an identity.</summary>
    public ushort KeyTag { get; } = keyTag;

    /// <summary>The zone that claims to have signed.</summary>
    public DomainName Signer { get; } = signer ?? throw new ArgumentNullException(nameof(signer));

    /// <summary>The signature in the form of its algorithm.</summary>
    public ReadOnlyMemory<byte> Signature { get; } = signature.ToArray();

    /// <inheritdoc/>
    public override string ToString() =>
        Signature.IsEmpty
            ? ToGenericText()
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{RecordTypes.ToText(TypeCovered)} {(byte)Algorithm} {Labels} {OriginalTtl} "
                + $"{SignatureTime.ToText(Expiration)} {SignatureTime.ToText(Inception)} {KeyTag} "
                + $"{Signer} {Convert.ToBase64String(Signature.Span)}");

    internal static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out RrsigRdata? data)
    {
        data = !RrsigFields.TryRead(ref reader, out RrsigFields fields) ? null : new RrsigRdata(
            fields.TypeCovered,
            fields.Algorithm,
            fields.Labels,
            fields.OriginalTtl,
            fields.Expiration,
            fields.Inception,
            fields.KeyTag,
            reader.NameOf(fields.Signer),
            fields.Signature.ToArray());
        return data is not null;
    }

    internal static bool TryParse(FieldReader fields, [NotNullWhen(true)] out RrsigRdata? data)
    {
        data = null;
        if (!fields.TryReadType("type covered", out RecordType typeCovered)
            || !fields.TryReadAlgorithm(out DnssecAlgorithm algorithm)
            || !fields.TryReadByte("labels", out byte labels)
            || !fields.TryReadSeconds("original TTL", out uint originalTtl)
            || !fields.TryReadTime("expiration", out uint expiration)
            || !fields.TryReadTime("inception", out uint inception)
            || !fields.TryReadUInt16("key tag", out ushort keyTag)
            || !fields.TryReadName("signer", out DomainName? signer)
            || !fields.TryReadBase64Rest("signature", out byte[]? signature))
        {
            return false;
        }

        data = new RrsigRdata(
            typeCovered, algorithm, labels, originalTtl, expiration, inception, keyTag, signer, signature);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        WriteUpToSigner(ref writer);
        writer.WritePlainName(Signer);
        writer.WriteOctets(Signature.Span);
    }

    internal override void WriteCanonical(ref WireWriter writer)
    {
        WriteUnsigned(ref writer);
        writer.WriteOctets(Signature.Span);
    }

    /// <summary>
    /// RFC 4034 section 3.1.8.1: the data without the signature, the signer in canonical form; it is signed first.
    /// </summary>
    internal void WriteUnsigned(ref WireWriter writer)
    {
        WriteUpToSigner(ref writer);
        writer.WritePlainName(Signer.ToCanonical());
    }

    private void WriteUpToSigner(ref WireWriter writer)
    {
        writer.WriteUInt16((ushort)TypeCovered);
        writer.WriteByte((byte)Algorithm);
        writer.WriteByte(Labels);
        writer.WriteUInt32(OriginalTtl);
        writer.WriteUInt32(Expiration);
        writer.WriteUInt32(Inception);
        writer.WriteUInt16(KeyTag);
    }
}
