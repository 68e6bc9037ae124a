using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DaneCore.Dane.Certificates;
using DaneCore.Resolver.Wire;
using Org.BouncyCastle.Asn1.X9;

namespace DaneCore.Dane.Tests;

/// <summary>What is read out of certificates, where a whole certificate of that shape cannot be made or would hide the case.</summary>
public sealed class CertificateReadingTests
{
    // RFC 5280 section 4.2.1.10, with what section leaves open: wildcards and a leading dot.
    [Theory]
    [InlineData("example.com", "", "mx.example.com", false, "below the permitted name")]
    [InlineData("example.com", "", "example.com", false, "the permitted name itself")]
    [InlineData("EXAMPLE.com", "", "MX.example.COM", false, "letters fold")]
    [InlineData("example.com", "", "badexample.com", true, "labels, not characters")]
    [InlineData("example.com", "", "example.com.evil.net", true, "from the right")]
    [InlineData(".example.com", "", "mx.example.com", false, "a leading dot asks for a label more")]
    [InlineData(".example.com", "", "example.com", true, "a leading dot asks for a label more")]
    [InlineData("example.com", "", "*.example.com", false, "all a wildcard stands for is permitted")]
    [InlineData("mx.example.com", "", "*.example.com", true, "a wildcard stands for more than is permitted")]
    [InlineData("", "mx.example.com", "mx.example.com", true, "the excluded name itself")]
    [InlineData("", "mx.example.com", "a.mx.example.com", true, "below the excluded name")]
    [InlineData("", "mx.example.com", "*.example.com", true, "a wildcard that stands for the excluded name")]
    [InlineData("", "example.com", "*.example.com", true, "a wildcard below the excluded name")]
    [InlineData("", "a.mx.example.com", "*.example.com", false, "a wildcard stands for one label only")]
    [InlineData("", "example.net", "mx.example.com", false, "somewhere else")]
    [InlineData("example.com", "mx.example.com", "mx.example.com", true, "excluded although permitted")]
    [InlineData("example.com", "", "a..example.com", true, "what is no name is not permitted")]
    [InlineData("", "example.net", "a..example.com", true, "what is no name is excluded")]
    public void Constraint_OnADnsName_IsKept(string permitted, string excluded, string name, bool offends, string situation)
    {
        var plan = CertificatePlan.Authority("x");
        plan.Constrain(permitted.Length == 0 ? [] : [permitted], excluded.Length == 0 ? [] : [excluded]);
        var constraints = NameConstraintSet.Read(plan.Others[0].RawData);
        PeerCertificate server = TestCertificate.Server(null).AsPeer;

        string? offence = constraints.FindOffence(server.SubjectName!, null, [Encoding.ASCII.GetBytes(name)]);

        Assert.True((offence is not null) == offends, situation + ": " + offence);
    }

    [Theory]
    [InlineData("O=OURS", false)]
    [InlineData("O=Theirs", true)]
    public void Constraint_OnADirectoryName_IsKept(string permitted, bool offends)
    {
        PeerCertificate server = TestCertificate.Server(null, plan => plan.Subject = "CN=mx.example.com, O=Ours").AsPeer;
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
        {
            writer.WriteEncodedValue(new X500DistinguishedName(permitted).RawData);
        }

        string? offence = NameConstraintSet.Read(writer.Encode()).FindOffence(server.SubjectName!, server.Names, []);

        Assert.Equal(offends ? "the name CN=mx.example.com, O=Ours" : null, offence);
    }

    [Fact]
    public void Extension_ThatOccursTwice_MakesTheListUnreadable()
    {
        Assert.True(CertificateExtensions.TryRead(List("2.5.29.14", "2.5.29.35"), out CertificateExtensions? read, out _));
        Assert.Empty(read.UnknownCritical);
        Assert.False(CertificateExtensions.TryRead(List("2.5.29.14", "2.5.29.14"), out _, out string? why));
        Assert.Contains("occurs twice", why, StringComparison.Ordinal);

        static byte[] List(params string[] oids)
        {
            AsnWriter writer = new(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                foreach (string oid in oids)
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier(oid);
                        writer.WriteOctetString([4, 0]);
                    }
                }
            }

