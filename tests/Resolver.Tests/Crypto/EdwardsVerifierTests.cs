using System.Numerics;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Crypto;

public class EdwardsVerifierTests
{
    // RFC 8032 sections 5.1 and 5.2: the order L of the base point.
    private static readonly BigInteger OrderOf25519 = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493");
    private static readonly BigInteger OrderOf448 =
        (BigInteger.One << 446) - BigInteger.Parse("13818066809895115352007386748515426880336692474882178609894547503885");

    [Theory]
    [Requirement("8080-3-1")]
    [Requirement("8080-3-2")]
    [InlineData("rfc8080-6.1-first.txt", "the Ed25519 key has {0} octets instead of 32")]
    [InlineData("rfc8080-6.2-first.txt", "the Ed448 key has {0} octets instead of 57")]
    public void Key_OfAnotherLength_IsMalformed(string file, string why)
    {
        DnskeyRdata plain = Vectors.Key(Vectors.Read(file));
        byte[] octets = plain.PublicKey.ToArray();
        foreach (byte[] wrong in (byte[][])[octets[..^1], [.. octets, 0], []])
        {
            KeyImport.Malformed malformed = Assert.IsType<KeyImport.Malformed>(SignatureVerifier.Import(Vectors.WithPublicKey(plain, wrong)));
            Assert.Equal(string.Format(null, why, wrong.Length), malformed.Why);
        }
    }

    [Theory]
    [InlineData("rfc8080-6.1-first.txt", "the key is no point of the curve of Ed25519")]
    [InlineData("rfc8080-6.2-first.txt", "the key is no point of the curve of Ed448")]
    public void Key_NotOnTheCurve_IsMalformed(string file, string why)
    {
        // A coordinate that is not below the field's prime (RFC 8032 sections 5.1.3 and 5.2.3).
        DnskeyRdata plain = Vectors.Key(Vectors.Read(file));
        byte[] allOnes = new byte[plain.PublicKey.Length];
        Array.Fill(allOnes, (byte)0xFF);

        KeyImport.Malformed malformed = Assert.IsType<KeyImport.Malformed>(SignatureVerifier.Import(Vectors.WithPublicKey(plain, allOnes)));
        Assert.Equal(why, malformed.Why);
    }

    [Theory]
    [Requirement("8080-4-1")]
    [Requirement("8080-4-2")]
    [InlineData("rfc8080-6.1-first.txt")]
    [InlineData("rfc8080-6.2-first.txt")]
    public void Signature_OfAnotherLength_DoesNotVerify(string file)
    {
        IReadOnlyList<ResourceRecord> records = Vectors.Read(file);
        (byte[] data, RrsigRdata signature) = Assert.Single(Vectors.Signatures(records));
        byte[] octets = signature.Signature.ToArray();
        using VerificationKey key = Vectors.Import(Vectors.Key(records));

        Assert.True(key.Verify(data, octets));
        Assert.False(key.Verify(data, octets.AsSpan(0, octets.Length - 1)));
        Assert.False(key.Verify(data, [.. octets, 0]));
        Assert.False(key.Verify(data, []));
        Assert.False(key.Verify(data, new byte[octets.Length]));
    }

    [Theory]
    [Requirement("8080-4-1")]
    [Requirement("8080-4-2")]
    [InlineData("rfc8080-6.1-first.txt", 32)]
    [InlineData("rfc8080-6.2-first.txt", 57)]
    public void Signature_WithTheOrderAddedToS_DoesNotVerify(string file, int half)
    {
        // RFC 8032 section 5.1.7: S must be below L, or one signature would have several forms.
        IReadOnlyList<ResourceRecord> records = Vectors.Read(file);
        (byte[] data, RrsigRdata signature) = Assert.Single(Vectors.Signatures(records));
        byte[] octets = signature.Signature.ToArray();
        BigInteger s = new(octets.AsSpan(half), isUnsigned: true);
        byte[] grown = (s + (half == 32 ? OrderOf25519 : OrderOf448)).ToByteArray(isUnsigned: true);
        using VerificationKey key = Vectors.Import(Vectors.Key(records));

        Assert.True(grown.Length <= half);
        Assert.False(key.Verify(data, [.. octets[..half], .. grown, .. new byte[half - grown.Length]]));
    }
}
