using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DaneCore.Resolver.Wire;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace DaneCore.Lab.Signing;

/// <summary>
/// RSA with PKCS#1 v1.5 (RFC 3110, RFC 5702). The platform signs, it is twenty times faster; SHA-1, which some platforms refuse,
/// is left to BouncyCastle. Making such a key takes long, so a few are checked in.
/// </summary>
internal sealed class RsaPrivateKey : PrivateKey, IDisposable
{
    /// <summary>Keys checked in per size, numbered from 1.</summary>
    public const int PerSize = 4;

    private readonly DnssecAlgorithm _algorithm;
    private readonly RSAParameters _parameters;
    private readonly RSA _rsa;
    private readonly Lock _signing = new();

    public RsaPrivateKey(DnssecAlgorithm algorithm, RSAParameters parameters)
    {
        _algorithm = algorithm;
        _parameters = parameters;
        _rsa = RSA.Create(parameters);
        PublicKey = Encoded(parameters.Exponent, parameters.Modulus);
    }

    public override byte[] PublicKey { get; }

    public static bool Carries(DnssecAlgorithm algorithm) =>
        IsSha1(algorithm) || algorithm is DnssecAlgorithm.RsaSha256 or DnssecAlgorithm.RsaSha512;

    /// <summary>Bits of the keys that a seed chooses from: as short as the old algorithms' keys were, for their signatures are slow.</summary>
    public static int UsualBits(DnssecAlgorithm algorithm) => IsSha1(algorithm) ? 1024 : 2048;

    /// <summary>One of the keys beside this file: 1024 or 2048 bits, number 1 to 4.</summary>
    public static RsaPrivateKey CheckedIn(DnssecAlgorithm algorithm, int bits, int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"DaneCore.Lab.Signing.Keys.rsa-{bits}-{number}.private");
        using Stream stream = typeof(RsaPrivateKey).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There is no checked-in RSA key of {bits} bits with number {number}.", nameof(number));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return PrivateKeyText.TryRead(reader.ReadToEnd(), algorithm, out PrivateKey? key, out string? why)
            ? (RsaPrivateKey)key
            : throw new UnreachableException(why);
    }

    /// <summary>RFC 3110 section 2: the exponent's length in one octet, or zero and two octets; exponent; modulus.</summary>
    public static byte[] Encoded(ReadOnlySpan<byte> exponent, ReadOnlySpan<byte> modulus) =>
        exponent.Length <= byte.MaxValue
            ? [(byte)exponent.Length, .. exponent, .. modulus]
            : [0, (byte)(exponent.Length >> 8), (byte)(exponent.Length & 0xFF), .. exponent, .. modulus];

    public override byte[] Sign(ReadOnlySpan<byte> data)
    {
        if (IsSha1(_algorithm))
        {
            return SignSha1(data);
        }

        HashAlgorithmName hash = _algorithm == DnssecAlgorithm.RsaSha512 ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256;

        // The platform does not promise that one key signs for two threads at a time.
        lock (_signing)
        {
            return _rsa.SignData(data, hash, RSASignaturePadding.Pkcs1);
        }
    }

    public void Dispose() => _rsa.Dispose();

    private byte[] SignSha1(ReadOnlySpan<byte> data)
    {
        static BigInteger Number(byte[]? octets) => new(1, octets);
        var signer = new RsaDigestSigner(new Sha1Digest());
        signer.Init(
            forSigning: true,
            new RsaPrivateCrtKeyParameters(
                Number(_parameters.Modulus),
                Number(_parameters.Exponent),
                Number(_parameters.D),
                Number(_parameters.P),
                Number(_parameters.Q),
                Number(_parameters.DP),
                Number(_parameters.DQ),
                Number(_parameters.InverseQ)));
        signer.BlockUpdate(data);
        return signer.GenerateSignature();
    }

    private static bool IsSha1(DnssecAlgorithm algorithm) =>
        algorithm is DnssecAlgorithm.RsaSha1 or DnssecAlgorithm.RsaSha1Nsec3Sha1;
}
