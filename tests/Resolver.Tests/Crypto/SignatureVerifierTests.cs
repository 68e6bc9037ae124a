using CsCheck;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Crypto;

public class SignatureVerifierTests
{
    [Theory]
    [Requirement("5155-2-2")]
    [InlineData(0)]
    [InlineData(1)] // RSA/MD5, prohibited by RFC 6725
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(17)]
    [InlineData(23)]
    [InlineData(252)]
    [InlineData(253)]
    [InlineData(254)]
    [InlineData(255)]
    public void Algorithm_NotImplemented_IsUnsupportedAndNoError(byte algorithm)
    {
        DnskeyRdata key = new(257, 3, (DnssecAlgorithm)algorithm, new byte[64]);

        Assert.False(SignatureVerifier.IsSupported(key.Algorithm));
        KeyImport.Unsupported unsupported = Assert.IsType<KeyImport.Unsupported>(SignatureVerifier.Import(key));
        Assert.Equal($"algorithm {algorithm} is not supported", unsupported.Why);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void Algorithm_Implemented_MakesAnEmptyKeyMalformed(byte algorithm)
    {
        DnskeyRdata key = new(257, 3, (DnssecAlgorithm)algorithm, default);

        Assert.True(SignatureVerifier.IsSupported(key.Algorithm));
        Assert.IsType<KeyImport.Malformed>(SignatureVerifier.Import(key));
    }

    [Fact]
    [Rule(19, RuleSide.Holds)]
    public void Sha1_RefusedByThePlatform_IsUnsupportedAndNotMalformed()
    {
        DnskeyRdata key = Vectors.Key(Vectors.Read("rfc4034-5.4.txt"));

        KeyImport.Unsupported unsupported = Assert.IsType<KeyImport.Unsupported>(SignatureVerifier.ImportRsaSha1(key, sha1IsAllowed: false));
        Assert.Equal("this system's cryptographic policy refuses signatures with SHA-1", unsupported.Why);
        using VerificationKey imported = Assert.IsType<KeyImport.Imported>(SignatureVerifier.ImportRsaSha1(key, sha1IsAllowed: true)).Key;
    }

    [Theory]
    [InlineData(5, 132)]
    [InlineData(8, 132)]
    [InlineData(13, 64)]
    [InlineData(14, 96)]
    [InlineData(15, 32)]
    [InlineData(16, 57)]
    public void Octets_OfAnyKind_NeitherThrowNorVerify(byte algorithm, int length)
    {
        // Half of the keys have the right length, and an RSA key a plausible beginning, so that both steps are reached.
        var keys = Gen.OneOf(Gen.Byte.Array[length], Gen.Byte.Array[0, 200], Gen.Byte.Array[length - 4].Select(rest => (byte[])[3, 1, 0, 1, .. rest]));
        Gen.Select(keys, Gen.Byte.Array[0, 300], Gen.OneOf(Gen.Byte.Array[0, 200], Gen.Byte.Array[2 * length], Gen.Byte.Array[64])).Sample(
            (key, data, signature) =>
            {
                KeyImport import = SignatureVerifier.Import(new DnskeyRdata(257, 3, (DnssecAlgorithm)algorithm, key));
                using VerificationKey? imported = (import as KeyImport.Imported)?.Key;
                return import is not KeyImport.Unsupported && imported?.Verify(data, signature) != true;
            },
            iter: 300,
            threads: 1);
    }

    [Theory]
    [InlineData("rfc5702-6.1.txt")]
    [InlineData("rfc6605-6.1.txt")]
    [InlineData("rfc8080-6.1-first.txt")]
    [InlineData("rfc8080-6.2-first.txt")]
    public void Key_UsedByManyThreadsAtOnce_JudgesEachSignatureForItself(string file)
    {
        IReadOnlyList<ResourceRecord> records = Vectors.Read(file);
        (byte[] data, RrsigRdata signature) = Assert.Single(Vectors.Signatures(records));
        byte[] damaged = Vectors.Altered(signature.Signature.Span, signature.Signature.Length - 1);
        using VerificationKey key = Vectors.Import(Vectors.Key(records));
        bool[] outcomes = new bool[64];

        Parallel.For(
            0,
            outcomes.Length,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
            i => outcomes[i] = key.Verify(data, i % 2 == 0 ? signature.Signature.Span : damaged));

        Assert.Equal(Enumerable.Range(0, outcomes.Length).Select(i => i % 2 == 0), outcomes);
    }
}
