using System.Text;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>IANA's own file and signature, as published, and what becomes of them when anything is changed.</summary>
public sealed class AnchorSignatureTests
{
    private static readonly byte[] Xml = File.ReadAllBytes(TestData.PathOf("vectors/iana/root-anchors.xml"));

    private static readonly byte[] Signature = File.ReadAllBytes(TestData.PathOf("vectors/iana/root-anchors.p7s"));

    private static readonly byte[] Former = File.ReadAllBytes(TestData.PathOf("vectors/iana/root-anchors-2024.p7s"));

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void File_AsPublished_GivesTheAnchorsBuiltIn()
    {
        Assert.True(AnchorSignatureCheck.TryRead(Xml, Signature, Now, out TrustAnchorSet? anchors, out string? why), why);

        Assert.Equal([19036, 20326, 38696], anchors.Anchors.Select(anchor => (int)((DsRdata)anchor.Data).KeyTag));
        Assert.Equal(TrustAnchorSet.Iana.Anchors.Select(anchor => anchor.Data), anchors.Anchors.Where(anchor => anchor.IsValidAt(Now)).Select(anchor => anchor.Data));
        Assert.False(anchors.Anchors[0].IsValidAt(Now));
        Assert.True(anchors.Anchors[0].IsValidAt(new DateTimeOffset(2019, 1, 10, 23, 59, 59, TimeSpan.Zero)));
        Assert.False(anchors.Anchors[0].IsValidAt(new DateTimeOffset(2019, 1, 11, 0, 0, 0, TimeSpan.Zero)));
        Assert.False(anchors.Anchors[2].IsValidAt(new DateTimeOffset(2024, 7, 17, 23, 59, 59, TimeSpan.Zero)));
    }

