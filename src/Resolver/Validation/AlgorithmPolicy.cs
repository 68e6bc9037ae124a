using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>Which algorithms and digests count: what is implemented here, less SHA-1 unless the user wants it (RFC 9905 section 2).</summary>
internal static class AlgorithmPolicy
{
    public static bool Accepts(this ValidationPolicy policy, DnssecAlgorithm algorithm) =>
        SignatureVerifier.IsSupported(algorithm) && (!UsesSha1(algorithm) || (policy.ValidateSha1 && policy.PlatformChecksSha1));

    public static bool Accepts(this ValidationPolicy policy, DigestType digest) =>
        DelegationDigest.IsSupported(digest) && (policy.ValidateSha1 || digest != DigestType.Sha1);

    public static bool UsesSha1(DnssecAlgorithm algorithm) =>
        algorithm is DnssecAlgorithm.RsaSha1 or DnssecAlgorithm.RsaSha1Nsec3Sha1;
}
