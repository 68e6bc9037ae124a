using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;

namespace DaneCore.Dane.Certificates;

/// <summary>
/// A certificate cut into the slices of RFC 5280 section 4.1, none of them re-encoded: a digest over a slice is a digest
/// over what was sent. Checks the outline to the last octet and no more, so that what a TLS library lets through (odd
/// versions, odd dates, BER) can still be compared under usage 3.
/// </summary>
internal sealed class CertificateParts
{
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag IssuerIdTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag SubjectIdTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3, isConstructed: true);

    private CertificateParts()
    {
    }

    /// <summary>The octets the signature covers.</summary>
    public ReadOnlyMemory<byte> ToBeSigned { get; private init; }

    /// <summary>The algorithm named inside the signed part.</summary>
    public ReadOnlyMemory<byte> InnerAlgorithm { get; private init; }

    /// <summary>The algorithm named beside the signature; RFC 5280 section 4.1.1.2 wants it equal to the inner one.</summary>
    public ReadOnlyMemory<byte> OuterAlgorithm { get; private init; }

    /// <summary>The signature as an encoded BIT STRING.</summary>
    public ReadOnlyMemory<byte> Signature { get; private init; }

    public ReadOnlyMemory<byte> Issuer { get; private init; }

    public ReadOnlyMemory<byte> Validity { get; private init; }

    public ReadOnlyMemory<byte> Subject { get; private init; }

    public ReadOnlyMemory<byte> PublicKey { get; private init; }

    /// <summary>The encoded version, absent in version 1.</summary>
    public ReadOnlyMemory<byte>? Version { get; private init; }

    /// <summary>True for a certificate of the time before extensions, which cannot say that it is an authority.</summary>
    public bool IsVersion1 => Version is null or { Span: [0x02, 0x01, 0x00] };

    /// <summary>The encoded list of extensions, where there is one.</summary>
    public ReadOnlyMemory<byte>? Extensions { get; private init; }

    /// <summary>Cuts a certificate; false with the reason when the octets are not the outline of one, or go on after it.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> octets,
        [NotNullWhen(true)] out CertificateParts? parts,
        [NotNullWhen(false)] out string? why)
    {
        parts = null;
        why = null;
        try
        {
            AsnReader all = new(octets, AsnEncodingRules.BER);
            AsnReader certificate = all.ReadSequence();
            if (all.HasData)
            {
                why = "octets follow its end";
                return false;
            }

            ReadOnlyMemory<byte> signed = certificate.ReadEncodedValue();
            ReadOnlyMemory<byte> outerAlgorithm = ReadEncodedSequence(certificate);
            ReadOnlyMemory<byte> signature = ReadEncoded(certificate, Asn1Tag.PrimitiveBitString);
            certificate.ThrowIfNotEmpty();
            parts = ReadSigned(signed, outerAlgorithm, signature);
            return true;
        }
        catch (AsnContentException fault)
        {
            why = "its encoding is broken: " + fault.Message;
            return false;
        }
    }

    // TBSCertificate ::= SEQUENCE { [0] version DEFAULT v1, serialNumber INTEGER, signature, issuer, validity, subject,
    //                               subjectPublicKeyInfo, [1] issuerUniqueID, [2] subjectUniqueID, [3] extensions }
    private static CertificateParts ReadSigned(
        ReadOnlyMemory<byte> signed, ReadOnlyMemory<byte> outerAlgorithm, ReadOnlyMemory<byte> signature)
    {
        AsnReader reader = new AsnReader(signed, AsnEncodingRules.BER).ReadSequence();
        ReadOnlyMemory<byte>? version = null;
        if (reader.PeekTag().HasSameClassAndValue(VersionTag))
        {
            AsnReader wrapper = reader.ReadSequence(VersionTag);
            version = ReadEncoded(wrapper, Asn1Tag.Integer);
            wrapper.ThrowIfNotEmpty();
        }

        _ = ReadEncoded(reader, Asn1Tag.Integer);
        CertificateParts parts = new()
        {
            ToBeSigned = signed,
            OuterAlgorithm = outerAlgorithm,
            Signature = signature,
            Version = version,
            InnerAlgorithm = ReadEncodedSequence(reader),
            Issuer = ReadEncodedSequence(reader),
            Validity = ReadEncodedSequence(reader),
            Subject = ReadEncodedSequence(reader),
            PublicKey = ReadEncodedSequence(reader),
            Extensions = ReadTail(reader),
        };
        if (PublicKeyInfo.WhyMalformed(parts.PublicKey) is { } fault)
        {
            throw new AsnContentException("public key: " + fault);
        }

        return parts;
    }

    private static ReadOnlyMemory<byte>? ReadTail(AsnReader reader)
    {
        foreach (Asn1Tag optional in (ReadOnlySpan<Asn1Tag>)[IssuerIdTag, SubjectIdTag])
        {
            if (reader.HasData && reader.PeekTag().HasSameClassAndValue(optional))
            {
                _ = reader.ReadEncodedValue();
            }
        }

        ReadOnlyMemory<byte>? extensions = null;
        if (reader.HasData)
        {
            AsnReader wrapper = reader.ReadSequence(ExtensionsTag);
            extensions = ReadEncodedSequence(wrapper);
            wrapper.ThrowIfNotEmpty();
        }

        reader.ThrowIfNotEmpty();
        return extensions;
    }

    private static ReadOnlyMemory<byte> ReadEncodedSequence(AsnReader reader) => ReadEncoded(reader, Asn1Tag.Sequence);

    private static ReadOnlyMemory<byte> ReadEncoded(AsnReader reader, Asn1Tag expected) =>
        reader.PeekTag().HasSameClassAndValue(expected)
            ? reader.ReadEncodedValue()
            : throw new AsnContentException($"tag {reader.PeekTag()} stands where {expected} is expected");
}
