using System.Security.Cryptography;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Tests.Crypto;

/// <summary>The library and the platform's classes give the same answer to everything, or the platform gives it alone.</summary>
public sealed class LibCryptoTests
{
    private const int Tries = 200;

    public static TheoryData<DnssecAlgorithm> Algorithms { get; } =
        [DnssecAlgorithm.EcdsaP256Sha256, DnssecAlgorithm.EcdsaP384Sha384, DnssecAlgorithm.RsaSha256, DnssecAlgorithm.RsaSha512];

    [Fact]
    public void Library_OnLinux_IsThereForEachKind() =>
        Assert.All([LibCryptoProbe.Hashes, LibCryptoProbe.P256, LibCryptoProbe.P384, LibCryptoProbe.Rsa], there => Assert.Equal(OperatingSystem.IsLinux(), there));

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Signature_SoundOrDamaged_IsJudgedAlikeWithAndWithoutTheLibrary(DnssecAlgorithm algorithm)
    {
        Dice dice = new(26);
        var key = ZoneKey.Create(algorithm, "alike");
        using VerificationKey with = Imported(key.Record, directly: true);
        using VerificationKey without = Imported(key.Record, directly: false);
        int good = 0;
        for (int i = 0; i < Tries; i++)
        {
            byte[] data = new byte[dice.Next(400)];
            dice.Fill(data);
            byte[] signature = key.Sign(data);
            switch (dice.Next(6))
            {
                case 0:
                    signature[dice.Next(signature.Length)] ^= (byte)(1 << dice.Next(8));
                    break;
                case 1 when data.Length > 0:
                    data[dice.Next(data.Length)] ^= 0x20;
                    break;
                case 2:
                    signature.AsSpan(0, signature.Length / 2).Clear();
                    break;
                case 3:
                    signature.AsSpan(signature.Length / 2).Fill(0xFF);
                    break;
                default:
                    good++;
                    break;
            }

            bool holds = without.Verify(data, signature);
            Assert.Equal(holds, with.Verify(data, signature));
        }

        Assert.InRange(good, 20, Tries - 20);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Key_Damaged_IsTakenOrRefusedAlikeWithAndWithoutTheLibrary(DnssecAlgorithm algorithm)
    {
        Dice dice = new(27);
        var key = ZoneKey.Create(algorithm, "alike");
        byte[] signature = key.Sign([1, 2, 3]);
        for (int i = 0; i < Tries; i++)
        {
            byte[] octets = key.Record.PublicKey.ToArray();
            switch (dice.Next(4))
            {
                case 0:
                    octets[dice.Next(octets.Length)] ^= (byte)(1 << dice.Next(8));
                    break;
                case 1:
                    octets.AsSpan(dice.Next(octets.Length)).Clear();
                    break;
                case 2:
                    octets.AsSpan(0, dice.Next(octets.Length)).Fill(0xFF);
                    break;
                default:
                    octets = octets[dice.Next(8)..];
                    break;
            }

            DnskeyRdata damaged = new(key.Record.Flags, key.Record.Protocol, key.Record.Algorithm, octets);
            KeyImport with = Import(damaged, directly: true);
            KeyImport without = Import(damaged, directly: false);
            Assert.Equal(without.GetType(), with.GetType());
            Assert.Equal((without as KeyImport.Malformed)?.Why, (with as KeyImport.Malformed)?.Why);
            if ((with, without) is (KeyImport.Imported one, KeyImport.Imported other))
            {
                Assert.Equal(other.Key.Verify([1, 2, 3], signature), one.Key.Verify([1, 2, 3], signature));
                one.Key.Dispose();
                other.Key.Dispose();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Key_UsedByManyThreads_JudgesAsByOne(DnssecAlgorithm algorithm)
    {
        var key = ZoneKey.Create(algorithm, "alike");
        byte[] signature = key.Sign([1, 2, 3]);
        using VerificationKey imported = Imported(key.Record, directly: true);

        bool[][] judged = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Enumerable.Range(0, 50).Select(i => imported.Verify([1, 2, (byte)(3 + (i % 2))], signature)).ToArray(), TestContext.Current.CancellationToken)));

        Assert.All(judged, each => Assert.Equal(Enumerable.Range(0, 50).Select(i => i % 2 == 0), each));
    }

    [Fact]
    public void Hash_OfAnyLength_IsThatOfThePlatform()
    {
        Assert.SkipUnless(LibCryptoProbe.Hashes, "this system has no libcrypto.so.3");
        byte[] octets = new byte[300];
        new Dice(28).Fill(octets);
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        for (int length = 0; length <= octets.Length; length++)
        {
            ReadOnlySpan<byte> some = octets.AsSpan(0, length);
            LibCrypto.HashSha1(some, hash);
#pragma warning disable CA5350 // the hash that RFC 5155 names
            Assert.Equal(SHA1.HashData(some), hash[..SHA1.HashSizeInBytes]);
#pragma warning restore CA5350
            Sha2.Hash256(some, hash);
            Assert.Equal(SHA256.HashData(some), hash[..SHA256.HashSizeInBytes]);
            Sha2.Hash384(some, hash);
            Assert.Equal(SHA384.HashData(some), hash[..SHA384.HashSizeInBytes]);
            Sha2.Hash512(some, hash);
            Assert.Equal(SHA512.HashData(some), hash);
        }
    }

    private static VerificationKey Imported(DnskeyRdata key, bool directly) => Assert.IsType<KeyImport.Imported>(Import(key, directly)).Key;

    private static KeyImport Import(DnskeyRdata key, bool directly) => key.Algorithm switch
    {
        DnssecAlgorithm.EcdsaP256Sha256 => EcdsaVerifier.Import(key, EcdsaVerifier.P256, directly),
        DnssecAlgorithm.EcdsaP384Sha384 => EcdsaVerifier.Import(key, EcdsaVerifier.P384, directly),
        DnssecAlgorithm.RsaSha256 => RsaVerifier.Import(key, HashAlgorithmName.SHA256, directly),
        _ => RsaVerifier.Import(key, HashAlgorithmName.SHA512, directly),
    };

    /// <summary>Numbers that look thrown and are the same in every run.</summary>
    private sealed class Dice(uint seed)
    {
        private uint _state = seed;

        public int Next(int limit)
        {
            _state = unchecked((_state * 1_664_525) + 1_013_904_223);
            return (int)((_state >> 8) % (uint)limit);
        }

        public void Fill(Span<byte> octets)
        {
            for (int i = 0; i < octets.Length; i++)
            {
                octets[i] = (byte)Next(256);
            }
        }
    }
}
