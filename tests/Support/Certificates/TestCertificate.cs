using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DaneCore.Dane;

namespace DaneCore.Support.Certificates;

/// <summary>A certificate made for a test, with its key. The same label gives the same key in every run.</summary>
internal sealed class TestCertificate
{
    private TestCertificate(X500DistinguishedName subject, AsymmetricAlgorithm key, byte[] octets)
    {
        Subject = subject;
        Key = key;
        Octets = octets;
    }

    public X500DistinguishedName Subject { get; }

    public AsymmetricAlgorithm Key { get; }

    public byte[] Octets { get; }

    public byte[] PublicKey => X509CertificateLoader.LoadCertificate(Octets).PublicKey.ExportSubjectPublicKeyInfo();

    public PeerCertificate AsPeer => PeerChain.FromDer(Octets).Certificates[0];

    /// <summary>The private key of an elliptic certificate, for servers.</summary>
    public byte[] PrivateKey => ((ECDsa)Key).ExportPkcs8PrivateKey();

    /// <summary>The instant every test judges at unless it says otherwise.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static TestCertificate Root(string name = "Test Root", Action<CertificatePlan>? change = null) =>
        Make(CertificatePlan.Authority(name), null, change);

    public static TestCertificate Intermediate(TestCertificate issuer, string name = "Test Issuer", Action<CertificatePlan>? change = null) =>
        Make(CertificatePlan.Authority(name), issuer, change);

    /// <summary>A server's certificate for mx.example.com.</summary>
    public static TestCertificate Server(TestCertificate? issuer, Action<CertificatePlan>? change = null) =>
        Make(CertificatePlan.Server(), issuer, change);

    public static ECDsa EllipticKey(string label)
    {
        byte[] secret = SHA256.HashData(Encoding.UTF8.GetBytes(label));
        secret[0] = 1; // below the order of the curve
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
    }

    /// <summary>A TLSA record of the certificate.</summary>
    public TlsaRecord Record(CertificateUsage usage, Selector selector = Selector.Spki, MatchingType matchingType = MatchingType.Sha256) =>
        new(usage, selector, matchingType, AsPeer.Associate(selector, matchingType).Span);

    public X509Certificate2 WithKey()
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Octets);
        using X509Certificate2 joined = Key is ECDsa key ? certificate.CopyWithPrivateKey(key) : certificate.CopyWithPrivateKey((RSA)Key);
        return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The same key and other octets.</summary>
    public TestCertificate With(byte[] octets) => new(Subject, Key, octets);

    /// <summary>The same with the last bit of its signature turned.</summary>
    public TestCertificate LastBitOff() => With([.. Octets[..^1], (byte)(Octets[^1] ^ 1)]);

    private static TestCertificate Make(CertificatePlan plan, TestCertificate? issuer, Action<CertificatePlan>? change)
    {
        change?.Invoke(plan);
        AsymmetricAlgorithm key = plan.Key ?? EllipticKey(plan.Subject);
        X500DistinguishedName subject = new(plan.Subject.Length == 0 ? "" : plan.Subject);
        CertificateRequest request = key switch
        {
            ECDsa elliptic => new(subject, elliptic, plan.Digest),
            RSA rsa => new(subject, rsa, plan.Digest, plan.Padding),
            _ => throw new NotSupportedException(),
        };
        plan.Write(request);
        AsymmetricAlgorithm signer = issuer?.Key ?? key;
        X509SignatureGenerator generator = signer switch
        {
            ECDsa elliptic => X509SignatureGenerator.CreateForECDsa(elliptic),
            RSA rsa when plan.OldDigest is { } old => new OldSignatureGenerator(rsa, old),
            RSA rsa => X509SignatureGenerator.CreateForRSA(rsa, plan.Padding),
            _ => throw new NotSupportedException(),
        };
        if (signer is RSA != key is RSA)
        {
            request = new CertificateRequest(subject, request.PublicKey, plan.Digest);
            plan.Write(request);
        }

        byte[] serial = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{plan.Subject} {plan.NotBefore:O} {plan.NotAfter:O} {issuer?.Subject.Name}")))[..8];
        serial[0] &= 0x7F;
        using X509Certificate2 made = request.Create(issuer?.Subject ?? subject, generator, plan.NotBefore, plan.NotAfter, serial);
        return new TestCertificate(subject, key, made.RawData);
    }
}
