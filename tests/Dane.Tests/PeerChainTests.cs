using System.Security.Cryptography;
using System.Text;

namespace DaneCore.Dane.Tests;

public sealed class PeerChainTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Server = TestCertificate.Server(Root);

    [Fact]
    public void Pem_WithKeysAndTextBetween_KeepsCertificatesInOrderAndTwice()
    {
        string pem = "subject=/CN=x\n" + Pem(Server) + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + Pem(Root) + Pem(Server);

        var chain = PeerChain.FromPem(pem);

        Assert.Equal([Server.Octets, Root.Octets, Server.Octets], chain.Certificates.Select(certificate => certificate.Octets.ToArray()));
        Assert.Equal([0, 1, 2], chain.Certificates.Select(certificate => certificate.Position));
    }

    [Fact]
    public void Der_OneOrSeveralEndToEnd_IsRead()
    {
        Assert.True(PeerChain.TryRead(Server.Octets, out PeerChain? one, out _));
        Assert.Single(one.Certificates);
        Assert.True(PeerChain.TryRead([.. Server.Octets, .. Root.Octets], out PeerChain? two, out _));
        Assert.Equal("CN=Test Root", two.Certificates[1].Subject);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("hello", "neither PEM nor DER")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n", "cut off")]
    [InlineData("-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n", "not base64")]
    [InlineData("0hello", "encoding is broken")]
    public void File_NotReadable_IsRefusedWithReason(string text, string why)
    {
        Assert.False(PeerChain.TryRead(Encoding.ASCII.GetBytes(text), out _, out string? reason));
        Assert.Contains(why, reason, StringComparison.Ordinal);
    }

    // A block that is cut off must not shift the certificates after it.
    [Fact]
    public void Pem_WithABrokenBlockAmongGoodOnes_IsRefused()
    {
        Assert.False(PeerChain.TryRead(Encoding.ASCII.GetBytes("-----BEGIN CERTIFICATE-----\nAAAA\n" + Pem(Root)), out _, out string? why));
        Assert.Contains("cut off", why, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => PeerChain.FromPem("-----BEGIN CERTIFICATE-----"));
    }

    [Fact]
    public void Certificate_NotReadable_StaysInItsPlaceWithItsFault()
    {
        var chain = PeerChain.FromDer(Server.Octets, new byte[] { 0x30, 0x80 }, ReadOnlyMemory<byte>.Empty, Root.Octets);

        Assert.Equal([null, true, true, null], chain.Certificates.Select(certificate => certificate.Fault is null ? (bool?)null : true));
        Assert.Equal("(unreadable)", chain.Certificates[1].Subject);
        Assert.Null(chain.Certificates[1].NotAfter);
        Assert.True(chain.Certificates[1].SubjectPublicKeyInfo.IsEmpty);
    }

    // The slice is taken out of the octets sent, by place; nothing is encoded again.
    [Fact]
    public void PublicKey_OfACertificate_IsASliceOfItsOctets()
    {
        PeerCertificate certificate = Server.AsPeer;

        Assert.Equal(Server.PublicKey, certificate.SubjectPublicKeyInfo.ToArray());
        Assert.True(certificate.Octets.Span.Overlaps(certificate.SubjectPublicKeyInfo.Span));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Server.PublicKey)), certificate.SubjectPublicKeySha256);
    }

    [Fact]
    public void Certificate_Readable_TellsWhatItHolds()
    {
        PeerCertificate certificate = Server.AsPeer;

        Assert.Equal("CN=mx.example.com", certificate.Subject);
        Assert.Equal("CN=Test Root", certificate.Issuer);
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), certificate.NotAfter);
        Assert.Equal(["mx.example.com"], certificate.DnsNames);
    }

    [Fact]
    public void Subject_WithControlCharacters_IsSafeToShow()
    {
        var server = TestCertificate.Server(Root, plan => plan.Subject = "CN=a\u001b[31mb\u202ec");

        Assert.Equal(@"CN=a\u{1b}[31mb\u{202e}c", server.AsPeer.Subject);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Certificate_CutAnywhereOrChangedInOneOctet_NeverThrows(int kind)
    {
        TlsaRecord record = Root.Record(CertificateUsage.DaneTa);
        for (int i = 0; i < Server.Octets.Length; i++)
        {
            byte[] octets = [.. Server.Octets];
            octets[i] ^= kind == 1 ? (byte)1 : (byte)0x80;
            var chain = PeerChain.FromDer(kind == 0 ? octets[..i] : octets, Root.Octets);

            Assert.NotEqual(DaneStatus.Matched, Judging.Verify(chain, record, Server.Record(CertificateUsage.DaneEe, Selector.Cert)).Status);
        }
    }

    private static string Pem(TestCertificate certificate) => PemEncoding.WriteString("CERTIFICATE", certificate.Octets) + "\n";
}
