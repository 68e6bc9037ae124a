using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Lab.Mail;

namespace DaneCore.Lab.Tests.Mail;

public sealed class LabCertificatesTests
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void SameRequest_IssuedTwice_GivesTheSameOctets()
    {
        LabCertificate root = LabCertificates.Authority("Root", From, To);
        LabCertificate again = LabCertificates.Authority("Root", From, To);

        Assert.Equal(root.Der, again.Der);
        Assert.Equal(
            LabCertificates.Leaf("mx.lab", From, To, root).Der, LabCertificates.Leaf("mx.lab", From, To, again).Der);
        Assert.NotEqual(root.Der, LabCertificates.Authority("Root", From, To.AddDays(1)).Der);
    }

    [Fact]
    public void Leaf_ReadByThePlatform_SaysWhatWasAskedFor()
    {
        LabCertificate root = LabCertificates.Authority("Root", From, To);
        LabCertificate leaf = LabCertificates.Leaf("mx.lab", From, To, root);

        using X509Certificate2 read = X509CertificateLoader.LoadCertificate(leaf.Der.Span);

        Assert.Equal("CN=mx.lab", read.Subject);
        Assert.Equal("CN=Root", read.Issuer);
        Assert.Equal(From.UtcDateTime, read.NotBefore.ToUniversalTime());
        Assert.Equal(To.UtcDateTime, read.NotAfter.ToUniversalTime());
        Assert.True(read.MatchesHostname("mx.lab", allowCommonName: false));
        Assert.Equal(leaf.Spki.ToArray(), read.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.Equal(
            "3 1 1 " + Convert.ToHexStringLower(SHA256.HashData(read.PublicKey.ExportSubjectPublicKeyInfo())), leaf.Tlsa());
    }

    [Fact]
    public void Leaf_UnderIntermediate_ChainsToTheRoot()
    {
        LabCertificate root = LabCertificates.Authority("Root", From, To);
        LabCertificate middle = LabCertificates.Authority("Middle", From, To, root);
        LabCertificate leaf = LabCertificates.Leaf("mx.lab", From, To, middle);

        Assert.True(IsTrusted(leaf, middle, root));
        Assert.False(IsTrusted(leaf, middle, LabCertificates.Authority("Other root", From, To)));
    }

    private static bool IsTrusted(LabCertificate leaf, LabCertificate middle, LabCertificate root)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = From.AddDays(1).UtcDateTime;
        using X509Certificate2 rootRead = X509CertificateLoader.LoadCertificate(root.Der.Span);
        using X509Certificate2 middleRead = X509CertificateLoader.LoadCertificate(middle.Der.Span);
        using X509Certificate2 leafRead = X509CertificateLoader.LoadCertificate(leaf.Der.Span);
        chain.ChainPolicy.CustomTrustStore.Add(rootRead);
        chain.ChainPolicy.ExtraStore.Add(middleRead);
        return chain.Build(leafRead);
    }
}
