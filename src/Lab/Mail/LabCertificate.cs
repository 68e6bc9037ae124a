using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Utilities;
using X509Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace DaneCore.Lab.Mail;

/// <summary>A certificate and its private key. Made by <see cref="LabCertificates"/>; for laboratories only: anyone can derive the key.</summary>
public sealed class LabCertificate
{
    private readonly byte[] _der;
    private readonly byte[] _spki;

    internal LabCertificate(LabCertificateRequest request, X509Certificate certificate, ECPrivateKeyParameters key)
    {
        Request = request;
        Certificate = certificate;
        Key = key;
        _der = certificate.GetEncoded();
        _spki = certificate.CertificateStructure.SubjectPublicKeyInfo.GetDerEncoded();
    }

    private LabCertificate(LabCertificate other, byte[] der)
    {
        Request = other.Request;
        Certificate = other.Certificate;
        Key = other.Key;
        _der = der;
        _spki = other._spki;
    }

    /// <summary>What it was made from.</summary>
    public LabCertificateRequest Request { get; }

    /// <summary>The whole certificate.</summary>
    public ReadOnlyMemory<byte> Der => _der;

    /// <summary>Its SubjectPublicKeyInfo, which selector 1 speaks of.</summary>
    public ReadOnlyMemory<byte> Spki => _spki;

    internal X509Certificate Certificate { get; }

    internal ECPrivateKeyParameters Key { get; }

    /// <summary>The TLSA record that names this certificate, as <c>3 1 1 HEX</c>; the numbers may be ones nobody assigned.</summary>
    public string Tlsa(int usage = 3, int selector = 1, int matching = 1)
    {
        byte[] selected = selector == 0 ? _der : _spki;
        byte[] data = matching switch
        {
            0 => selected,
            2 => SHA512.HashData(selected),
            _ => SHA256.HashData(selected),
        };
        return string.Create(
            CultureInfo.InvariantCulture, $"{usage} {selector} {matching} {Convert.ToHexStringLower(data)}");
    }

    /// <summary>Other octets in its place, which need be no certificate; only a <see cref="LabMailServer"/> can show them.</summary>
    public LabCertificate Showing(ReadOnlyMemory<byte> octets) => new(this, octets.ToArray());

    /// <summary>The certificate as PEM text.</summary>
    public string ToPem() => PemEncoding.WriteString("CERTIFICATE", _der) + "\n";

    /// <summary>Certificate and private key, for servers of the platform. The caller disposes of it.</summary>
    public X509Certificate2 ToPlatform()
    {
        using X509Certificate2 bare = X509CertificateLoader.LoadCertificate(_der);
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = BigIntegers.AsUnsignedByteArray(32, Key.D),
        });
        return bare.CopyWithPrivateKey(key);
    }
}
