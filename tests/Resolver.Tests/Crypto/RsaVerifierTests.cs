using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Crypto;

public class RsaVerifierTests
{
    private static readonly byte[] F4 = [0x01, 0x00, 0x01];

    public static TheoryData<string, byte[], string> MalformedKeys { get; } = new()
    {
        { "no octet", [], "ends before its exponent does" },
        { "a long exponent length cut", [0, 1], "ends before its exponent does" },
        { "an exponent longer than the key", [4, 1, 0, 1], "ends before its exponent does" },
        { "a long exponent longer than the key", [0, 1, 0, .. new byte[255]], "ends before its exponent does" },
        { "an empty exponent, in the long form", [0, 0, 0, .. Modulus(1024)], "not an odd number above 1" },
        { "exponent 0", [1, 0, .. Modulus(1024)], "not an odd number above 1" },
        { "exponent 1", [1, 1, .. Modulus(1024)], "not an odd number above 1" },
        { "exponent 1 behind zero octets", [3, 0, 0, 1, .. Modulus(1024)], "not an odd number above 1" },
        { "exponent 2", [1, 2, .. Modulus(1024)], "not an odd number above 1" },
        { "exponent 65536", [3, 1, 0, 0, .. Modulus(1024)], "not an odd number above 1" },
        { "an exponent of 65 bits", [9, 1, 0, 0, 0, 0, 0, 0, 0, 1, .. Modulus(1024)], "65 bits; at most 64" },
        { "an exponent of 4096 bits", [0, 2, 0, .. Modulus(4096), .. Modulus(1024)], "4096 bits; at most 64" },
        { "no modulus", [3, .. F4], "0 bits; from 512 to 4096" },
        { "a modulus of zero octets", [3, .. F4, .. new byte[128]], "0 bits; from 512 to 4096" },
        { "a modulus of 511 bits", [3, .. F4, .. Modulus(511)], "511 bits; from 512 to 4096" },
        { "a modulus of 4097 bits", [3, .. F4, .. Modulus(4097)], "4097 bits; from 512 to 4096" },
        { "an even modulus", [3, .. F4, .. Modulus(1024)[..^1], 0xFE], "modulus of the RSA key is even" },
    };

    public static TheoryData<string, byte[]> AcceptedKeys { get; } = new()
    {
        { "512 bits", [3, .. F4, .. Modulus(512)] },
        { "4096 bits", [3, .. F4, .. Modulus(4096)] },
        { "exponent 3", [1, 3, .. Modulus(1024)] },
        { "exponent 2^32 + 1, as in a top-level domain", [5, 1, 0, 0, 0, 1, .. Modulus(1024)] },
        { "exponent of 64 bits", [8, 0x80, 0, 0, 0, 0, 0, 0, 1, .. Modulus(1024)] },
        { "the long form of a short exponent length", [0, 0, 3, .. F4, .. Modulus(1024)] },
    };

    [Theory]
    [Requirement("5702-2.1-1")]
    [MemberData(nameof(MalformedKeys))]
    public void Key_OutsideTheRules_IsMalformed(string what, byte[] octets, string why)
    {
        KeyImport.Malformed malformed = Assert.IsType<KeyImport.Malformed>(Import(octets));
        Assert.True(malformed.Why.Contains(why, StringComparison.Ordinal), $"{what}: {malformed.Why}");
    }

    [Theory]
    [Requirement("5702-2.1-1")]
    [MemberData(nameof(AcceptedKeys))]
    public void Key_AtTheEdgeOfTheRules_IsImported(string what, byte[] octets)
    {
        KeyImport import = Import(octets);
        Assert.True(import is KeyImport.Imported, $"{what}: {import}");
        using VerificationKey key = ((KeyImport.Imported)import).Key;
        Assert.False(key.Verify("data"u8, new byte[octets.Length]), what);
    }

    [Theory]
    [Requirement("5702-2.2-2")]
    [InlineData(DnssecAlgorithm.RsaSha256)]
    [InlineData(DnssecAlgorithm.RsaSha512)]
    public void Key_OfEitherAlgorithm_HasAtMost4096Bits(DnssecAlgorithm algorithm)
    {
        Assert.IsType<KeyImport.Imported>(SignatureVerifier.Import(new DnskeyRdata(256, 3, algorithm, (byte[])[3, .. F4, .. Modulus(4096)]))).Key.Dispose();
        Assert.IsType<KeyImport.Malformed>(SignatureVerifier.Import(new DnskeyRdata(256, 3, algorithm, (byte[])[3, .. F4, .. Modulus(4097)])));
    }

