using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Crypto;

public class EcdsaVerifierTests
{
    [Theory]
    [Requirement("6605-4-1")]
    [InlineData("rfc6605-6.1.txt", "the P-256 key has {0} octets instead of 64")]
    [InlineData("rfc6605-6.2.txt", "the P-384 key has {0} octets instead of 96")]
    public void Key_OfAnotherLength_IsMalformed(string file, string why)
    {
        DnskeyRdata plain = Vectors.Key(Vectors.Read(file));
        byte[] octets = plain.PublicKey.ToArray();
        foreach (byte[] wrong in (byte[][])[octets[..^1], octets[1..], [.. octets, 0], [4, .. octets], []])
        {
            KeyImport.Malformed malformed = Assert.IsType<KeyImport.Malformed>(SignatureVerifier.Import(Vectors.WithPublicKey(plain, wrong)));
            Assert.Equal(string.Format(null, why, wrong.Length), malformed.Why);
        }
    }

    [Theory]
    [Requirement("6605-4-1")]
    [InlineData("rfc6605-6.1.txt", "the key is no point of the curve P-256")]
    [InlineData("rfc6605-6.2.txt", "the key is no point of the curve P-384")]
    public void Key_NotOnTheCurve_IsMalformed(string file, string why)
    {
        DnskeyRdata plain = Vectors.Key(Vectors.Read(file));
        int length = plain.PublicKey.Length;
        byte[] allOnes = new byte[length];
        Array.Fill(allOnes, (byte)0xFF);
        foreach (byte[] wrong in (byte[][])[Vectors.Altered(plain.PublicKey.Span, length - 1), new byte[length], allOnes])
        {
            KeyImport.Malformed malformed = Assert.IsType<KeyImport.Malformed>(SignatureVerifier.Import(Vectors.WithPublicKey(plain, wrong)));
            Assert.Equal(why, malformed.Why);
        }
    }

    [Theory]
    [Requirement("6605-4-2")]
    [InlineData("rfc6605-6.1.txt")]
    [InlineData("rfc6605-6.2.txt")]
    public void Signature_OfAnotherForm_DoesNotVerify(string file)
    {
        IReadOnlyList<ResourceRecord> records = Vectors.Read(file);
        (byte[] data, RrsigRdata signature) = Assert.Single(Vectors.Signatures(records));
        byte[] octets = signature.Signature.ToArray();
        int half = octets.Length / 2;
        using VerificationKey key = Vectors.Import(Vectors.Key(records));

        Assert.True(key.Verify(data, octets));
        Assert.False(key.Verify(data, []), "empty");
        Assert.False(key.Verify(data, octets.AsSpan(0, octets.Length - 1)), "cut");
        Assert.False(key.Verify(data, [.. octets, 0]), "longer");
        Assert.False(key.Verify(data, [.. new byte[1], .. octets]), "padded");
        Assert.False(key.Verify(data, new byte[octets.Length]), "r and s are zero");
        Assert.False(key.Verify(data, [.. octets[..half], .. new byte[half]]), "s is zero");
        Assert.False(key.Verify(data, [.. octets[half..], .. octets[..half]]), "r and s change places");
        Assert.False(key.Verify(data, Der(octets[..half], octets[half..])), "DER");
    }

    private static byte[] Der(byte[] r, byte[] s)
    {
        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(r);
            writer.WriteIntegerUnsigned(s);
        }

        return writer.Encode();
    }
}
