using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using DaneCore.Resolver.Validation;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using IssuerAndSerialNumber = Org.BouncyCastle.Asn1.Cms.IssuerAndSerialNumber;
using PkcsObjectIdentifiers = Org.BouncyCastle.Asn1.Pkcs.PkcsObjectIdentifiers;

namespace DaneCore.Resolver.Anchors;

/// <summary>
/// Whether IANA's file of trust anchors is IANA's: the detached CMS signature over it (RFC 9718 section 3.2) by a certificate for
/// <c>dnssec@iana.org</c> that the pinned certificate of ICANN issued, all of it in force at the instant. The only file that hands CMS to
/// BouncyCastle, so the one that catches what it throws. Promises nothing about revoked certificates: ICANN publishes no list of them.
/// </summary>
public static class AnchorSignatureCheck
{
    /// <summary>IANA's signature has 3 KiB.</summary>
    public const int MostOctets = 64 << 10;

    private const string SignerAddress = "dnssec@iana.org";
    private const int LeastRsaBits = 2048;

    // CMS version 1: the signer is named by issuer and number (RFC 5652 section 5.1).
    private static readonly DerInteger Version = DerInteger.One;

    private static readonly HashSet<string> Digests =
        [NistObjectIdentifiers.IdSha256.Id, NistObjectIdentifiers.IdSha384.Id, NistObjectIdentifiers.IdSha512.Id];

    // PKCS #1 v1.5, named with or without its digest (RFC 3370 section 3.2).
    private static readonly HashSet<string> Algorithms =
    [
        PkcsObjectIdentifiers.RsaEncryption.Id,
        PkcsObjectIdentifiers.Sha256WithRsaEncryption.Id,
        PkcsObjectIdentifiers.Sha384WithRsaEncryption.Id,
        PkcsObjectIdentifiers.Sha512WithRsaEncryption.Id,
    ];

    /// <summary>The anchors of the file, if the signature over it holds at the instant; otherwise why it does not, or why the file cannot be read.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> xml, ReadOnlySpan<byte> signature, DateTimeOffset at, [NotNullWhen(true)] out TrustAnchorSet? anchors, [NotNullWhen(false)] out string? why) =>
        TryRead(xml, signature, at, IcannRootCa.Pem, out anchors, out why);

    internal static bool TryRead(
        ReadOnlySpan<byte> xml,
        ReadOnlySpan<byte> signature,
        DateTimeOffset at,
        string rootPem,
        [NotNullWhen(true)] out TrustAnchorSet? anchors,
        [NotNullWhen(false)] out string? why)
    {
        anchors = null;

        // The signature first: nothing is made of octets that are not IANA's.
        why = Objection(xml.ToArray(), signature.ToArray(), at, rootPem);
        return why is null && RootAnchorsXml.TryRead(xml, out anchors, out why);
    }

    private static string? Objection(byte[] xml, byte[] signature, DateTimeOffset at, string rootPem)
    {
        if (signature.Length > MostOctets)
        {
            return $"the signature is larger than {MostOctets >> 10} KiB";
        }

        try
        {
            X509Certificate root = new X509CertificateParser().ReadCertificate(Encoding.ASCII.GetBytes(rootPem));
            return Objection(xml, signature, at, root);
        }

        // BouncyCastle throws whatever a parser meets; its own bases and those of the platform are all there are.
        catch (Exception fault) when (fault is CmsException or GeneralSecurityException or SecurityUtilityException or CryptoException or IOException
            or (SystemException and not OutOfMemoryException))
        {
            return $"the signature is no CMS that can be read, or does not hold: {fault.Message.TrimEnd('.')}";
        }
    }