    /// <summary>The signer's certificate of then ended on 2026-07-07.</summary>
    [Theory]
    [InlineData("2026-07-07T22:48:13Z", true)]
    [InlineData("2026-07-07T22:48:14Z", false)]
    [InlineData("2021-07-08T22:48:13Z", true)]
    [InlineData("2021-07-08T22:48:12Z", false)]
    public void FormerSignature_JudgedAt_HoldsInItsTimeAlone(string at, bool holds)
    {
        Assert.Equal(holds, AnchorSignatureCheck.TryRead(Xml, Former, DateTimeOffset.Parse(at, null), out TrustAnchorSet? anchors, out string? why));
        Assert.Equal(holds, anchors is not null);
        if (!holds)
        {
            Assert.StartsWith("the signer's certificate is in force from 2021-07-08 to 2026-07-07", why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Signature_AfterTheEndOfIcannsCertificate_IsRefused()
    {
        Assert.False(AnchorSignatureCheck.TryRead(Xml, Signature, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), out _, out string? why));
        Assert.StartsWith("ICANN's certificate is in force from 2009-12-23 to 2029-12-18", why, StringComparison.Ordinal);
    }

    /// <summary>Every octet takes a minute; one in forty-one hits every part of the file.</summary>
    [Fact]
    public void File_WithOneOctetChanged_IsRefused() => Assert.All(Every(41, Xml.Length), i =>
    {
        Assert.False(AnchorSignatureCheck.TryRead(Flipped(Xml, i), Signature, Now, out TrustAnchorSet? anchors, out string? why), $"octet {i}");
        Assert.Null(anchors);
        Assert.NotEmpty(why);
    });

    [Fact]
    public void Signature_WithOneOctetChanged_IsRefused() => Assert.All(Every(41, Signature.Length), i =>
    {
        Assert.False(AnchorSignatureCheck.TryRead(Xml, Flipped(Signature, i), Now, out TrustAnchorSet? anchors, out string? why), $"octet {i}");
        Assert.Null(anchors);
        Assert.NotEmpty(why);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(2522)]
    public void Signature_Cut_IsRefused(int length) =>
        Assert.False(AnchorSignatureCheck.TryRead(Xml, Signature.AsSpan(0, length), Now, out _, out _));

    [Fact]
    public void Signature_WithOctetsBehindOrTooLarge_IsRefused()
    {
        Assert.False(AnchorSignatureCheck.TryRead(Xml, [.. Signature, 0], Now, out _, out _));
        Assert.False(AnchorSignatureCheck.TryRead(Xml, new byte[AnchorSignatureCheck.MostOctets + 1], Now, out _, out string? why));
        Assert.Equal("the signature is larger than 64 KiB", why);
    }

    [Fact]
    public void Signature_UnderAnotherRoot_IsRefused()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        System.Security.Cryptography.X509Certificates.CertificateRequest request = new(
            "C=US, CN=ICANN Root CA, OU=ICANN Certification Authority, O=ICANN",
            key,
            System.Security.Cryptography.HashAlgorithmName.SHA256,
            System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using System.Security.Cryptography.X509Certificates.X509Certificate2 other = request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(1));

        Assert.False(AnchorSignatureCheck.TryRead(Xml, Signature, Now, other.ExportCertificatePem(), out TrustAnchorSet? anchors, out string? why));
        Assert.Null(anchors);
        Assert.NotEmpty(why);
    }

    [Theory]
    [InlineData("", "no XML that can be read")]
    [InlineData("<", "no XML that can be read")]
    [InlineData("<TrustAnchor/>", "does not say once for which zone it is")]
    [InlineData("<Other/>", "its outermost element is not TrustAnchor")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><TrustAnchor>&a;</TrustAnchor>", "no XML that can be read")]
    [InlineData("<TrustAnchor><Zone>.</Zone></TrustAnchor>", "it has 0 keys")]
    [InlineData("<TrustAnchor><Zone>.</Zone><Zone>.</Zone></TrustAnchor>", "does not say once for which zone it is")]
    [InlineData("<TrustAnchor><Zone>.</Zone><KeyDigest validFrom=\"2017-02-02T00:00:00+00:00\"/></TrustAnchor>", "lacks a tag")]
    public void Xml_ThatIsNoFileOfAnchors_IsRefusedInOneLine(string text, string why)
    {
        Assert.False(RootAnchorsXml.TryRead(Encoding.UTF8.GetBytes(text), out _, out string? said));
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }

    [Theory]
    [InlineData("<KeyTag>20326", "<KeyTag>20327", "has a digest that is not that of the public key beside it")]
    [InlineData("<KeyTag>20326", "<KeyTag>65536", "lacks a tag")]
    [InlineData("20326</KeyTag>\n        <Algorithm>8", "20326</KeyTag><Algorithm>13", "has a digest that is not that of the public key beside it")]
    [InlineData("E06D44B8", "E06D44B9", "key 20326 has a digest that is not that of the public key beside it")]
    [InlineData("E06D44B8", "E06D44", "has a digest of 31 octets")]
    [InlineData("E06D44B8", "E06D44BZ", "lacks a tag")]
    [InlineData("<Flags>257", "<Flags>256", "has a digest that is not that")]
    [InlineData("<Flags>257</Flags>", "", "public key or flags that cannot be read")]
    [InlineData("<PublicKey>AwEA", "<PublicKey>Aw=A", "public key or flags that cannot be read")]
    [InlineData("validFrom=\"2017-02-02T00:00:00+00:00\"", "", "from when and until when")]
    [InlineData("validFrom=\"2017-02-02T00:00:00+00:00\"", "validFrom=\"soon\"", "from when and until when")]
    [InlineData("<Zone>.</Zone>", "<Zone>a..b</Zone>", "for which zone")]
    public void Xml_WithAKeyThatMakesNoSense_IsRefused(string was, string becomes, string why)
    {
        string text = Encoding.UTF8.GetString(Xml);
        int at = text.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0);

        Assert.False(RootAnchorsXml.TryRead(Encoding.UTF8.GetBytes(text[..at] + becomes + text[(at + was.Length)..]), out _, out string? said));
        Assert.Contains(why, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Xml_WithCommentsAndLineBreaksInside_IsRead()
    {
        string text = Encoding.UTF8.GetString(Xml).Replace("<Digest>", "<!-- see RFC 9718 -->\n<Digest>\n  ", StringComparison.Ordinal).Replace("AwEAA", "Aw\n EAA", StringComparison.Ordinal);

        Assert.True(AnchorFile.TryRead(Encoding.UTF8.GetBytes("\uFEFF" + text), out TrustAnchorSet? anchors, out string? why), why);
        Assert.Equal(3, anchors.Anchors.Count);
    }

    [Fact]
    public void Xml_TooLarge_IsRefused()
    {
        Assert.False(RootAnchorsXml.TryRead(Encoding.UTF8.GetBytes(new string(' ', RootAnchorsXml.MostOctets) + "<a/>"), out _, out string? why));
        Assert.StartsWith("it is larger than 128 KiB", why, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Every(int step, int length) => Enumerable.Range(0, (length + step - 1) / step).Select(i => i * step);

    private static byte[] Flipped(byte[] octets, int at)
    {
        byte[] changed = [.. octets];
        changed[at] ^= 1;
        return changed;
    }
}
