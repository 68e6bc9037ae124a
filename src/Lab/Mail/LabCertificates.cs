using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.X509;

namespace DaneCore.Lab.Mail;

/// <summary>
/// Issues certificates out of nothing but their description: keys are derived from a seed, signatures are deterministic
/// (RFC 6979), so a TLSA record written down today fits the certificate made tomorrow. P-256 throughout. Makes wrong
/// certificates as readily as right ones.
/// </summary>
public static class LabCertificates
{
    private static readonly ECNamedDomainParameters Curve =
        ECNamedDomainParameters.LookupOid(SecObjectIdentifiers.SecP256r1);

    /// <summary>A certificate authority; self-signed unless an issuer is given.</summary>
    public static LabCertificate Authority(
        string name, DateTimeOffset notBefore, DateTimeOffset notAfter, LabCertificate? issuer = null) =>
        Issue(new LabCertificateRequest
        {
            Subject = name,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Issuer = issuer,
            IsAuthority = true,
        });

    /// <summary>A server's certificate that bears its host name; self-signed unless an issuer is given.</summary>
    public static LabCertificate Leaf(
        string host, DateTimeOffset notBefore, DateTimeOffset notAfter, LabCertificate? issuer = null) =>
        Issue(new LabCertificateRequest
        {
            Subject = host,
            DnsNames = [host],
            NotBefore = notBefore,
            NotAfter = notAfter,
            Issuer = issuer,
        });

    /// <summary>Issues what the request describes.</summary>
    public static LabCertificate Issue(LabCertificateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ECPrivateKeyParameters key = DeriveKey(request);
        ECPublicKeyParameters publicKey = new(Curve.G.Multiply(key.D), key.Parameters);
        X509Name subject = NameOf(request.Subject);

        X509V3CertificateGenerator generator = new();
        generator.SetSerialNumber(SerialOf(request));
        generator.SetSubjectDN(subject);
        generator.SetIssuerDN(request.Issuer?.Certificate.SubjectDN ?? subject);
        generator.SetNotBefore(request.NotBefore.UtcDateTime);
        generator.SetNotAfter(request.NotAfter.UtcDateTime);
        generator.SetPublicKey(publicKey);
        AddExtensions(generator, request);

        X509Certificate certificate = generator.Generate(new LabSignatureFactory(request.Issuer?.Key ?? key));
        return new LabCertificate(request, certificate, key);
    }

    private static void AddExtensions(X509V3CertificateGenerator generator, LabCertificateRequest request)
    {
        if (request.IsAuthority)
        {
            BasicConstraints constraints =
                request.PathLength is { } length ? new BasicConstraints(length) : new BasicConstraints(cA: true);
            generator.AddExtension(X509Extensions.BasicConstraints, critical: true, constraints);
            generator.AddExtension(
                X509Extensions.KeyUsage, critical: true, new KeyUsage(KeyUsage.KeyCertSign | KeyUsage.CrlSign));
        }
        else
        {
            generator.AddExtension(
                X509Extensions.KeyUsage, critical: true, new KeyUsage(KeyUsage.DigitalSignature));
            if (request.ExtendedKeyUsage is { } octets)
            {
                generator.AddExtension(X509Extensions.ExtendedKeyUsage, critical: false, octets.ToArray());
            }
            else
            {
                generator.AddExtension(
                    X509Extensions.ExtendedKeyUsage, critical: false, new ExtendedKeyUsage(KeyPurposeID.id_kp_serverAuth));
            }
        }

        if (request.DnsNames.Count + request.Addresses.Count > 0)
        {
            GeneralName[] names =
            [
                .. request.DnsNames.Select(name => new GeneralName(GeneralName.DnsName, name)),
                .. request.Addresses.Select(address => new GeneralName(GeneralName.IPAddress, address.ToString())),
            ];
            generator.AddExtension(
                X509Extensions.SubjectAlternativeName, critical: request.Subject.Length == 0, new GeneralNames(names));
        }
    }

    // A number below the group's order, never zero, that depends on the seed alone.
    private static ECPrivateKeyParameters DeriveKey(LabCertificateRequest request)
    {
        string seed = request.KeySeed ?? request.Subject;
        BigInteger number = new(1, SHA512.HashData(Encoding.UTF8.GetBytes("danecore lab key " + seed)));
        BigInteger secret = number.Mod(Curve.N.Subtract(BigInteger.One)).Add(BigInteger.One);
        ECDomainParameters curve =
            request.SpellsOutCurve ? new ECDomainParameters(Curve.Curve, Curve.G, Curve.N, Curve.H) : Curve;
        return new ECPrivateKeyParameters(secret, curve);
    }

    private static BigInteger SerialOf(LabCertificateRequest request)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Subject}|{string.Join(',', request.DnsNames)}|{request.NotBefore:O}|{request.NotAfter:O}|{request.KeySeed}");
        return new BigInteger(1, SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 15).ToArray());
    }

    private static X509Name NameOf(string subject) =>
        subject.Length == 0 ? X509Name.GetInstance(new Org.BouncyCastle.Asn1.DerSequence()) : new X509Name([X509Name.CN], [subject]);
}