            return writer.Encode();
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(40, true)]
    public void Name_OfManyParts_IsShownShort(int parts, bool isCut)
    {
        string subject = string.Join(", ", Enumerable.Repeat("OU=department", parts).Prepend("CN=a"));
        PeerCertificate certificate = TestCertificate.Server(null, plan => plan.Subject = subject).AsPeer;

        Assert.StartsWith("CN=a, OU=department", certificate.Subject, StringComparison.Ordinal);
        Assert.Equal(isCut ? 203 : subject.Length, certificate.Subject.Length);
        Assert.Equal(isCut, certificate.Subject.EndsWith("...", StringComparison.Ordinal));
    }

    // A key that brings its own curve proves nothing: anyone can choose one on which a key is theirs.
    [Fact]
    public void Key_OnACurveWithoutName_IsUnfit()
    {
        using ECDsa key = TestCertificate.EllipticKey("curve");
        ECParameters parameters = key.ExportExplicitParameters(includePrivateParameters: false);
        using var explicitly = ECDsa.Create(parameters);

        Assert.Null(PublicKeyInfo.WhyUnfit(key.ExportSubjectPublicKeyInfo()));
        Assert.Equal("a key on a curve without a name", PublicKeyInfo.WhyUnfit(explicitly.ExportSubjectPublicKeyInfo()));
    }

    [Theory]
    [InlineData(1023, 17, "an RSA key of 1023 bits")]
    [InlineData(1024, 17, null)]
    [InlineData(8192, 17, null)]
    [InlineData(8193, 17, "an RSA key of 8193 bits")]
    [InlineData(2048, 64, null)]
    [InlineData(2048, 65, "an RSA exponent of 65 bits")]
    public void Key_OfRsa_HasToBeWithinBounds(int modulusBits, int exponentBits, string? why)
    {
        byte[] info = RsaKey(modulusBits, exponentBits);

        Assert.Equal(why, PublicKeyInfo.WhyUnfit(info));
        Assert.Equal(modulusBits < 1024 ? why : null, PublicKeyInfo.WhyUnfit(info, checksSignatures: false));
    }

    [Theory]
    [InlineData(1024, 1)]
    [InlineData(2048, 1)]
    [InlineData(2049, 2)]
    [InlineData(4096, 4)]
    [InlineData(8192, 16)]
    [InlineData(16384, 1)]
    public void Key_OfRsa_CostsBySquareOfItsLength(int modulusBits, int cost) => Assert.Equal(cost, PublicKeyInfo.CostOfCheck(RsaKey(modulusBits, 17)));

    private static byte[] RsaKey(int modulusBits, int exponentBits)
    {
        AsnWriter key = new(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteInteger((System.Numerics.BigInteger.One << (modulusBits - 1)) + 1);
            key.WriteInteger((System.Numerics.BigInteger.One << (exponentBits - 1)) + 1);
        }

        AsnWriter info = new(AsnEncodingRules.DER);
        using (info.PushSequence())
        {
            using (info.PushSequence())
            {
                info.WriteObjectIdentifier(PublicKeyInfo.RsaOid);
                info.WriteNull();
            }

            info.WriteBitString(key.Encode());
        }

        return info.Encode();
    }

    // RFC 4055 section 3.1: where a signature is made by RSASSA-PSS, its parameters are there.
    [Theory]
    [InlineData("300B06092A864886F70D01010A")]
    [InlineData("300D06092A864886F70D01010A0500")]
    [InlineData("300D06092A864886F70D01010A3000")]
    [InlineData("301106092A864886F70D01010A3004A3020101")]
    public void Algorithm_PssWithoutUsefulParameters_IsAReason(string algorithm)
    {
        using var key = RSA.Create(2048);
        byte[] octets = Replace(TestCertificate.Root().Octets, Convert.FromHexString(algorithm));

        Assert.True(CertificateParts.TryRead(octets, out CertificateParts? parts, out string? why), why);
        Assert.StartsWith("its signature", CertificateSignature.WhyWrong(parts, key.ExportSubjectPublicKeyInfo()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secp112r1", "its issuer has a key on a curve of 112 bits")]
    [InlineData("sect113r1", "its issuer has a key on a curve of 113 bits")]
    [InlineData("secp192r1", "its issuer has a key on a curve of 192 bits")]
    [InlineData("secp224r1", "its signature does not fit its issuer's key")]
    public void Key_OnASmallCurve_ChecksNoSignature(string curve, string why)
    {
        X9ECParameters parameters = ECNamedCurveTable.GetByName(curve);
        AsnWriter info = new(AsnEncodingRules.DER);
        using (info.PushSequence())
        {
            using (info.PushSequence())
            {
                info.WriteObjectIdentifier(PublicKeyInfo.EllipticOid);
                info.WriteObjectIdentifier(ECNamedCurveTable.GetOid(curve).Id);
            }

            info.WriteBitString(parameters.G.GetEncoded(compressed: false));
        }

        Assert.True(CertificateParts.TryRead(TestCertificate.Root().Octets, out CertificateParts? parts, out _));
        Assert.Equal(why, CertificateSignature.WhyWrong(parts, info.Encode()));
    }

    // What nests deeper than any algorithm or key must not reach a parser that recurses.
    [Fact]
    public void Algorithm_NestedWithoutEnd_IsRefused()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.1.10");
            Nest(writer, 20000);
        }

        byte[] algorithm = writer.Encode();
        using var key = RSA.Create(2048);
        var root = TestCertificate.Root();
        byte[] octets = Replace(root.Octets, algorithm);

        Assert.True(CertificateParts.TryRead(octets, out CertificateParts? parts, out string? why), why);
        Assert.Equal("its signature algorithm or its issuer's key nests too deep", CertificateSignature.WhyWrong(parts, key.ExportSubjectPublicKeyInfo()));

        static void Nest(AsnWriter writer, int depth)
        {
            byte[] inner = [];
            for (int i = 0; i < depth; i++)
            {
                AsnWriter outer = new(AsnEncodingRules.DER);
                using (outer.PushSequence())
                {
                    if (inner.Length > 0)
                    {
                        outer.WriteEncodedValue(inner);
                    }
                }

                inner = outer.Encode();
                if (inner.Length > 2000)
                {
                    break;
                }
            }

            writer.WriteEncodedValue(inner);
        }
    }

    [Theory]
    [InlineData("a.b", "a.b.")]
    [InlineData("a.b.", null)]
    [InlineData("*.b", "*.b.")]
    [InlineData("a b", @"a\032b.")]
    [InlineData("", null)]
    [InlineData(".", null)]
    [InlineData("a..b", null)]
    [InlineData(".a", null)]
    [InlineData("a..", null)]
    public void HostName_OfACertificate_IsReadByLabels(string text, string? expected) =>
        Assert.Equal(expected, HostName.TryRead(Encoding.ASCII.GetBytes(text), out DomainName? name) ? name.ToString() : null);

    [Fact]
    public void HostName_WithALabelOrALengthTooLong_IsNone()
    {
        Assert.True(HostName.TryRead(Encoding.ASCII.GetBytes(new string('a', 63) + ".b"), out _));
        Assert.False(HostName.TryRead(Encoding.ASCII.GetBytes(new string('a', 64) + ".b"), out _));
        Assert.False(HostName.TryRead(Encoding.ASCII.GetBytes(string.Join('.', Enumerable.Repeat("aaaaaaa", 32))), out _));
    }

    // The same certificate with another algorithm, inside and out.
    private static byte[] Replace(byte[] certificate, byte[] algorithm)
    {
        AsnReader outer = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence();
        AsnReader signed = outer.ReadSequence();
        _ = outer.ReadEncodedValue();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(signed.ReadEncodedValue().Span);
                writer.WriteEncodedValue(signed.ReadEncodedValue().Span);
                _ = signed.ReadEncodedValue();
                writer.WriteEncodedValue(algorithm);
                while (signed.HasData)
                {
                    writer.WriteEncodedValue(signed.ReadEncodedValue().Span);
                }
            }

            writer.WriteEncodedValue(algorithm);
            writer.WriteEncodedValue(outer.ReadEncodedValue().Span);
        }

        return writer.Encode();
    }
}