    private static string? Objection(byte[] xml, byte[] signature, DateTimeOffset at, X509Certificate root)
    {
        // Octets behind the object, and any encoding but the one that DER allows, are refused: there is one way to write a signature.
        var parsed = Asn1Object.FromByteArray(signature);
        var info = ContentInfo.GetInstance(parsed);
        if (!parsed.GetEncoded(Asn1Encodable.Der).AsSpan().SequenceEqual(signature) || !info.ContentType.Equals(CmsObjectIdentifiers.SignedData))
        {
            return "the signature is no signed data in DER (RFC 5652 section 5)";
        }

        CmsSignedData signed = new(new CmsProcessableByteArray(xml), info);
        var data = SignedData.GetInstance(info.Content);
        SignerInformation[] signers = [.. signed.GetSignerInfos().GetSigners()];
        X509Certificate[] certificates = [.. signed.GetCertificates().EnumerateMatches(null)];
        if (signers is not [SignerInformation signer] || data.EncapContentInfo.Content is not null
            || !data.EncapContentInfo.ContentType.Equals(CmsObjectIdentifiers.Data) || data.CRLs is not null || signer.UnsignedAttributes is not null
            || !data.Version.Equals(Version) || !signer.SignerInfo.Version.Equals(Version))
        {
            return "the signature is not one detached signature and nothing else";
        }

        if (data.DigestAlgorithms.Count != 1 || !data.DigestAlgorithms[0].ToAsn1Object().Equals(signer.DigestAlgorithmID.ToAsn1Object())
            || !Digests.Contains(signer.DigestAlgorithmID.Algorithm.Id) || !HasPlainParameters(signer.DigestAlgorithmID)
            || !HasPlainParameters(signer.SignatureAlgorithm) || !Algorithms.Contains(signer.SignatureAlgorithm.Algorithm.Id))
        {
            return "the signature is not by RSA over a digest of SHA-256, SHA-384 or SHA-512";
        }

        X509Certificate[] own = [.. certificates.Where(signer.SignerID.Match)];
        if (own is not [X509Certificate leaf] || !IsNamedExactly(signer, leaf) || certificates.Any(each => !each.Equals(leaf) && !each.Equals(root)))
        {
            return "the signature brings other certificates than that of its signer and ICANN's";
        }

        // The root first: what it has not issued is not looked at further.
        leaf.Verify(root.GetPublicKey());
        if (!leaf.IssuerDN.GetEncoded().AsSpan().SequenceEqual(root.SubjectDN.GetEncoded()))
        {
            return "the signer's certificate was not issued by ICANN's";
        }

        return OutOfTime(root, at, "ICANN's certificate") ?? OutOfTime(leaf, at, "the signer's certificate") ?? Unfit(leaf)
            ?? (signer.Verify(leaf) ? null : "the signature does not fit the file and the key of its signer");
    }

    // Names that are only alike, by case or by kind of string, are not taken for one another.
    private static bool IsNamedExactly(SignerInformation signer, X509Certificate leaf) =>
        IssuerAndSerialNumber.GetInstance(signer.SignerInfo.SignerID.ID).Issuer.GetEncoded().AsSpan().SequenceEqual(leaf.IssuerDN.GetEncoded());

    private static string? OutOfTime(X509Certificate certificate, DateTimeOffset at, string what)
    {
        // In seconds: certificates know no smaller unit.
        return at.UtcDateTime < certificate.NotBefore || at.UtcDateTime > certificate.NotAfter
            ? string.Create(CultureInfo.InvariantCulture, $"{what} is in force from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}, and not at {at.UtcDateTime:yyyy-MM-dd}; get a newer signature, or set the clock")
            : null;
    }

    // What IANA's signer is: an end entity that signs mail as dnssec@iana.org (RFC 8550 section 4.4).
    private static string? Unfit(X509Certificate leaf)
    {
        bool[]? usage = leaf.GetKeyUsage();
        IList<DerObjectIdentifier>? purposes = leaf.GetExtendedKeyUsage();
        bool named = leaf.SubjectDN.GetValueList(X509Name.EmailAddress).Any(address => string.Equals(address, SignerAddress, StringComparison.OrdinalIgnoreCase));
        return leaf.GetBasicConstraints() >= 0 ? "the signer's certificate is that of an authority"
            : !named ? $"the signer's certificate is not for {SignerAddress}"
            : usage is null || !usage[0] ? "the signer's certificate is not for signatures"
            : purposes is null || !purposes.Contains(KeyPurposeID.id_kp_emailProtection) ? "the signer's certificate is not for mail protection, as IANA's is"
            : leaf.GetPublicKey() is not RsaKeyParameters { Modulus.BitLength: >= LeastRsaBits } ? $"the signer's key is not RSA of {LeastRsaBits} bits or more"
            : null;
    }

    private static bool HasPlainParameters(AlgorithmIdentifier algorithm) => algorithm.Parameters is null or Asn1Null;
}
