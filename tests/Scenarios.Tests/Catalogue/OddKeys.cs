using System.Numerics;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>Keys of unusual shapes: sound ones that sign, and malformed ones that cannot.</summary>
internal static class OddKeys
{
    private const int ModulusLength = 256;

    /// <summary>RSA, 2048 bits, exponent 3.</summary>
    public static ZoneKey ExponentThree { get; } = Read("rsa-2048-exponent-3");

    /// <summary>RSA, 1024 bits, exponent 2^32 + 1: 33 bits, as the largest seen in a top-level domain.</summary>
    public static ZoneKey LongExponent { get; } = Read("rsa-1024-exponent-33-bits");

    /// <summary>RSA, 4096 bits: the most that RFC 3110 section 3 allows.</summary>
    public static ZoneKey LongModulus { get; } = Read("rsa-4096-1");

    /// <summary>Public keys that are none, each with the algorithm it claims.</summary>
    public static IEnumerable<(string What, DnssecAlgorithm Algorithm, byte[] Octets)> Malformed()
    {
        byte[] odd = [0x80, .. new byte[ModulusLength - 2], 1];
        yield return ("rsa-of-no-octets", DnssecAlgorithm.RsaSha256, []);
        yield return ("rsa-with-exponent-of-no-octets", DnssecAlgorithm.RsaSha256, [0, 0, 0, .. odd]);
        yield return ("rsa-with-exponent-zero", DnssecAlgorithm.RsaSha256, [1, 0, .. odd]);
        yield return ("rsa-with-exponent-one", DnssecAlgorithm.RsaSha256, [1, 1, .. odd]);
        yield return ("rsa-with-even-exponent", DnssecAlgorithm.RsaSha256, [1, 4, .. odd]);
        yield return ("rsa-with-exponent-of-65-bits", DnssecAlgorithm.RsaSha256, [9, 1, .. new byte[7], 1, .. odd]);
        yield return ("rsa-with-exponent-past-the-end", DnssecAlgorithm.RsaSha256, [200, 1, 0, 1]);
        yield return ("rsa-with-even-modulus", DnssecAlgorithm.RsaSha256, [3, 1, 0, 1, 0x80, .. new byte[ModulusLength - 1]]);
        yield return ("rsa-with-modulus-of-511-bits", DnssecAlgorithm.RsaSha256, [3, 1, 0, 1, 0x40, .. new byte[62], 1]);
        yield return ("rsa-with-modulus-of-4097-bits", DnssecAlgorithm.RsaSha256, [3, 1, 0, 1, 1, .. new byte[511], 1]);
        foreach ((DnssecAlgorithm algorithm, int length) in new[]
        {
            (DnssecAlgorithm.EcdsaP256Sha256, 64), (DnssecAlgorithm.EcdsaP384Sha384, 96), (DnssecAlgorithm.Ed25519, 32), (DnssecAlgorithm.Ed448, 57),
        })
        {
            byte[] sound = ZoneKey.Create(algorithm, "sound").Record.PublicKey.ToArray();
            yield return ($"{(byte)algorithm}-one-octet-short", algorithm, sound[..^1]);
            yield return ($"{(byte)algorithm}-one-octet-long", algorithm, [4, .. sound]);
            yield return ($"{(byte)algorithm}-off-the-curve", algorithm, OffTheCurve(length));
        }
    }

    /// <summary>
    /// A signature made without a private key: with exponent 3, the cube root of the padded digest followed by anything verifies where
    /// what comes after the digest is not looked at (CVE-2006-4339).
    /// </summary>
    public static byte[] Forged(ReadOnlySpan<byte> digest)
    {
        // RFC 5702 section 3.1: what stands before a SHA-256 digest.
        byte[] prefix = [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];
        byte[] head = [0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, .. prefix, .. digest];
        byte[] target = [.. head, .. new byte[ModulusLength - head.Length]];
        BigInteger root = CubeRoot(new BigInteger(target, isUnsigned: true, isBigEndian: true)) + 1;
        byte[] octets = root.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[ModulusLength - octets.Length], .. octets];
    }

    private static BigInteger CubeRoot(BigInteger number)
    {
        BigInteger low = 0;
        BigInteger high = BigInteger.One << (ModulusLength * 8 / 2);
        while (high - low > 1)
        {
            BigInteger middle = (low + high) / 2;
            (low, high) = middle * middle * middle > number ? (low, middle) : (middle, high);
        }

        return low;
    }

    // A y of 2 has no x on either Edwards curve; an x of 0 and a y of 1 lie on neither P curve.
    private static byte[] OffTheCurve(int length)
    {
        byte[] octets = new byte[length];
        octets[length is 32 or 57 ? 0 : ^1] = (byte)(length is 32 or 57 ? 2 : 1);
        return octets;
    }

    private static ZoneKey Read(string name) =>
        ZoneKey.TryImport(File.ReadAllText(TestData.PathOf("keys", name + ".private")), KeyRole.Combined, out ZoneKey? key, out string? why)
            ? key
            : throw new InvalidOperationException(why);
}
