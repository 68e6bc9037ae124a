using System.Formats.Asn1;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace DaneCore.Dane.Certificates;

/// <summary>
/// One signature of a certificate under one public key, over the octets as sent (RFC 5280 section 6.1.3 (a)(1)). The only
/// file that hands octets to BouncyCastle, so the only one that catches what it throws. Weak and unknown algorithms
/// are refused before the key is looked at.
/// </summary>
internal static class CertificateSignature
{
    // A key or an algorithm nests four deep. BouncyCastle's parser recurses, so what nests deeper never gets there.
    private const int DeepestNesting = 8;

    // The smallest curve of RFC 5480 that is not weaker than RSA of 2048 bits; the keys of smaller ones can be computed, or soon can.
    private const int SmallestOrder = 224;

    // Signature to key algorithm. MD2 and MD5 are left out: their collisions forge certificates. SHA-1 is let in and reported.
    private static readonly Dictionary<string, string> KeyOfSignature = new(
        RsaSignature.Algorithms.Select(oid => KeyValuePair.Create(oid, PublicKeyInfo.RsaOid)), StringComparer.Ordinal)
    {
        ["1.2.840.10045.4.1"] = PublicKeyInfo.EllipticOid,
        ["1.2.840.10045.4.3.1"] = PublicKeyInfo.EllipticOid,
        ["1.2.840.10045.4.3.2"] = PublicKeyInfo.EllipticOid,
        ["1.2.840.10045.4.3.3"] = PublicKeyInfo.EllipticOid,
        ["1.2.840.10045.4.3.4"] = PublicKeyInfo.EllipticOid,
        ["1.3.101.112"] = "1.3.101.112",
        ["1.3.101.113"] = "1.3.101.113",
    };

    private static readonly HashSet<string> Sha1Signatures =
        new(StringComparer.Ordinal) { "1.2.840.113549.1.1.5", "1.2.840.10045.4.1" };

    /// <summary>True when the certificate could have been signed with the key, by algorithm alone; costs no arithmetic.</summary>
    public static bool MayBeBy(CertificateParts certificate, ReadOnlyMemory<byte> publicKey) =>
        PublicKeyInfo.AlgorithmOf(certificate.OuterAlgorithm) is { } signature
        && KeyOfSignature.TryGetValue(signature, out string? key)
        && string.Equals(key, PublicKeyInfo.KeyAlgorithmOf(publicKey), StringComparison.Ordinal);

    /// <summary>Why the signature does not hold under the key; null when it does.</summary>
    public static string? WhyWrong(CertificateParts certificate, ReadOnlyMemory<byte> publicKey)
    {
        try
        {
            return Judge(certificate, publicKey);
        }
        catch (AsnContentException fault)
        {
            return "its signature cannot be read: " + fault.Message;
        }
        catch (Exception fault) when (fault is (SystemException and not OutOfMemoryException)
            or GeneralSecurityException or SecurityUtilityException or CryptoException)
        {
            return "its signature or its issuer's key cannot be used: " + SafeText.Of(fault.Message);
        }
    }

    /// <summary>True when the certificate is signed over SHA-1, for which collisions are within reach.</summary>
    public static bool UsesSha1(CertificateParts certificate) =>
        PublicKeyInfo.AlgorithmOf(certificate.OuterAlgorithm) is { } oid && Sha1Signatures.Contains(oid);

    private static string? Judge(CertificateParts certificate, ReadOnlyMemory<byte> publicKey)
    {
        // RFC 5280 section 4.1.1.2: both must be the same, since only one of them is signed.
        if (!certificate.InnerAlgorithm.Span.SequenceEqual(certificate.OuterAlgorithm.Span))
        {
            return "it names two different signature algorithms";
        }

        string oid = PublicKeyInfo.AlgorithmOf(certificate.OuterAlgorithm) ?? "";
        if (!KeyOfSignature.TryGetValue(oid, out string? keyAlgorithm))
        {
            return $"its signature algorithm {oid} is too weak, or not known";
        }

        if (!MayBeBy(certificate, publicKey))
        {
            return "its signature algorithm is not one of its issuer's key";
        }

        if (PublicKeyInfo.WhyUnfit(publicKey) is { } unfit)
        {
            return "its issuer has " + unfit;
        }

        if (!IsShallow(certificate.OuterAlgorithm) || !IsShallow(publicKey))
        {
            return "its signature algorithm or its issuer's key nests too deep";
        }

        byte[] signature = new AsnReader(certificate.Signature, AsnEncodingRules.BER).ReadBitString(out int unused);
        if (unused != 0)
        {
            return "its signature does not fit its issuer's key";
        }

        if (keyAlgorithm is PublicKeyInfo.RsaOid)
        {
            return RsaSignature.WhyWrong(certificate.OuterAlgorithm, publicKey, certificate.ToBeSigned.Span, signature);
        }

        var algorithm = AlgorithmIdentifier.GetInstance(Asn1Object.FromByteArray(certificate.OuterAlgorithm.ToArray()));
        AsymmetricKeyParameter key = PublicKeyFactory.CreateKey(publicKey.ToArray());
        if (key is ECPublicKeyParameters { Parameters.N.BitLength: var order and < SmallestOrder })
        {
            return $"its issuer has a key on a curve of {order} bits";
        }

        IStreamCalculator<IVerifier> calculator = new Asn1VerifierFactory(algorithm, key).CreateCalculator();
        using (Stream octets = calculator.Stream)
        {
            octets.Write(certificate.ToBeSigned.Span);
        }

        return calculator.GetResult().IsVerified(signature) ? null : "its signature does not fit its issuer's key";
    }

    // Walks without recursion, over definite lengths only, which is all that DER has.
    private static bool IsShallow(ReadOnlyMemory<byte> octets)
    {
        Stack<AsnReader> open = new([new AsnReader(octets, AsnEncodingRules.DER)]);
        while (open.TryPeek(out AsnReader? reader))
        {
            if (!reader.HasData)
            {
                open.Pop();
                continue;
            }

            Asn1Tag tag = reader.PeekTag();
            if (!tag.IsConstructed)
            {
                _ = reader.ReadEncodedValue();
            }
            else if (open.Count >= DeepestNesting)
            {
                return false;
            }
            else
            {
                open.Push(tag.HasSameClassAndValue(Asn1Tag.SetOf) ? reader.ReadSetOf(skipSortOrderValidation: true) : reader.ReadSequence(tag));
            }
        }

        return true;
    }
}