    [Fact]
    public void Key_WithLeadingZeroOctets_VerifiesAllTheSame()
    {
        IReadOnlyList<ResourceRecord> records = Vectors.Read("rfc5702-6.1.txt");
        (byte[] data, RrsigRdata signature) = Assert.Single(Vectors.Signatures(records));
        DnskeyRdata plain = Vectors.Key(records);
        byte[] modulus = plain.PublicKey.ToArray()[4..];
        using VerificationKey key = Vectors.Import(Vectors.WithPublicKey(plain, [5, 0, 0, .. F4, 0, .. modulus]));

        Assert.True(key.Verify(data, signature.Signature.Span));
    }

    [Fact]
    public void Signature_BeginningWithZero_VerifiesOnlyWithThatOctet()
    {
        IReadOnlyList<ResourceRecord> records = Vectors.Read("rsa-leading-zero.txt");
        (byte[] data, RrsigRdata signature) = Assert.Single(Vectors.Signatures(records));
        byte[] octets = signature.Signature.ToArray();
        using VerificationKey key = Vectors.Import(Vectors.Key(records));

        Assert.Equal(0, octets[0]);
        Assert.True(key.Verify(data, octets));
        Assert.False(key.Verify(data, octets.AsSpan(1)));
        Assert.False(key.Verify(data, [0, .. octets]));
        Assert.False(key.Verify(data, []));
    }

    [Fact]
    public void Signature_NotBelowTheModulus_DoesNotVerify()
    {
        IReadOnlyList<ResourceRecord> records = Vectors.Read("rsa-leading-zero.txt");
        (byte[] data, RrsigRdata signature) = Assert.Single(Vectors.Signatures(records));
        DnskeyRdata plain = Vectors.Key(records);
        BigInteger modulus = new(plain.PublicKey.Span[4..], isUnsigned: true, isBigEndian: true);
        BigInteger number = new(signature.Signature.Span, isUnsigned: true, isBigEndian: true);
        byte[] grown = (number + modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        using VerificationKey key = Vectors.Import(plain);

        // The same number modulo n, and as many octets as the modulus has.
        Assert.Equal(signature.Signature.Length, grown.Length);
        Assert.False(key.Verify(data, grown));
    }

    [Fact]
    [Requirement("5702-3-1")]
    public void Signature_CubeRootWithShortPadding_DoesNotVerify()
    {
        // Forged without the private key: with exponent 3, a verifier that does not look at what follows the hash takes
        // the cube root of "00 01 FF ... 00 prefix hash anything" for a signature.
        byte[] modulus = Modulus(2048);
        byte[] data = Encoding.ASCII.GetBytes("forged");
        byte[] prefix = Convert.FromHexString("3031300D060960864801650304020105000420");
        byte[] head = [0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, .. prefix, .. SHA256.HashData(data)];
        BigInteger target = new([.. head, .. Enumerable.Repeat((byte)0xFF, modulus.Length - head.Length)], isUnsigned: true, isBigEndian: true);
        byte[] forged = CubeRoot(target).ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] signature = [.. new byte[modulus.Length - forged.Length], .. forged];
        using VerificationKey key = Assert.IsType<KeyImport.Imported>(Import([1, 3, .. modulus])).Key;

        byte[] decoded = BigInteger.Pow(new BigInteger(forged, isUnsigned: true, isBigEndian: true), 3).ToByteArray(isUnsigned: true, isBigEndian: true);
        Assert.Equal(head.AsSpan(1), decoded.AsSpan(0, head.Length - 1));
        Assert.False(key.Verify(data, signature));
    }

    private static KeyImport Import(byte[] octets) => SignatureVerifier.Import(new DnskeyRdata(256, 3, DnssecAlgorithm.RsaSha256, octets));

    // An odd number of exactly this many bits; nobody knows its factors, nor needs to.
    private static byte[] Modulus(int bits)
    {
        byte[] modulus = new byte[(bits + 7) / 8];
        Array.Fill(modulus, (byte)0xA5);
        modulus[0] = (byte)(1 << ((bits - 1) % 8));
        modulus[^1] = 0xA7;
        return modulus;
    }

    private static BigInteger CubeRoot(BigInteger number)
    {
        BigInteger low = BigInteger.Zero;
        BigInteger high = BigInteger.One << (int)((number.GetBitLength() / 3) + 1);
        while (high - low > 1)
        {
            BigInteger middle = (low + high) >> 1;
            if (BigInteger.Pow(middle, 3) <= number)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
