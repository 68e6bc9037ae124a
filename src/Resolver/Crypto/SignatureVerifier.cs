using System.Globalization;
using System.Security.Cryptography;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Crypto;

/// <summary>
/// From algorithm number to verifier. An unknown algorithm is a value, not an error. Whether an algorithm counts is
/// policy and is not decided here; nor is whether the key is trusted, or may sign at all.
/// </summary>
internal static class SignatureVerifier
{
    /// <summary>True for the algorithms that are implemented and that this machine's platform does not refuse.</summary>
    public static bool IsSupported(DnssecAlgorithm algorithm) => algorithm switch
    {
        DnssecAlgorithm.RsaSha1 or DnssecAlgorithm.RsaSha1Nsec3Sha1 => Sha1Probe.IsAllowed,
        DnssecAlgorithm.EcdsaP256Sha256 => EcdsaVerifier.P256.IsKnown,
        DnssecAlgorithm.EcdsaP384Sha384 => EcdsaVerifier.P384.IsKnown,
        DnssecAlgorithm.RsaSha256 or DnssecAlgorithm.RsaSha512 or DnssecAlgorithm.Ed25519 or DnssecAlgorithm.Ed448 => true,
        _ => false,
    };

    /// <summary>Takes a key in once, for any number of signatures.</summary>
    public static KeyImport Import(DnskeyRdata key) => key.Algorithm switch
    {
        DnssecAlgorithm.RsaSha1 or DnssecAlgorithm.RsaSha1Nsec3Sha1 => ImportRsaSha1(key, Sha1Probe.IsAllowed),
        DnssecAlgorithm.RsaSha256 => RsaVerifier.Import(key, HashAlgorithmName.SHA256),
        DnssecAlgorithm.RsaSha512 => RsaVerifier.Import(key, HashAlgorithmName.SHA512),
        DnssecAlgorithm.EcdsaP256Sha256 => EcdsaVerifier.Import(key, EcdsaVerifier.P256),
        DnssecAlgorithm.EcdsaP384Sha384 => EcdsaVerifier.Import(key, EcdsaVerifier.P384),
        DnssecAlgorithm.Ed25519 => EdwardsVerifier.ImportEd25519(key),
        DnssecAlgorithm.Ed448 => EdwardsVerifier.ImportEd448(key),
        _ => new KeyImport.Unsupported(string.Create(CultureInfo.InvariantCulture, $"algorithm {(byte)key.Algorithm} is not supported")),
    };

    /// <summary>RFC 9905 section 2 lets platforms drop SHA-1; a zone is not to blame for that.</summary>
    internal static KeyImport ImportRsaSha1(DnskeyRdata key, bool sha1IsAllowed) =>
        sha1IsAllowed
            ? RsaVerifier.Import(key, HashAlgorithmName.SHA1)
            : new KeyImport.Unsupported("this system's cryptographic policy refuses signatures with SHA-1");
}
