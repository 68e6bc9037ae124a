using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DaneCore.Support.Certificates;

/// <summary>What a certificate of a test is to hold; changed by the test before it is made.</summary>
public sealed class CertificatePlan
{
    private CertificatePlan(string subject) => Subject = subject;

    public string Subject { get; set; }

    public AsymmetricAlgorithm? Key { get; set; }

    public HashAlgorithmName Digest { get; set; } = HashAlgorithmName.SHA256;

    /// <summary>A digest to sign over that the platform refuses.</summary>
    public HashAlgorithmName? OldDigest { get; set; }

    public RSASignaturePadding Padding { get; set; } = RSASignaturePadding.Pkcs1;

    public DateTimeOffset NotBefore { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset NotAfter { get; set; } = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public bool? IsAuthority { get; set; }

    public int? PathLength { get; set; }

    public X509KeyUsageFlags? KeyUsage { get; set; }

    public IReadOnlyList<string> Purposes { get; set; } = [];

    public IReadOnlyList<string> DnsNames { get; set; } = [];

    /// <summary>Extensions beyond the usual.</summary>
    public IList<X509Extension> Others { get; } = [];

    public static CertificatePlan Authority(string name) => new("CN=" + name)
    {
        IsAuthority = true,
        KeyUsage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
    };

    public static CertificatePlan Server() => new("CN=mx.example.com")
    {
        KeyUsage = X509KeyUsageFlags.DigitalSignature,
        Purposes = ["1.3.6.1.5.5.7.3.1"],
        DnsNames = ["mx.example.com"],
    };

    public void AddExtension(string oid, bool isCritical, byte[] value) => Others.Add(new X509Extension(oid, value, isCritical));

    /// <summary>nameConstraints with DNS subtrees (RFC 5280 section 4.2.1.10).</summary>
    public void Constrain(IReadOnlyList<string> permitted, IReadOnlyList<string> excluded)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteSubtrees(writer, 0, permitted);
            WriteSubtrees(writer, 1, excluded);
        }

        AddExtension("2.5.29.30", isCritical: true, writer.Encode());
    }

    public void Write(CertificateRequest request)
    {
        if (IsAuthority is { } isAuthority)
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, PathLength is not null, PathLength ?? 0, critical: true));
        }

        if (KeyUsage is { } usage)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        }

        if (Purposes.Count > 0)
        {
            OidCollection purposes = [.. Purposes.Select(purpose => new Oid(purpose))];
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(purposes, critical: false));
        }

        if (DnsNames.Count > 0)
        {
            AsnWriter writer = new(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                foreach (string name in DnsNames)
                {
                    writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
                }
            }

            request.CertificateExtensions.Add(new X509Extension("2.5.29.17", writer.Encode(), critical: false));
        }

        foreach (X509Extension other in Others)
        {
            request.CertificateExtensions.Add(other);
        }
    }

    private static void WriteSubtrees(AsnWriter writer, int tag, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, tag)))
        {
            foreach (string name in names)
            {
                using (writer.PushSequence())
                {
                    writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
                }
            }
        }
    }
}
