using System.Globalization;
using System.Security.Cryptography;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Crypto;

/// <summary>
/// ECDSA over P-256 and P-384 (RFC 6605 section 4). Key and signature are two numbers of fixed length side by side:
/// <code>
/// key:       | x | y |        32 or 48 octets each
/// signature: | r | s |
/// </code>
/// </summary>
internal sealed class EcdsaVerifier : VerificationKey
{
    public static readonly Curve P256 = new("P-256", ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256, 32, LibCrypto.P256);
    public static readonly Curve P384 = new("P-384", ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384, 48, LibCrypto.P384);

    private readonly LibCryptoKey? _key;
    private readonly KeyPool<ECDsa> _keys;
    private readonly Curve _curve;

    private EcdsaVerifier(LibCryptoKey? key, KeyPool<ECDsa> keys, Curve curve)
    {
        _key = key;
        _keys = keys;
        _curve = curve;
    }

    public static KeyImport Import(DnskeyRdata key, Curve curve) => Import(key, curve, curve.IsKnownDirectly);

    /// <summary>The same with or without <see cref="LibCrypto"/>. Where that does not take the key, the platform says why.</summary>
    internal static KeyImport Import(DnskeyRdata key, Curve curve, bool directly)
    {
        // RFC 6605 section 4: exactly two coordinates, no octet in front that says so.
        ReadOnlySpan<byte> octets = key.PublicKey.Span;
        if (octets.Length != curve.PairLength)
        {
            return new KeyImport.Malformed(string.Create(
                CultureInfo.InvariantCulture, $"the {curve.Name} key has {octets.Length} octets instead of {curve.PairLength}"));
        }

        KeyPool<ECDsa> keys = new(() => ImportByPlatform(key.PublicKey.Span, curve));
#pragma warning disable CA2000 // the verifier owns it from then on
        LibCryptoKey? point = directly ? LibCrypto.ImportPoint(curve.Number, octets) : null;
#pragma warning restore CA2000
        if (point is not null)
        {
            return new KeyImport.Imported(new EcdsaVerifier(point, keys, curve));
        }

        try
        {
            keys.Return(keys.Take());
        }
        catch (CryptographicException)
        {
            keys.Dispose();
            return curve.IsKnown
                ? new KeyImport.Malformed($"the key is no point of the curve {curve.Name}")
                : new KeyImport.Unsupported($"this system's cryptography does not know the curve {curve.Name}");
        }

        return new KeyImport.Imported(new EcdsaVerifier(null, keys, curve));
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != _curve.PairLength)
        {
            return false;
        }

        if (_key is not null && VerifyDirectly(_key, data, signature) is { } holds)
        {
            return holds;
        }

        try
        {
            ECDsa key = _keys.Take();
            bool verifies = key.VerifyData(data, signature, _curve.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            _keys.Return(key);
            return verifies;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public override void Dispose()
    {
        _key?.Dispose();
        _keys.Dispose();
    }

    private bool? VerifyDirectly(LibCryptoKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        // Both hashes are as long as a number of their curve.
        Span<byte> hash = stackalloc byte[_curve.NumberLength];
        if (_curve.Number == LibCrypto.P256)
        {
            Sha2.Hash256(data, hash);
        }
        else
        {
            Sha2.Hash384(data, hash);
        }

        return LibCrypto.VerifyPair(key, hash, signature);
    }

    private static ECDsa ImportByPlatform(ReadOnlySpan<byte> octets, Curve curve) => ECDsa.Create(new ECParameters
    {
        Curve = curve.Parameters,
        Q = new ECPoint { X = octets[..curve.NumberLength].ToArray(), Y = octets[curve.NumberLength..].ToArray() },
    });

    private static bool PlatformKnows(ECCurve curve)
    {
        try
        {
            using var any = ECDsa.Create(curve);
            return true;
        }
        catch (CryptographicException)
        {
            // Untested: a platform without the curve.
            return false;
        }
    }

    /// <summary>What the two algorithms differ in.</summary>
    internal sealed record Curve(string Name, ECCurve Parameters, HashAlgorithmName Hash, int NumberLength, int Number)
    {
        private readonly Lazy<bool> _known = new(() => PlatformKnows(Parameters));

        public int PairLength => 2 * NumberLength;

        /// <summary>Whether <see cref="LibCrypto"/> checks signatures over the curve.</summary>
        public bool IsKnownDirectly => Number == LibCrypto.P256 ? LibCryptoProbe.P256 : LibCryptoProbe.P384;

        /// <summary>False where the platform too refuses the curve: then the algorithm is not supported, and no zone is to blame.</summary>
        public bool IsKnown => IsKnownDirectly || _known.Value;
    }
}
