using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DaneCore.Interop.Tests;

/// <summary>A certificate with its key, its issuer above it, and the TLSA records that name them.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _leaf;
    private readonly string _key;

    private TestCertificates(X509Certificate2 authority, X509Certificate2 leaf, string key)
    {
        _authority = authority;
        _leaf = leaf;
        _key = key;
    }

    public string KeyRecord => $"3 1 1 {Convert.ToHexString(SHA256.HashData(_leaf.PublicKey.ExportSubjectPublicKeyInfo()))}";

    public string AuthorityRecord => $"2 1 1 {Convert.ToHexString(SHA256.HashData(_authority.PublicKey.ExportSubjectPublicKeyInfo()))}";

    /// <summary>Key first, then leaf and authority: the order Postfix wants.</summary>
    public string Pem => _key + "\n" + _leaf.ExportCertificatePem() + "\n" + _authority.ExportCertificatePem() + "\n";

    public string KeyPem => _key + "\n";

    /// <summary>Leaf, then authority: the order DNS servers want.</summary>
    public string ChainPem => _leaf.ExportCertificatePem() + "\n" + _authority.ExportCertificatePem() + "\n";

    public string AuthorityPem => _authority.ExportCertificatePem() + "\n";

    /// <summary>As RFC 7858 appendix A has it.</summary>
    public string Pin => Convert.ToBase64String(SHA256.HashData(_leaf.PublicKey.ExportSubjectPublicKeyInfo()));

    public static TestCertificates For(string host)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest authorityRequest = new("CN=Interop authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        X509Certificate2 authority = authorityRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));

        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest leafRequest = new($"CN={host}", leafKey, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(host);
        leafRequest.CertificateExtensions.Add(names.Build());
        X509Certificate2 leaf = leafRequest.Create(authority, now.AddHours(-1), now.AddDays(20), RandomNumberGenerator.GetBytes(8));
        return new TestCertificates(authority, leaf, leafKey.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        _authority.Dispose();
        _leaf.Dispose();
    }
}
