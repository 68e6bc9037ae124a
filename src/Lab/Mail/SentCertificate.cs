using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Tls.Crypto;

namespace DaneCore.Lab.Mail;

/// <summary>Octets to be sent where a certificate belongs. Nothing reads them here, so that nothing refuses them.</summary>
internal sealed class SentCertificate(ReadOnlyMemory<byte> octets) : TlsCertificate
{
    // ecdsa-with-SHA256. TLS 1.2 hashes the first certificate for channel bindings nobody here asks for, and wants to know with what (RFC 5929 section 4.1).
    private const string AnyAlgorithm = "1.2.840.10045.4.3.2";

    private readonly byte[] _octets = octets.ToArray();

    public BigInteger SerialNumber => throw NotRead();

    public string SigAlgOid => AnyAlgorithm;

    public byte[] GetEncoded() => _octets;

    public TlsEncryptor CreateEncryptor(int tlsCertificateRole) => throw NotRead();

    public TlsVerifier CreateVerifier(short signatureAlgorithm) => throw NotRead();

    public Tls13Verifier CreateVerifier(int signatureScheme) => throw NotRead();

    public byte[] GetExtension(DerObjectIdentifier extensionOid) => throw NotRead();

    public Asn1Encodable GetSigAlgParams() => throw NotRead();

    public short GetLegacySignatureAlgorithm() => throw NotRead();

    public bool SupportsSignatureAlgorithm(short signatureAlgorithm) => throw NotRead();

    public bool SupportsSignatureAlgorithmCA(short signatureAlgorithm) => throw NotRead();

    public TlsCertificate CheckUsageInRole(int tlsCertificateRole) => this;

    private static NotSupportedException NotRead() => new("what a laboratory server sends is not read by it");
}
